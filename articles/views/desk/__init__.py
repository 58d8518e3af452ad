"""The editors' desk: pages for those who write, review and publish. The frame that they share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.private import PersonalRequest, private
from articles.permissions import may_open_desk
from articles.queries.desk import desk_counts

View = Callable[..., HttpResponse]
May = Callable[[User], bool]


def desk_page(may: May = may_open_desk) -> Callable[[View], View]:
    """A page of the desk, for those who `may`: others are told that they may not. No cache keeps it."""

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def checked(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked  # type: ignore[return-value]

    return decorate


def desk_render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    here: str = "",
    mine: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page in the desk's frame; `here` is the entry of the side menu that it belongs to. See `desk_counts`."""
    user: User = request.user  # type: ignore[assignment]
    frame = {"here": here, "counts": desk_counts(user, mine), "works_here": may_open_desk(user)}
    return render(request, template, frame | context, status=status)
