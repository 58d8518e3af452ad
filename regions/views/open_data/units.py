"""Care units as open data, for anyone to copy and build on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from regions.open_data import asked, tables
from regions.open_data.answers import Unclear, address, as_json, line, linked, open_data, streamed, this_with, whole
from regions.open_data.document import Open, stamp
from regions.open_data.licences import UNIT_LICENCE
from regions.opening import UTC
from regions.public import from_a_replica
from regions.queries import open_data as queries

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@from_a_replica
@open_data()
def units_json(request: HttpRequest) -> HttpResponseBase:
    """A page of units. Four queries."""
    if "since" in request.GET:
        return HttpResponseRedirect(f"{reverse('open_units_changes')}?{request.GET.urlencode()}")
    found, total, following = _page(request)
    answer = {"licence": UNIT_LICENCE.as_json(), "total": total, "units": found, "next": following}
    return linked(as_json(answer), UNIT_LICENCE, next=following, monitor=_monitor())


@from_a_replica
@open_data()
def units_geojson(request: HttpRequest) -> HttpResponseBase:
    found, total, following = _page(request)
    answer = {
        "type": "FeatureCollection",
        "licence": UNIT_LICENCE.as_json(),
        "total": total,
        "features": tables.features(found),
        "next": following,
    }
    response = as_json(answer, content_type="application/geo+json")
    return linked(response, UNIT_LICENCE, next=following, monitor=_monitor())


def _page(request: HttpRequest) -> tuple[list[Open], int, str | None]:
    """The units of the page, how many there are in all, and the address of the next page."""
    asked.only(request, *asked.UNITS, *asked.PAGE)
    units = queries.units_of(asked.which(request))
    found, cursor = queries.page(units, asked.after(request), asked.limit(request))
    return found, units.count(), this_with(request, efter=cursor) if cursor else None


@open_data()
def units_csv(request: HttpRequest) -> HttpResponseBase:
    """Every unit as a table; with `limit` a page of them."""
    asked.only(request, *asked.UNITS, *asked.PAGE)
    found: Iterable[Open] = queries.every(queries.units_of(asked.which(request)))
    following, give = None, whole
    if "limit" in request.GET or "efter" in request.GET:
        found, _total, following = _page(request)
        give = streamed
    response = give(request, tables.csv_lines(found), "text/csv; charset=utf-8", "mottagningar.csv")
    return linked(response, UNIT_LICENCE, next=following, monitor=_monitor())


@open_data()
def units_ndjson(request: HttpRequest) -> HttpResponseBase:
    """Every unit, one a line. The link `monitor` leads to what changes from the moment this began."""
    asked.only(request, *asked.UNITS)
    monitor = _monitor(queries.nothing_missing_until())
    lines = (line(unit) for unit in queries.every(queries.units_of(asked.which(request))))
    response = whole(request, lines, "application/x-ndjson", "mottagningar.ndjson")
    return linked(response, UNIT_LICENCE, monitor=monitor)


def _monitor(since: datetime | None = None) -> str:
    return address(reverse("open_units_changes"), {"since": stamp(since)} if since else ())


@from_a_replica
@open_data()
def unit_json(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One unit by its lasting id; 410 when it has been deleted."""
    asked.only(request)
    found = queries.one(uid)
    if found is None:
        raise gone_or_unknown(uid)
    return linked(as_json({"licence": UNIT_LICENCE.as_json(), "unit": found}), UNIT_LICENCE)


def gone_or_unknown(uid: UUID | None) -> Unclear:
    """Why a unit is not there."""
    if uid and queries.was_deleted(uid):
        return Unclear("deleted", _("Mottagningen är borttagen ur katalogen."), status=410)
    return Unclear("not_found", _("Det finns ingen mottagning med det id:t."), status=404)


@open_data()
def units_changes(request: HttpRequest) -> HttpResponseBase:
    """What has changed since a moment: follow `next` to the end, and begin from `until` the next time."""
    asked.only(request, "since", *asked.PAGE)
    since = asked.moment(request.GET["since"]) if "since" in request.GET else BEGINNING
    changes = queries.changes(since, _place(request.GET.get("efter", "")), asked.limit(request))
    following = None
    if changes.cursor:
        at, uid = changes.cursor
        following = this_with(request, efter=f"{stamp(at)}_{uid}")
    answer = {
        "licence": UNIT_LICENCE.as_json(),
        "until": stamp(changes.until),
        "changes": changes.rows,
        "next": following,
    }
    return linked(as_json(answer), UNIT_LICENCE, next=following)


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Where a page of changes begins."""
    if not text:
        return None
    at, _underscore, uid = text.partition("_")
    return asked.moment(at, "bad_cursor"), asked.uid(uid)
