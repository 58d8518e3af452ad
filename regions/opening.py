"""Open now, closes at, opens next – from a unit's weekly spans, dated exceptions and what it does on red days.

A span belongs to the day it begins on, also past midnight: a clinic that opens on Friday at 20.00 and closes at 02.00
is open early on Saturday, whatever Saturday is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from regions.models import CareUnit, Day, OpeningException, Purpose, RedDays
from regions.opening_words import closing_words, hours_label, opening_words
from regions.red_days import red_day

SWEDEN = ZoneInfo("Europe/Stockholm")
UTC = ZoneInfo("UTC")
LOOK_AHEAD = timedelta(days=15)
EVENING, LATE, NIGHT = time(18, 0), time(20, 0), time(23, 0)  # whoever is open after them is open then


class Status(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpeningState:
    """Whether a unit is open at a moment, and when that changes (None: not within the coming two weeks)."""

    status: Status
    at: datetime
    closes: datetime | None = None
    opens: datetime | None = None
    red_day: str | None = None
    first_day: date | None = None  # of a unit that has not opened for the first time yet

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def label(self) -> str:
        """What the reader sees: "Öppet till 17.00", "Stängt, öppnar i morgon 08.00", "Öppettid: uppgift saknas"."""
        if self.status == Status.OPEN:
            until = self.closes and closing_words(self.closes, self.at)
            return _("Öppet till %(time)s") % {"time": until} if until else _("Öppet dygnet runt")
        if self.first_day:
            return _("Öppnar den %(day)s") % {"day": date_format(self.first_day, "DATE_FORMAT")}
        if self.status == Status.UNKNOWN and self.red_day:
            return _("%(red_day)s: öppettid saknas, ring först") % {"red_day": self.red_day}
        if self.status == Status.UNKNOWN:
            return _("Öppettid: uppgift saknas")
        if self.opens:
            return _("Stängt, öppnar %(time)s") % {"time": opening_words(self.opens, self.at)}
        return _("Stängt")


@dataclass(frozen=True, slots=True)
class DayHours:
    """One coming day in a unit's calendar: its spans as (opens, closes), or None where nothing is known."""

    day: date
    spans: list[tuple[time, time]] | None
    red_day: str | None
    note: str = ""
    differs: bool = False

    @property
    def label(self) -> str:
        return _("Uppgift saknas") if self.spans is None else hours_label(self.spans)


@dataclass(frozen=True, slots=True)
class Hours:
    """All that a unit has said of its hours for one purpose. A unit that has given no weekly hours at all has not said
    that it is closed."""

    weekly: Sequence[Any]  # with day, opens and closes
    exceptions: Sequence[Any]  # with first_day, last_day, opens, closes and note
    red_days: str
    opens_on: date | None = None
    closed_on: date | None = None

    def on(self, day: date) -> DayHours:
        """What holds on one day: an exception before the red day's rule before the weekly hours."""
        red = red_day(day)
        if (self.opens_on and day < self.opens_on) or (self.closed_on and day >= self.closed_on):
            return DayHours(day, [], red, differs=True)
        exceptions = [each for each in self.exceptions if each.first_day <= day <= each.last_day]
        if exceptions:
            return DayHours(
                day, _clocks(exceptions), red, next((e.note for e in exceptions if e.note), ""), differs=True
            )
        if not self.weekly:
            return DayHours(day, None, red)
        key: int = day.weekday()
        if red and self.red_days == RedDays.UNKNOWN:
            return DayHours(day, None, red, differs=True)
        if red and self.red_days == RedDays.CLOSED:
            return DayHours(day, [], red, differs=True)
        if red and self.red_days == RedDays.OWN_HOURS:
            key = Day.RED_DAY
        return DayHours(day, _clocks(span for span in self.weekly if span.day == key), red, differs=key == Day.RED_DAY)


def _clocks(rows: Iterable[Any]) -> list[tuple[time, time]]:
    return sorted((row.opens, row.closes) for row in rows if row.opens is not None)


def hours_of(unit: CareUnit, purpose: Purpose) -> Hours:
    """The unit's hours, from its prefetched spans and exceptions (`CareUnit.objects.with_hours()`)."""
    exceptions = [each for each in unit.exceptions.all() if each.purpose == purpose]
    return Hours(unit.spans_for(purpose), exceptions, unit.red_days, unit.opens_on, unit.closed_on)


def opening_state(unit: CareUnit, at: datetime, purpose: Purpose = Purpose.VISIT) -> OpeningState:
    """The unit's state at a moment."""
    return state_of(hours_of(unit, purpose), at)


