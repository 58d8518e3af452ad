"""A care unit's own page."""

from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from language.analysis import slug as slug_of
from regions.county_map import unit_map
from regions.facts import regions_by_code
from regions.freshness import confirmations
from regions.kinds import PLURALS, SLUG_OF_KIND, UnitKind
from regions.models import CareUnit, Day, Purpose, RedDays, unit_address
from regions.opening import SWEDEN, coming_days, hours_label, later_exceptions, opening_state
from regions.queries import address_now, relations_of, unit_with_everything
from regions.queries.local import what_holds
from regions.regional import Concerns, RegionalRequest, public_page
from regions.sweref import to_wgs84

POINTS_ONWARD = timedelta(days=365)  # how long a closed unit's page is there for those who look for it


@public_page
def unit(request: RegionalRequest, slug: str) -> HttpResponse:
    """A care unit's own page; of one that has closed, that it has, and where to turn instead."""
    now = timezone.now()
    found = unit_with_everything(slug, now)
    if found is None:
        return _moved_address(slug)
    request.concerns = concerns(found)
    if found.closed_on and found.closed_on <= now.astimezone(SWEDEN).date():
        return _closed(request, found, now)
    return render(request, "regions/unit.html", page_of(found, now))


def _moved_address(slug: str) -> HttpResponse:
    """An address that the unit has left leads to the one it has."""
    current = address_now(slug)
    if current is None:
        raise Http404
    return HttpResponsePermanentRedirect(unit_address(current))


def _closed(request: HttpRequest, found: CareUnit, now: datetime) -> HttpResponse:
    """For a year a page that points onward, then the same words as "gone": what search engines forget."""
    assert found.closed_on is not None
    gone = now.astimezone(SWEDEN).date() >= found.closed_on + POINTS_ONWARD
    context = {"unit": found, "gone": gone, **_frame(found)}
    return render(request, "regions/unit_closed.html", context, status=410 if gone else 200)


def concerns(found: CareUnit) -> Concerns:
    """Whose notices are shown on the page."""
    return Concerns(found.region_id, found.municipality_id)


def page_of(found: CareUnit, now: datetime) -> dict[str, Any]:
    """What the page of a unit needs, of one that is read from the database or of one that is saved nowhere yet."""
    told = {each for each in Purpose if found.spans_for(each) or later_exceptions(found, now, each, days=0)}
    always = {Purpose.VISIT, *([Purpose.PHONE] if found.phone else [])}
    hours = {
        purpose: {
            "purpose": purpose.value,
            "label": purpose.label,
            "caption": _("%(hours)s de närmaste sju dagarna") % {"hours": purpose.label},
            "days": (days := coming_days(found, now, purpose)),
            "known": any(day.spans is not None for day in days),
            "later": later_exceptions(found, now, purpose),
            "weekly": _weekly(found, purpose) if found.spans_for(purpose) else [],
        }
        for purpose in Purpose
        if purpose in told | always
    }
    today = now.astimezone(SWEDEN).date()
    return {
        "unit": found,
        "fact": regions_by_code()[found.region_id],
        "holds": what_holds(found.region_id)[found.region_id].at(found.kinds),
        "now": timezone.localtime(now),
        "state": opening_state(found, now),
        "phone_state": opening_state(found, now, Purpose.PHONE) if Purpose.PHONE in told else None,
        "hours": hours.values(),
        "red_days_known": found.red_days != RedDays.UNKNOWN,
        "position": to_wgs84(found.easting, found.northing) if found.easting and found.northing else None,
        "relations": relations_of(found, today),
        "not_open_yet": bool(found.opens_on and found.opens_on > today),
        "confirmed": confirmations(found, today),
        **_frame(found),
    }


def _frame(found: CareUnit) -> dict[str, Any]:
    """The way to the page, and on to others like it."""
    municipality = reverse("municipality", args=[found.region.slug, slug_of(found.municipality.name)])
    return {
        "map": _map(found),
        "more_kind": SLUG_OF_KIND[found.kinds[0]],
        "more_units": PLURALS[UnitKind(found.kinds[0])],
        "section": "find_care",
        "crumbs": [(_("Hitta vård"), reverse("find_care")), (found.municipality.name, municipality)],
    }


def _map(found: CareUnit) -> SafeString | None:
    """Where it lies; None where nobody knows."""
    around = unit_map(found)
    if around is None:
        return None
    said = {"county": around.name, "name": found.name}
    return around.drawn(_("Karta över %(county)s med %(name)s i mitten") % said)


def _weekly(found: Any, purpose: Purpose) -> list[tuple[str, str]]:
    """Weekday → hours, then red days, as the unit has stated them."""
    rows = []
    for day, name in WEEKDAYS.items():
        spans = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == day]
        rows.append((str(name).capitalize(), hours_label(spans)))
    own = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == Day.RED_DAY]
    red = hours_label(own) if found.red_days == RedDays.OWN_HOURS else str(RedDays(found.red_days).label)
    return [*rows, (_("Röda dagar"), red)]
