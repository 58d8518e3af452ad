"""Open Referral's HSDS 3: lists in numbered pages, and one with all that belongs to it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from regions.models.unit import CareUnitQuerySet
from regions.open_data import asked, hsds
from regions.open_data.answers import Unclear, address, as_json, linked, open_data, this_with
from regions.open_data.licences import UNIT_LICENCE
from regions.public import from_a_replica
from regions.queries import open_data as queries
from regions.views.open_data.units import gone_or_unknown

PARAMETERS = ("page", "per_page", "full", "modified_after", "taxonomy_term_id", "organization_id")
PER_PAGE, MOST = 50, 500
YES_NO = {"true": True, "false": False}


@open_data()
def about(request: HttpRequest) -> HttpResponseBase:
    """Which version this is, and where it is described."""
    asked.only(request)
    answer = {
        "version": hsds.VERSION,
        "profile": "https://docs.openreferral.org/en/3.0/",
        "openapi_url": settings.SITE_URL + "/oppna-data/openapi.json",
        "description": "Mottagningar i hela Sverige.",
        "publisher": {"name": "Vårdguiden", "email": settings.CONTACT_EMAIL, "website": settings.SITE_URL + "/"},
    }
    return linked(as_json(answer), UNIT_LICENCE)


@from_a_replica
@open_data()
def records(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A page of services, organisations, places or what ties them together. Four queries."""
    asked.only(request, *PARAMETERS)
    units, full = _units(request), _full(request)
    number = asked.whole_number(request.GET.get("page", "1"), "page", 1, 1_000_000)
    size = asked.limit(request, "per_page", PER_PAGE, MOST)
    total = units.count()
    found = queries.told(units[(number - 1) * size : number * size])
    pages = max(1, -(-total // size))
    answer = {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(found),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not found,
        "contents": [hsds.RECORDS[kind](unit, full=full) for unit in found],
    }
    following = this_with(request, page=str(number + 1)) if number < pages else None
    return linked(as_json(answer), UNIT_LICENCE, next=following, describedby=address(reverse("hsds")))


def _units(request: HttpRequest) -> CareUnitQuerySet:
    kind = request.GET.get("taxonomy_term_id", "")
    units: Any = queries.units_of(asked.Which(kind=asked.kind_of(kind)))
    if "organization_id" in request.GET:
        units = units.filter(uid=asked.uid(request.GET["organization_id"], "bad_organization_id"))
    if "modified_after" in request.GET:
        units = units.filter(changed_at__gte=asked.moment(request.GET["modified_after"], "bad_modified_after"))
    found: CareUnitQuerySet = units
    return found


def _full(request: HttpRequest) -> bool:
    text = request.GET.get("full", "false")
    if text not in YES_NO:
        raise Unclear("bad_full", _("full ska vara true eller false."))
    return YES_NO[text]


@from_a_replica
@open_data()
def record(request: HttpRequest, kind: str, uid: UUID) -> HttpResponseBase:
    """One, with all that belongs to it."""
    asked.only(request)
    found = queries.one(uid)
    if found is None:
        raise gone_or_unknown(uid)
    answer: dict[str, Any] = hsds.RECORDS[kind](found, full=True)
    return linked(as_json(answer), UNIT_LICENCE)
