"""The card of a care unit, for a frame on another site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from regions.embedding import embeddable
from regions.models import CareUnit, Purpose
from regions.opening import SWEDEN, day_hours, opening_state
from regions.queries import unit_with_everything
from regions.queries.open_data import was_deleted


@embeddable
def unit_card(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Name, open now, today's hours, phone and address of a unit, and where it all comes from."""
    slug = CareUnit.objects.filter(uid=uid).values_list("slug", flat=True).first()
    now = timezone.now()
    unit = unit_with_everything(slug, now) if slug else None
    if unit is None:
        return render(request, "embedded/gone.html", {"what": "unit"}, status=410 if was_deleted(uid) else 404)
    today = now.astimezone(SWEDEN).date()
    context = {
        "unit": unit,
        "closed": unit.closed_on is not None and unit.closed_on <= today,
        "state": opening_state(unit, now),
        "phone_state": opening_state(unit, now, Purpose.PHONE) if unit.spans_for(Purpose.PHONE) else None,
        "today": day_hours(unit, today, Purpose.VISIT),
    }
    return render(request, "embedded/unit.html", context)
