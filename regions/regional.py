"""Marks the views that are read in a region."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.views.decorators.http import require_safe

from regions.facts import RegionFact
from regions.public import from_a_replica

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Concerns:
    """The place that a page is about, wherever it is read: its notices are shown there."""

    region_code: str
    municipality_code: str | None = None


class RegionalRequest(HttpRequest):
    """A request as `regions.middleware.RegionInPath` hands it on: with the region in its path, if there is one."""

    region: RegionFact | None
    concerns: Concerns | None  # a view about a place sets it
    as_it_was: datetime | None  # a view sets it that has answered without the database: from when what it shows is


def regional(view: View) -> View:
    """The view answers under a region's path too (`regions.middleware.RegionInPath`)."""
    view.regional = True  # type: ignore[attr-defined]
    return view


def public_page(view: View) -> View:
    """A page for everyone, national and in every region, read with GET or HEAD."""
    return regional(from_a_replica(login_not_required(require_safe(view))))  # type: ignore[type-var]
