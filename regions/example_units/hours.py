"""Plausible opening hours for each sort of unit. What Sweden usually has, not what any real unit has."""

from dataclasses import dataclass
from datetime import time
from itertools import chain
from typing import NamedTuple

from regions.example_units.choice import one_in, pick
from regions.example_units.towns import Size
from regions.models import Day, Purpose, RedDays

WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
EVERY_DAY = (*WEEKDAYS, *WEEKEND)
SATURDAY, SUNDAY = (5,), (6,)
RED = (int(Day.RED_DAY),)
ALL_DAY = "00.00–24.00"


class Span(NamedTuple):
    """One row of weekly hours, as `OpeningSpan` holds it."""

    purpose: str
    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """A unit's weekly hours and what they mean on red days."""

    red_days: RedDays
    spans: frozenset[Span]

    @property
    def has_drop_in(self) -> bool:
        return any(span.purpose == Purpose.DROP_IN for span in self.spans)


UNKNOWN = Hours(RedDays.UNKNOWN, frozenset())


def _clock(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour) % 24, int(minute))


def _spans(purpose: Purpose, days: tuple[int, ...], clocks: tuple[str, ...]) -> list[Span]:
    pairs = [clock.split("–") for clock in clocks]
    return [Span(purpose.value, day, _clock(opens), _clock(closes)) for day in days for opens, closes in pairs]


def visit(days: tuple[int, ...], *clocks: str) -> list[Span]:
    return _spans(Purpose.VISIT, days, clocks)


def phone(days: tuple[int, ...], *clocks: str) -> list[Span]:
    return _spans(Purpose.PHONE, days, clocks)


def drop_in(days: tuple[int, ...], *clocks: str) -> list[Span]:
    return _spans(Purpose.DROP_IN, days, clocks)


def _hours(red_days: RedDays, *groups: list[Span]) -> Hours:
    return Hours(red_days, frozenset(chain.from_iterable(groups)))


def closed(*groups: list[Span]) -> Hours:
    """Closed on red days."""
    return _hours(RedDays.CLOSED, *groups)


def as_usual(*groups: list[Span]) -> Hours:
    """Open as usual on red days."""
    return _hours(RedDays.AS_USUAL, *groups)


def own(*groups: list[Span]) -> Hours:
    """With hours of its own on red days."""
    return _hours(RedDays.OWN_HOURS, *groups)


def unsaid(*groups: list[Span]) -> Hours:
    """Nobody has said what holds on red days."""
    return _hours(RedDays.UNKNOWN, *groups)


_OFFICE = visit(WEEKDAYS, "08.00–17.00")
_ROUND_THE_CLOCK = as_usual(visit(EVERY_DAY, ALL_DAY), phone(EVERY_DAY, ALL_DAY))
_BY_APPOINTMENT = (
    closed(visit(WEEKDAYS, "08.00–16.30"), phone(WEEKDAYS, "08.00–09.00", "12.30–13.30")),
    closed(visit(WEEKDAYS, "08.00–16.00"), phone(WEEKDAYS, "08.00–10.00")),
    unsaid(visit(WEEKDAYS, "08.00–16.30"), phone((0, 1, 3, 4), "09.00–11.00")),
)
_SMALL_PLACE = (
    closed(visit(WEEKDAYS, "08.00–12.00", "13.00–16.30"), phone(WEEKDAYS, "08.00–11.00")),
    closed(
        visit((0, 1, 2, 3), "08.00–12.00", "13.00–16.30"), visit((4,), "08.00–12.00"), phone(WEEKDAYS, "08.00–10.00")
    ),
)

