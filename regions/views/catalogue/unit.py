"""A unit's page for those who look after it: how it is now, how fresh its facts are, and a day that differs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.days import change_day
from regions.actions.units import confirm_unit
from regions.documents import documents
from regions.forms.day import DayForm
from regions.forms.reports import ConfirmForm
from regions.freshness import confirmations
from regions.models import CareUnit, Purpose
from regions.opening import SWEDEN, coming_days, day_hours, opening_state
from regions.permissions import administers
from regions.queries import relations_of
from regions.queries.history import latest_version, recent_steps
from regions.reader_view import unit_of
from regions.unit_parts import PARTS
from regions.views.catalogue import catalogue_page, catalogue_render, own_unit, sent_from

RECENT = 3


@require_safe
@catalogue_page()
def overview(request: PersonalRequest, slug: str) -> HttpResponse:
    return unit_page(request, own_unit(request.user, slug))


def unit_page(request: PersonalRequest, unit: CareUnit, day_form: DayForm | None = None) -> HttpResponse:
    """The page, with a form for a day that may have been filled in wrongly."""
    now = timezone.now()
    today = timezone.localdate(timezone=SWEDEN)
    version = latest_version(unit)  # before the facts are read: they are never older than what is confirmed
    seen = unit_of(unit, documents([unit.pk])[unit.pk], now)
    relations = relations_of(unit, today)
    context = {
        "unit": unit,
        "state": opening_state(seen, now),
        "hours": [
            (purpose.label, coming_days(seen, now, purpose))
            for purpose in Purpose
            if purpose == Purpose.VISIT or seen.spans_for(purpose)
        ],
        "notices": seen.shown_notices,  # type: ignore[attr-defined]
        "parts": _freshness(unit, today),
        "version": version.pk,
        "closed": unit.closed_on is not None and unit.closed_on <= today,
        "move": relations.move,
        "day_form": day_form or DayForm(today=today),
        "steps": recent_steps(unit, RECENT, now),
        "administers": administers(request.user, unit.region_id),
    }
    status = 400 if day_form is not None else 200
    return catalogue_render(request, "catalogue/unit.html", context, here="units", status=status)


def _freshness(unit: CareUnit, today: Any) -> list[dict[str, Any]]:
    """Each part, when it was confirmed, and whether that is too long ago."""
    confirmed = confirmations(unit, today)
    return [
        {"label": label, "day": confirmed[part].on, "old": confirmed[part].on is None or confirmed[part].overdue}
        for part, label in PARTS.items()
    ]


@catalogue_page()
@sent_from("catalogue_unit")
def one_day(request: PersonalRequest, slug: str) -> HttpResponse:
    """A day when the unit closes early or all day: seen by readers at once."""
    unit = own_unit(request.user, slug)
    form = DayForm(request.POST, today=timezone.localdate(timezone=SWEDEN))
    if not form.is_valid():
        return unit_page(request, unit, form)
    closes = None if form.cleaned_data["hela"] else form.cleaned_data["stanger"]
    try:
        unit = change_day(by=request.user, unit=unit, day=form.day, closes=closes, note=form.cleaned_data["orsak"])
    except Refused as refusal:
        form.add_error("stanger", str(refusal))
        return unit_page(request, unit, form)
    hours = day_hours(CareUnit.objects.with_hours().get(pk=unit.pk), form.day, Purpose.VISIT)
    said = {"day": date_format(form.day, "DATE_FORMAT"), "hours": hours.label}
    messages.success(request, _("Sparat. Läsarna ser det nu: %(day)s: %(hours)s.") % said)
    return redirect("catalogue_unit", slug)


@catalogue_page()
@sent_from("catalogue_unit")
def confirm(request: PersonalRequest, slug: str) -> HttpResponseRedirect:
    """Every fact of the unit holds today, as it stood on the page."""
    unit, form = own_unit(request.user, slug), ConfirmForm(request.POST)
    try:
        confirm_unit(by=request.user, unit=unit, seen=form.cleaned_data["seen"] if form.is_valid() else 0)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tack. Alla uppgifter är bekräftade i dag."))
    return redirect("catalogue_unit", slug)
