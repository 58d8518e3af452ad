"""Care units as they are said in a list."""

from collections.abc import Sequence
from functools import lru_cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from regions.kinds import UnitKind
from regions.opening import OpeningState
from regions.queries import NearbyUnit
from ui import text
from ui.components import UnitRow


def unit_rows(units: Sequence[NearbyUnit], *, says_distance: bool, in_the_list: bool = False) -> list[UnitRow]:
    """Each with its distance, if there is a point that it is counted from; those in the list that the map shows have
    their number, and can be compared."""
    language = get_language()
    return [
        _row(unit, says_distance, str(number) if in_the_list else "", unit.unit.slug if in_the_list else "", language)
        for number, unit in enumerate(units, 1)
    ]


# Many units have the same hours and kinds, and their words follow from these and the language alone.
@lru_cache(maxsize=2_000)
def _said(state: OpeningState, language: str | None) -> str:
    return state.label


@lru_cache(maxsize=1_000)
def _kinds(kinds: tuple[str, ...], language: str | None) -> list[str]:
    return [str(UnitKind(kind).label) for kind in kinds]


def _row(row: NearbyUnit, says_distance: bool, number: str, compare: str, language: str | None) -> UnitRow:
    unit, state, distance = row.unit, row.state, row.distance
    return UnitRow(
        address=unit.get_absolute_url(),
        name=unit.name,
        status=state.status.value,
        state=_said(state, language),
        distance=text.distance(distance) if says_distance and distance is not None else "",
        distance_is_missing=says_distance and distance is None,
        kinds=_kinds(unit.kinds, language),
        where=", ".join(filter(None, (unit.street, unit.city))),
        missing=tuple(capfirst(fact) for fact in row.missing),
        phone=unit.phone,
        phone_in_words=text.phone(unit.phone) if unit.phone else "",
        number=number,
        compare=compare,
    )
