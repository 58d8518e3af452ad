"""Units side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import hypot

from regions.models import CareUnit, Purpose
from regions.opening import SWEDEN, DayHours, OpeningState, coming_days, opening_state
from regions.queries.gazetteer import Place

MOST_COMPARED = 4
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,120}")


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A unit as it stands beside others; `distance` in metres, None where one of the two positions is not known."""

    unit: CareUnit
    state: OpeningState
    distance: float | None
    hours: dict[str, list[DayHours]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The units that can be compared, and why the rest of those asked for cannot."""

    units: list[ComparedUnit]
    closed: list[CareUnit] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    too_many: list[CareUnit] = field(default_factory=list)


def compare_units(slugs: Sequence[str], place: Place | None, at: datetime) -> Comparison:
    """The first four of the units that are in use, in the order asked for; three questions to the database."""
    wanted = list(dict.fromkeys(slugs))[: 5 * MOST_COMPARED]
    units = CareUnit.objects.filter(slug__in=[slug for slug in wanted if _SLUG.fullmatch(slug)])
    by_slug = {unit.slug: unit for unit in units.select_related("municipality", "successor").with_hours()}
    today = at.astimezone(SWEDEN).date()
    found = [by_slug[slug] for slug in wanted if slug in by_slug]
    closed = [unit for unit in found if unit.closed_on and unit.closed_on <= today]
    in_use = [unit for unit in found if unit not in closed]
    return Comparison(
        units=[_compared(unit, place, at) for unit in in_use[:MOST_COMPARED]],
        closed=closed,
        unknown=[slug for slug in wanted if slug not in by_slug],
        too_many=in_use[MOST_COMPARED:],
    )


def _compared(unit: CareUnit, place: Place | None, at: datetime) -> ComparedUnit:
    distance = None
    if place and not place.is_region and unit.easting is not None and unit.northing is not None:
        distance = hypot(unit.easting - place.easting, unit.northing - place.northing)
    hours = {purpose.value: coming_days(unit, at, purpose) for purpose in Purpose}
    told = {purpose: days for purpose, days in hours.items() if any(day.spans is not None for day in days)}
    return ComparedUnit(unit, opening_state(unit, at), distance, told)
