"""The catalogue: where regional admins and units' managers look after care units. The frame that its pages share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.private import PersonalRequest, private
from accounts.refusal import Refused
from regions import facts
from regions.facts import RegionFact
from regions.models import CareUnit
from regions.permissions import administers, may_open_catalogue, units_to_edit
from regions.queries.catalogue import administered_regions

View = Callable[..., HttpResponseBase]
May = Callable[[User], bool]


def catalogue_page(may: May = may_open_catalogue) -> Callable[[View], View]:
    """A page of the catalogue, for those who `may`: others are told that they may not. No cache keeps it.

    A refusal that the page does not tell itself is told in the list: the right to what it shows was lost meanwhile.
    """

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def checked(request: PersonalRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not may(request.user):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                messages.error(request, str(refusal))
                return redirect("catalogue")

        return checked

    return decorate


def sent_from(page: str) -> Callable[[View], View]:
    """What a form is sent to. Whoever reloads it, or logs in on the way, comes back to the page that has the form."""

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def sent(request: PersonalRequest, **asked: Any) -> HttpResponseBase:
            return view(request, **asked) if request.method == "POST" else redirect(reverse(page, kwargs=asked))

        return sent

    return decorate


def catalogue_render(
    request: HttpRequest, template: str, context: dict[str, Any], *, here: str = "", status: int = 200
) -> HttpResponse:
    """A page in the catalogue's frame; `here` is the entry of the side menu that it belongs to."""
    frame = {"here": here, "mine": administered_regions(request.user)}  # type: ignore[arg-type]
    return render(request, template, frame | context, status=status)


def own_unit(user: User, slug: str) -> CareUnit:
    """The unit, when the person may change it; else it is as if it did not exist."""
    unit = units_to_edit(user).select_related("region", "municipality").filter(slug=slug).first()
    if unit is None:
        raise Http404
    return unit


def own_region(user: User, slug: str) -> RegionFact:
    """The region, when the person administers it; else it is as if it did not exist."""
    region = facts.regions_by_slug().get(slug)
    if region is None or not administers(user, region.code):
        raise Http404
    return region
