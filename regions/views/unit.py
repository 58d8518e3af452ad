"""A care unit's own page."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from language.analysis import slug as slug_of
from regions.kinds import PLURALS, SLUG_OF_KIND, UnitKind
from regions.models import CareUnit, Day, Purpose, RedDays
from regions.opening import coming_days, hours_label, later_exceptions, opening_state
from regions.queries import unit_with_everything
from regions.regional import public_page
from regions.sweref import to_wgs84


@public_page
def unit(request: HttpRequest, slug: str) -> HttpResponse:
    """A care unit's own page."""
    now = timezone.now()
    found = unit_with_everything(slug, now)
    if found is None:
        raise Http404
    return render(request, "regions/unit.html", page_of(found, now))


def page_of(found: CareUnit, now: datetime) -> dict[str, Any]:
    """What the page shows of a unit that has been read with everything."""
    hours = {
        purpose: {
            "label": purpose.label,
            "caption": _("%(hours)s de närmaste sju dagarna") % {"hours": purpose.label},
            "state": opening_state(found, now, purpose),
            "days": (days := coming_days(found, now, purpose)),
            "known": any(day.spans is not None for day in days),
            "later": later_exceptions(found, now, purpose),
            "weekly": _weekly(found, purpose) if found.spans_for(purpose) else [],
        }
        for purpose in Purpose
        if purpose == Purpose.VISIT or found.spans_for(purpose) or later_exceptions(found, now, purpose, days=0)
    }
    return {
        "unit": found,
        "now": timezone.localtime(now),
        "state": opening_state(found, now),
        "phone_state": opening_state(found, now, Purpose.PHONE) if Purpose.PHONE in hours else None,
        "hours": hours.values(),
        "red_days_known": found.red_days != RedDays.UNKNOWN,
        "position": to_wgs84(found.easting, found.northing) if found.easting and found.northing else None,
        "more_kind": SLUG_OF_KIND[found.kinds[0]],
        "more_units": PLURALS[UnitKind(found.kinds[0])],
        "section": "find_care",
        "crumbs": [
            (_("Hitta vård"), reverse("find_care")),
            (
                found.municipality.name,
                reverse("municipality", args=[found.region.slug, slug_of(found.municipality.name)]),
            ),
        ],
    }


def _weekly(found: Any, purpose: Purpose) -> list[tuple[str, str]]:
    """Weekday → hours, then red days, as the unit has stated them."""
    rows = []
    for day, name in WEEKDAYS.items():
        spans = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == day]
        rows.append((str(name).capitalize(), hours_label(spans)))
    own = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == Day.RED_DAY]
    red = hours_label(own) if found.red_days == RedDays.OWN_HOURS else str(RedDays(found.red_days).label)
    return [*rows, (_("Röda dagar"), red)]
