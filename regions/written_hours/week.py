"""A week of opening hours as it is read from text, before it becomes rows: spans, and what holds on red days."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from regions.models import Day, Purpose, RedDays

DAY_MINUTES = 24 * 60
LONGEST_NIGHT = 16 * 60  # a span past midnight longer than this is more likely a slip of the pen
WEEK = range(Day.MONDAY, Day.RED_DAY)


class HoursNotUnderstood(ValueError):
    """The text does not say when the unit is open in a form that we can be sure of. The message says why."""


class WeekSpan(NamedTuple):
    """One span of one day, in minutes after midnight; midnight closes at 1440, and past it `closes <= opens`."""

    purpose: str
    day: int
    opens: int
    closes: int

    @classmethod
    def from_text(cls, text: str) -> "WeekSpan":
        """What `as_text` made the text of."""
        purpose, day, *clocks = text.split(" ")
        opens, closes = (int(clock[:2]) * 60 + int(clock[3:5]) for clock in clocks)
        return cls(purpose, int(day), opens, closes or DAY_MINUTES)

    def as_text(self) -> str:
        """As the staging table holds it: "visit 0 08:00:00 17:00:00"."""
        return f"{self.purpose} {self.day} {_clock(self.opens)} {_clock(self.closes % DAY_MINUTES)}"


@dataclass(frozen=True, slots=True)
class Hours:
    """A week's spans, what they mean on red days, and the words after them that say nothing about hours."""

    spans: tuple[WeekSpan, ...]
    red_days: str = RedDays.UNKNOWN
    rest: str = ""


def minutes(hour: str, minute: str, *, closing: bool = False) -> int:
    """Minutes after midnight. 24.00, and 23.59 as people write it, are midnight, and only a closing time."""
    total = int(hour) * 60 + int(minute or 0)
    if closing and total == DAY_MINUTES - 1:
        return DAY_MINUTES
    if int(minute or 0) > 59 or total > DAY_MINUTES or (total == DAY_MINUTES and not closing):
        raise HoursNotUnderstood(f"klockslaget {hour}.{minute or '00'} finns inte")
    return total


def settle(spans: Iterable[WeekSpan], *, red_days: str = RedDays.UNKNOWN, rest: str = "") -> Hours:
    """Spans in order, each once; refuses the ones that contradict each other."""
    ordered = sorted({_midnight(span) for span in spans})
    for span in ordered:
        night = span.closes <= span.opens
        if span.opens == span.closes or (night and span.closes + DAY_MINUTES - span.opens > LONGEST_NIGHT):
            raise HoursNotUnderstood(f"{clock_label(span.opens)}–{clock_label(span.closes)} är inte en rimlig tid")
    for one, other in itertools.pairwise(ordered):
        if one[:2] == other[:2] and (other.opens < one.closes or one.closes <= one.opens):
            raise HoursNotUnderstood("två tider samma dag överlappar")
    if any(span.day == Day.RED_DAY for span in ordered):
        red_days = RedDays.OWN_HOURS
    always = {span.day for span in ordered if span.purpose == Purpose.VISIT and span[2:] == (0, DAY_MINUTES)}
    if always == set(WEEK):
        red_days = RedDays.AS_USUAL  # round the clock every day of the week leaves no day out
    return Hours(tuple(ordered), red_days, rest)


def _midnight(span: WeekSpan) -> WeekSpan:
    return span._replace(closes=DAY_MINUTES) if span.closes == 0 else span


def _clock(total: int) -> str:
    return f"{total // 60:02}:{total % 60:02}:00"


def clock_label(total: int) -> str:
    """Minutes after midnight as a clock shows them: "08.00"."""
    return f"{total // 60:02}.{total % 60:02}"
