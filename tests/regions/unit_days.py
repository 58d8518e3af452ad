"""A day that differs, sent from the unit's page as a person does it."""

from regions.models import OpeningException
from tests.regions.catalogue import at
from tests.regions.typed_form import typed_in

FRIDAY = "2026-11-13"


def one_day(client, unit, **typed):
    return client.post(at("day", unit), {"dag": FRIDAY} | typed, secure=True)


def hours_on(unit, day=FRIDAY):
    rows = OpeningException.objects.filter(unit=unit, first_day__lte=day, last_day__gte=day)
    return {(row.purpose, row.opens, row.closes) for row in rows}


def confirm(client, unit):
    """Presses "Allt stämmer i dag"."""
    page = client.get(at("unit", unit), secure=True)
    return client.post(at("confirm", unit), typed_in(page, "bekrafta/"), secure=True)