def hours_change_at(unit: CareUnit, at: datetime) -> set[datetime]:
    """The next moments when the clock changes what is said of the unit's hours today, however they are worded."""
    moments = set()
    for hours in (hours_of(unit, purpose) for purpose in Purpose):
        state = state_of(hours, at)
        moments |= {moment for moment in (state.closes, state.opens) if moment}
        if state.status == Status.UNKNOWN and hours.weekly:  # perhaps only until last night's hours would be over
            moments.add(at.replace(second=0, microsecond=0) + timedelta(minutes=1))
    return moments


def state_of(hours: Hours, at: datetime) -> OpeningState:
    """The state at a moment of a unit with these hours."""
    at = at.astimezone(UTC)
    here = at.astimezone(SWEDEN)
    following = None
    for opens, closes in _intervals(hours, here.date()):
        if opens <= at < closes:
            forever = closes - at > LOOK_AHEAD - timedelta(days=2)
            return OpeningState(Status.OPEN, here, closes=None if forever else closes.astimezone(SWEDEN))
        if opens > at:
            following = opens.astimezone(SWEDEN)
            break
    if hours.opens_on and hours.opens_on > here.date():
        return OpeningState(Status.CLOSED, here, opens=following, first_day=hours.opens_on)
    unknown = _unknown_hours(hours, here)
    if unknown:
        red = unknown.red_day if hours.weekly else None
        return OpeningState(Status.UNKNOWN, here, opens=following, red_day=red)
    return OpeningState(Status.CLOSED, here, opens=following)


def _unknown_hours(hours: Hours, here: datetime) -> DayHours | None:
    """The day whose hours nobody knows, and that may be why a unit that seems closed is open: today, or last night."""
    today, yesterday = (hours.on(here.date() - timedelta(days=n)) for n in (0, 1))
    if today.spans is None:
        return today
    if yesterday.spans is None and _past_midnight_until(hours, yesterday.day) > clock_of(here):
        return yesterday
    return None


def _past_midnight_until(hours: Hours, day: date) -> time:
    """How long after midnight the ordinary hours of a weekday last: 00.00 when they do not pass it."""
    spans = [span for span in hours.weekly if span.day == day.weekday() and span.closes <= span.opens]
    return max((span.closes for span in spans), default=time(0))


def day_hours(unit: CareUnit, day: date, purpose: Purpose) -> DayHours:
    """What holds on one day."""
    return hours_of(unit, purpose).on(day)


def coming_days(unit: CareUnit, at: datetime, purpose: Purpose, days: int = 7) -> list[DayHours]:
    """The coming days, today first."""
    today = at.astimezone(SWEDEN).date()
    hours = hours_of(unit, purpose)
    return [hours.on(today + timedelta(days=n)) for n in range(days)]


def later_exceptions(unit: CareUnit, at: datetime, purpose: Purpose, days: int = 7) -> list[OpeningException]:
    """The dated changes after the coming days, or that last beyond them, in order."""
    first = at.astimezone(SWEDEN).date() + timedelta(days=days)
    later = [e for e in unit.exceptions.all() if e.purpose == purpose and e.last_day >= first]
    return sorted(later, key=lambda e: (e.first_day, e.opens or time(0)))


def _intervals(hours: Hours, today: date) -> Iterator[tuple[datetime, datetime]]:
    """Open intervals from yesterday on, merged where they touch. Compared as instants, so summer time is right."""
    last: tuple[datetime, datetime] | None = None
    for n in range(-1, LOOK_AHEAD.days):
        day = today + timedelta(days=n)
        for opens, closes in hours.on(day).spans or []:
            end_day = day if closes > opens else day + timedelta(days=1)
            start, end = _instant(day, opens), _instant(end_day, closes)
            if start == end:
                continue  # wholly within the hour that summer time skips
            if last and start <= last[1]:
                last = (last[0], max(end, last[1]))
                continue
            if last:
                yield last
            last = (start, end)
    if last:
        yield last


def _instant(day: date, clock: time) -> datetime:
    """When the clock on the wall reaches a time: in the autumn the first of two, in the spring when it is skipped."""
    wall = datetime.combine(day, clock, tzinfo=SWEDEN)
    moment = wall.astimezone(UTC)
    if moment.astimezone(SWEDEN).time() != clock:
        return datetime.combine(day, time(3), tzinfo=SWEDEN).astimezone(UTC)
    return moment


def clock_of(here: datetime) -> time:
    """The time on the wall, to compare with hours. The second time round in the autumn, all before 03.00 has been."""
    return time(2, 59, 59, 999_999) if here.fold else here.time()
