"""What the directory knows of a care unit, and of hours, which many units share."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.utils.translation import get_language

from regions.kinds import UnitKind
from regions.models import Day, Purpose, unit_address
from regions.opening import EVENING, Hours, OpeningState, state_of


class Span(NamedTuple):
    day: int
    opens: time
    closes: time

    def lasts_past(self, clock: time) -> bool:
        """Whether it lasts after a clock, or past midnight (00.00–00.00 is all day)."""
        return self.closes > clock or self.closes <= self.opens


class Change(NamedTuple):
    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    note: str = ""


class SharedHours:
    """When some units receive visits. What is said of them at a minute is found out once, and not once a unit."""

    def __init__(self, hours: Hours, *, any_told: bool, drop_in: bool) -> None:
        self.hours = hours
        self.any_told = any_told  # hours for visits, the telephone or drop-in
        self.drop_in = drop_in
        self._known: tuple[datetime, OpeningState] | None = None

    @classmethod
    def read(
        cls, spans: str, changes: str, red_days: str, opens_on: date | None, closed_on: date | None
    ) -> "SharedHours":
        """From lists in JSON: of [purpose, day, opens, closes], and of [first day, last day, opens, closes]."""
        told = json.loads(spans)
        hours = Hours(
            weekly=[Span(day, *_clocks(*clocks)) for purpose, day, *clocks in told if purpose == Purpose.VISIT],
            exceptions=[
                Change(date.fromisoformat(first), date.fromisoformat(last), *_clocks(*clocks))
                for first, last, *clocks in json.loads(changes)
            ],
            red_days=red_days,
            opens_on=opens_on,
            closed_on=closed_on,
        )
        drop_in = any(purpose == Purpose.DROP_IN for purpose, *_rest in told)
        return cls(hours, any_told=bool(told), drop_in=drop_in)

    def state(self, minute: datetime) -> OpeningState:
        """The state at a whole minute; the last that was asked for is kept."""
        known = self._known
        if known is None or known[0] != minute:
            known = self._known = (minute, state_of(self.hours, minute))
        return known[1]

    @cached_property
    def ordinary_days(self) -> frozenset[int]:
        """The days of an ordinary week with visits."""
        return frozenset(span.day for span in self.hours.weekly) - {Day.RED_DAY}

    @cached_property
    def evening_or_weekend(self) -> bool:
        """Whether visits are received after 18.00 or on Saturdays or Sundays, in an ordinary week."""
        return self.lasts_past(EVENING) or not self.ordinary_days.isdisjoint((Day.SATURDAY, Day.SUNDAY))

    def lasts_past(self, clock: time) -> bool:
        """Whether visits are received after a clock on some day of an ordinary week."""
        return any(span.lasts_past(clock) for span in self.hours.weekly if span.day != Day.RED_DAY)


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A care unit as lists and maps show it, and what it is chosen by. Its columns are those of `CareUnit`."""

    id: int
    slug: str
    name: str
    street: str
    phone: str
    easting: int | None
    northing: int | None
    is_example: bool
    closed_on: date | None
    takes_new_listings: bool | None
    region_id: str
    municipality_id: str
    city: str
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    accessibility: tuple[str, ...]
    e_services: tuple[str, ...]
    hours: SharedHours

    def get_absolute_url(self) -> str:
        return unit_address(self.slug)

    @property
    def kind_labels(self) -> list[str]:
        return kinds_in(get_language(), self.kinds)

    def squared_distance(self, easting: int, northing: int) -> int:
        """To a point, in square metres; for units with a position."""
        assert self.easting is not None
        assert self.northing is not None
        return (self.easting - easting) ** 2 + (self.northing - northing) ** 2


@lru_cache(maxsize=1_000)
def kinds_in(language: str | None, kinds: tuple[str, ...]) -> list[str]:
    """What the kinds are called in the language, which is the reader's: many units have the same."""
    return [str(UnitKind(kind).label) for kind in kinds]


def _clocks(*texts: str | None) -> tuple[Any, ...]:
    return tuple(text and time.fromisoformat(text) for text in texts)
