"""How fresh a care unit's facts are: when each part of them was last confirmed, and whether that is too long ago."""

from dataclasses import dataclass
from datetime import date, timedelta

from regions.models import CareUnit
from regions.unit_parts import PARTS

CONFIRM_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The day when something was last confirmed, or None, and whether that was more than `CONFIRM_WITHIN` ago."""

    on: date | None
    overdue: bool


def confirmation(unit: CareUnit, part: str, today: date) -> Confirmation:
    on = unit.confirmed_part(part)
    return Confirmation(on, on is not None and on < today - CONFIRM_WITHIN)


def confirmations(unit: CareUnit, today: date) -> dict[str, Confirmation]:
    """For each part of `regions.unit_parts`, as `components/confirmed.html` shows it."""
    return {part: confirmation(unit, part, today) for part in PARTS}