HOURS: dict[str, tuple[Hours, ...]] = {
    "primary_care": (
        closed(_OFFICE, phone(WEEKDAYS, "08.00–11.00")),
        closed(_OFFICE, phone(WEEKDAYS, "08.00–16.00")),
        closed(visit((0, 1, 3, 4), "08.00–17.00"), visit((2,), "08.00–19.00"), phone(WEEKDAYS, "08.00–16.00")),
        closed(_OFFICE, phone(WEEKDAYS, "07.30–16.00"), drop_in(WEEKDAYS, "08.00–10.00")),
        closed(visit((0, 2, 3, 4), "08.00–17.00"), visit((1,), "08.00–20.00"), phone(WEEKDAYS, "08.00–11.00")),
        unsaid(visit(WEEKDAYS, "07.45–16.45"), phone(WEEKDAYS, "08.00–11.00"), drop_in((0, 3), "08.00–09.30")),
    ),
    "hospital": (_ROUND_THE_CLOCK,),
    "emergency": (_ROUND_THE_CLOCK,),
    "psychiatric_emergency": (_ROUND_THE_CLOCK,),
    "radiology": (
        closed(visit(WEEKDAYS, "07.30–16.30"), phone(WEEKDAYS, "08.00–15.00")),
        closed(visit(WEEKDAYS, "08.00–16.00"), visit((1,), "16.30–19.30"), phone(WEEKDAYS, "09.00–11.00")),
    ),
    "gynaecology": _BY_APPOINTMENT,
    "urgent_care": (
        own(
            visit(EVERY_DAY, "08.00–22.00"),
            visit(RED, "10.00–20.00"),
            phone(EVERY_DAY, "08.00–21.00"),
            phone(RED, "10.00–19.00"),
        ),
        own(visit(EVERY_DAY, "08.00–22.00"), visit(RED, "10.00–20.00"), drop_in(EVERY_DAY, "08.00–20.00")),
        as_usual(visit(EVERY_DAY, "10.00–22.00"), phone(EVERY_DAY, "10.00–21.00")),
    ),
    "out_of_hours": (
        own(visit(WEEKDAYS, "17.00–22.00"), visit(WEEKEND, "10.00–20.00"), visit(RED, "10.00–20.00")),
        own(
            visit(WEEKDAYS, "17.00–21.00"),
            visit((*WEEKEND, *RED), "10.00–14.00", "16.00–20.00"),
            phone(WEEKDAYS, "16.00–20.30"),
            phone((*WEEKEND, *RED), "09.00–19.30"),
        ),
        own(
            visit(WEEKDAYS, "18.00–02.00"),
            visit((*WEEKEND, *RED), "10.00–02.00"),
            phone((*EVERY_DAY, *RED), "18.00–01.00"),
        ),
    ),
    "child_health": (
        *_BY_APPOINTMENT,
        closed(phone(WEEKDAYS, "08.00–09.00", "13.00–14.00")),
        closed(visit(WEEKDAYS, "08.00–16.30"), phone(WEEKDAYS, "08.00–10.00"), drop_in((1,), "13.00–15.00")),
    ),
    "midwifery": _BY_APPOINTMENT,
    "youth": (
        closed(visit(WEEKDAYS, "09.00–16.30"), phone(WEEKDAYS, "09.00–11.00"), drop_in((1,), "14.00–16.30")),
        closed(visit((0, 1, 2, 3), "10.00–17.00"), phone((0, 1, 2, 3), "10.00–12.00"), drop_in((3,), "14.00–17.00")),
        unsaid(visit((0, 2, 3), "12.00–18.00"), phone((0, 2, 3), "12.00–14.00"), drop_in((2,), "15.00–18.00")),
    ),
    "psychiatry": (
        closed(visit(WEEKDAYS, "08.00–16.30"), phone(WEEKDAYS, "08.00–11.00")),
        closed(visit(WEEKDAYS, "08.00–12.00", "13.00–16.30"), phone(WEEKDAYS, "08.00–12.00", "13.00–16.00")),
    ),
    "child_psychiatry": (closed(visit(WEEKDAYS, "08.00–16.30"), phone(WEEKDAYS, "08.30–11.30", "13.00–15.00")),),
    "dental": (
        closed(visit((0, 1, 2, 3), "08.00–17.00"), visit((4,), "08.00–15.00"), phone(WEEKDAYS, "08.00–15.00")),
        closed(visit(WEEKDAYS, "07.30–16.30"), phone(WEEKDAYS, "07.30–16.00")),
        closed(visit((0, 2, 3, 4), "08.00–16.30"), visit((1,), "08.00–19.00"), phone(WEEKDAYS, "08.00–16.00")),
        unsaid(visit(WEEKDAYS, "08.00–12.00", "13.00–16.30"), phone(WEEKDAYS, "08.00–12.00")),
    ),
    "emergency_dental": (
        own(
            visit(WEEKDAYS, "18.00–21.00"),
            visit((*WEEKEND, *RED), "09.00–15.00"),
            phone((*EVERY_DAY, *RED), "08.00–20.00"),
        ),
    ),
    "pharmacy": (
        closed(visit(WEEKDAYS, "09.00–19.00"), visit(SATURDAY, "10.00–15.00")),
        own(visit(WEEKDAYS, "09.00–19.00"), visit(SATURDAY, "10.00–16.00"), visit((*SUNDAY, *RED), "11.00–16.00")),
        unsaid(visit(WEEKDAYS, "09.30–18.00"), visit(SATURDAY, "10.00–14.00")),
        unsaid(visit(WEEKDAYS, "09.00–20.00"), visit(WEEKEND, "10.00–18.00")),
    ),
    "night_pharmacy": (as_usual(visit(EVERY_DAY, "08.00–24.00"), phone(EVERY_DAY, "08.00–24.00")),),
    "rehabilitation": (
        closed(visit(WEEKDAYS, "07.30–16.30"), phone(WEEKDAYS, "08.00–10.00")),
        closed(visit((0, 1, 2, 3), "07.00–18.00"), visit((4,), "07.00–15.00"), phone(WEEKDAYS, "08.00–12.00")),
    ),
    "vaccination": (
        closed(visit((0, 1, 2, 3), "10.00–18.00"), visit((4,), "10.00–15.00"), drop_in((1, 3), "15.00–18.00")),
        closed(visit(WEEKDAYS, "09.00–17.00"), visit(SATURDAY, "10.00–13.00"), phone(WEEKDAYS, "09.00–11.00")),
    ),
    "eye": _BY_APPOINTMENT,
    "dermatology": _BY_APPOINTMENT,
    "specialist": _BY_APPOINTMENT,
}

# Somebody must be sure to be open when it is urgent; of the others, some have not told their hours.
_ALWAYS_KNOWN = frozenset(
    {"hospital", "emergency", "psychiatric_emergency", "urgent_care", "out_of_hours", "night_pharmacy"}
)


def hours_of(sort: str, size: Size, key: str) -> Hours:
    """The hours of a unit; about four in a hundred have none, and small places may close for lunch."""
    if sort not in _ALWAYS_KNOWN and one_in(key, "no hours", 20):
        return UNKNOWN
    options = HOURS[sort]
    if sort == "primary_care" and size is Size.SMALL:
        options += _SMALL_PLACE
    return pick(key, "hours", options)
