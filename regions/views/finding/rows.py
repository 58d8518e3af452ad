"""Care units as they are said in a list."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from regions.opening import OpeningState
from regions.queries import NearbyUnit, When
from regions.queries.directory import kinds_in
from regions.queries.find_care import asked_hours
from ui import text
from ui.addresses import addresses_of
from ui.components import UnitRow


def unit_rows(
    units: Sequence[NearbyUnit], *, says_distance: bool, in_the_list: bool = False, when: When = When.ANY
) -> list[UnitRow]:
    """Each with its distance, if there is a point that it is counted from; those in the list that the map shows have
    their number, and can be compared. With a choice of time each says the hours that answer it."""
    language, address = get_language(), addresses_of("unit")
    return [
        _row(unit, says_distance, str(number) if in_the_list else "", address(unit.unit.slug), language, when)
        for number, unit in enumerate(units, 1)
    ]


# Many units have the same hours, and what is said of them follows from these and the language alone.
@lru_cache(maxsize=2_000)
def _said(state: OpeningState, language: str | None) -> str:
    return state.label


def _row(row: NearbyUnit, says_distance: bool, number: str, address: str, language: str | None, when: When) -> UnitRow:
    unit, state, distance = row.unit, row.state, row.distance
    return UnitRow(
        address=address,
        name=unit.name,
        status=state.status.value,
        state=_said(state, language),
        distance=text.distance(distance) if says_distance and distance is not None else "",
        distance_is_missing=says_distance and distance is None,
        kinds=kinds_in(language, unit.kinds),
        where=", ".join(filter(None, (unit.street, unit.city))),
        missing=tuple(capfirst(fact) for fact in row.missing),
        phone=unit.phone,
        phone_in_words=text.phone(unit.phone) if unit.phone else "",
        number=number,
        compare=unit.slug if number else "",
        hours=asked_hours(unit.hours.hours.weekly, when),
    )
