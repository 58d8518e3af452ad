"""A care unit's own page."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from language.analysis import slug as slug_of
from regions.facts import regions_by_code
from regions.kinds import PLURALS, SLUG_OF_KIND, UnitKind
from regions.models import Day, Purpose, RedDays
from regions.opening import coming_days, hours_label, later_exceptions, opening_state
from regions.queries import unit_with_everything
from regions.queries.local import what_holds
from regions.regional import Concerns, RegionalRequest, public_page
from regions.sweref import to_wgs84


@public_page
def unit(request: RegionalRequest, slug: str) -> HttpResponse:
    """A care unit's own page."""
    now = timezone.now()
    found = unit_with_everything(slug, now)
    if found is None:
        raise Http404
    request.concerns = Concerns(found.region_id, found.municipality_id)
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
    context = {
        "unit": found,
        "fact": regions_by_code()[found.region_id],
        "holds": what_holds(found.region_id)[found.region_id].at(found.kinds),
        "now": timezone.localtime(now),
        "state": opening_state(found, now),
        "phone_state": opening_state(found, now, Purpose.PHONE) if Purpose.PHONE in hours else None,
        "hours": hours.values(),
        "red_days_known": found.red_days != RedDays.UNKNOWN,
        "position": to_wgs84(found.easting, found.northing) if found.easting and found.northing else None,
        "more_kind": SLUG_OF_KIND[found.kinds[0]],
        "more_units": PLURALS[UnitKind(found.kinds[0])],
        "contact": settings.CONTACT_EMAIL,
        "section": "find_care",
        "crumbs": [
            (_("Hitta vård"), reverse("find_care")),
            (
                found.municipality.name,
                reverse("municipality", args=[found.region.slug, slug_of(found.municipality.name)]),
            ),
        ],
    }
    return render(request, "regions/unit.html", context)


def _weekly(found: Any, purpose: Purpose) -> list[tuple[str, str]]:
    """Weekday → hours, then red days, as the unit has stated them."""
    rows = []
    for day, name in WEEKDAYS.items():
        spans = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == day]
        rows.append((str(name).capitalize(), hours_label(spans)))
    own = [(span.opens, span.closes) for span in found.spans_for(purpose) if span.day == Day.RED_DAY]
    red = hours_label(own) if found.red_days == RedDays.OWN_HOURS else str(RedDays(found.red_days).label)
    return [*rows, (_("Röda dagar"), red)]
