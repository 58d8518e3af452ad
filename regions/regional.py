"""Marks the views that are read in a region."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe

View = TypeVar("View", bound=Callable[..., object])


def regional(view: View) -> View:
    """The view answers under a region's path too (`regions.middleware.RegionInPath`)."""
    view.regional = True  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """A page for everyone, national and in every region, read with GET or HEAD."""
    return regional(login_not_required(require_safe(view)))  # type: ignore[no-any-return, type-var]
