"""What the database refuses of a unit's relations, closing and moves, and the Swedish sentence that goes with each."""

from datetime import date

import pytest

from regions.models import PlannedMove
from tests.regions.made_units import LUND, make_unit

pytestmark = pytest.mark.django_db


def pointing_at_itself(name):
    unit = make_unit(closed_on=date(2026, 12, 1))
    setattr(unit, name, unit)
    return unit


def pointing(**fields):
    unit = make_unit()
    for name, value in fields.items():
        setattr(unit, name, make_unit() if name == "successor" else value)
    return unit


def a_move(**fields):
    place = {"on": date(2027, 3, 1), "street": "Nya vägen 2", "city": "Lund", "municipality_id": LUND}
    return PlannedMove(**{"unit": make_unit()} | place | fields)


def another_move():
    first = a_move()
    first.save()
    return a_move(unit=first.unit)


REFUSED = {
    "careunit_not_its_own_relation": (
        "En mottagning kan inte höra till eller ersättas av sig själv.",
        [(pointing_at_itself, {"name": "part_of"}), (pointing_at_itself, {"name": "successor"})],
    ),
    "careunit_pointer_only_when_closed": (
        "Fyll i vilken dag mottagningen stänger.",
        [(pointing, {"closed_note": "Flyttad"}), (pointing, {"successor": None})],
    ),
    "plannedmove_one_at_a_time": ("Mottagningen har redan en flytt som väntar.", [(another_move, {})]),
    "plannedmove_postal_code_five_digits": (
        "Ett postnummer har fem siffror, till exempel 21145.",
        [(a_move, {"postal_code": code}) for code in ("2114", "01234", "211 4")],
    ),
    "plannedmove_position_in_sweden": (
        "Positionen ligger inte i Sverige. Kontrollera koordinaterna.",
        [(a_move, {"easting": 55, "northing": 13}), (a_move, {"easting": 386_000, "northing": None})],
    ),
}


def test_a_made_move_leaves_room_for_the_next():
    first = a_move()
    first.save()
    PlannedMove.objects.update(made_at="2027-03-01T00:00:00Z")
    a_move(unit=first.unit).save()
    assert PlannedMove.objects.filter(unit=first.unit).count() == 2
