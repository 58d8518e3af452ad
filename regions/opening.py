"""Open now, closes at, opens next – from a unit's weekly spans, dated exceptions and what it does on red days.

A span belongs to the day it begins on, also past midnight: a clinic that opens on Friday at 20.00 and closes at 02.00 is
open early on Saturday, whatever Saturday is. `is_open_q` says the same to the database as `opening_state` says here, and
a test holds the two together.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q

from regions.models import CareUnit, Day, OpeningException, OpeningSpan, Purpose, RedDays
from regions.red_days import red_day

SWEDEN = ZoneInfo("Europe/Stockholm")
LOOK_AHEAD = timedelta(days=15)
EVENING = time(18, 0)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


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

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def label(self) -> str:
        """What the reader sees: "Öppet till 17.00", "Stängt, öppnar i morgon 08.00", "Öppettid saknas"."""
        if self.status == Status.OPEN:
            return f"Öppet till {_when(self.closes, self.at)}" if self.closes else "Öppet dygnet runt"
        if self.status == Status.UNKNOWN and self.red_day:
            return f"{self.red_day}: öppettid saknas, ring först"
        if self.status == Status.UNKNOWN:
            return "Öppettid: uppgift saknas"
        if self.opens:
            return f"Stängt, öppnar {_when(self.opens, self.at)}"
        return "Stängt"


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
        if self.spans is None:
            return "Uppgift saknas"
        return " och ".join(span_label(*span) for span in self.spans) or "Stängt"


def span_label(opens: time, closes: time) -> str:
    """ "08.00–17.00", or "dygnet runt"."""
    if opens == closes == time(0):
        return "Dygnet runt"
    return f"{opens:%H.%M}–{'24.00' if closes == time(0) else f'{closes:%H.%M}'}"


def opening_state(unit: CareUnit, at: datetime, purpose: Purpose = Purpose.VISIT) -> OpeningState:
    """The unit's state at a moment, from its prefetched spans and exceptions (`CareUnit.objects.with_hours()`)."""
    here = at.astimezone(SWEDEN)
    today = day_hours(unit, here.date(), purpose)
    if not unit.spans_for(purpose) and not any(e.purpose == purpose for e in unit.exceptions.all()):
        return OpeningState(Status.UNKNOWN, here)
    intervals = _intervals(unit, here.date(), purpose)
    for opens, closes in intervals:
        if opens <= at < closes:
            forever = closes - at > LOOK_AHEAD - timedelta(days=2)
            return OpeningState(Status.OPEN, here, closes=None if forever else closes.astimezone(SWEDEN))
    following = next((opens.astimezone(SWEDEN) for opens, _ in intervals if opens > at), None)
    if today.spans is None:
        return OpeningState(Status.UNKNOWN, here, opens=following, red_day=today.red_day)
    return OpeningState(Status.CLOSED, here, opens=following)


def day_hours(unit: CareUnit, day: date, purpose: Purpose) -> DayHours:
    """What holds on one day: an exception before the red day's rule before the weekly hours."""
    red = red_day(day)
    exceptions = [e for e in unit.exceptions.all() if e.purpose == purpose and e.first_day <= day <= e.last_day]
    if exceptions:
        spans = sorted((e.opens, e.closes) for e in exceptions if e.opens is not None and e.closes is not None)
        return DayHours(day, spans, red, note=next((e.note for e in exceptions if e.note), ""), differs=True)
    key: int = day.weekday()
    if red and unit.red_days == RedDays.UNKNOWN:
        return DayHours(day, None, red, differs=True)
    if red and unit.red_days == RedDays.CLOSED:
        return DayHours(day, [], red, differs=True)
    if red and unit.red_days == RedDays.OWN_HOURS:
        key = Day.RED_DAY
    spans = sorted((span.opens, span.closes) for span in unit.spans_for(purpose) if span.day == key)
    return DayHours(day, spans, red, differs=key == Day.RED_DAY)


def coming_days(unit: CareUnit, at: datetime, purpose: Purpose, days: int = 7) -> list[DayHours]:
    """The coming days, today first."""
    today = at.astimezone(SWEDEN).date()
    return [day_hours(unit, today + timedelta(days=n), purpose) for n in range(days)]


def _intervals(unit: CareUnit, today: date, purpose: Purpose) -> list[tuple[datetime, datetime]]:
    """Open intervals from yesterday on, merged where they touch. Compared as instants, so summer time is right."""
    merged: list[tuple[datetime, datetime]] = []
    for n in range(-1, LOOK_AHEAD.days):
        day = today + timedelta(days=n)
        for opens, closes in day_hours(unit, day, purpose).spans or []:
            end_day = day if closes > opens else day + timedelta(days=1)
            start, end = _instant(day, opens), _instant(end_day, closes)
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
    return merged


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=SWEDEN).astimezone(ZoneInfo("UTC"))


def _when(moment: datetime | None, now: datetime) -> str:
    assert moment is not None
    clock = f"{moment:%H.%M}"
    days = (moment.date() - now.date()).days
    if days == 0:
        return clock
    if days == 1 and moment.time() == time(0):
        return "24.00"
    if days == 1:
        return f"i morgon {clock}"
    if days < 7:
        return f"på {WEEKDAYS[moment.weekday()]} {clock}"
    months = "jan feb mars april maj juni juli aug sep okt nov dec".split()
    return f"{moment.day} {months[moment.month - 1]} {clock}"


# ---- the same, asked of the database ----


def is_open_q(at: datetime, purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that a `CareUnit` is open at a moment."""
    here = at.astimezone(SWEDEN)
    today, clock = here.date(), here.time().replace(tzinfo=None)
    past_midnight = Q(closes__lte=F("opens"))
    began_today = Q(opens__lte=clock) & (Q(closes__gt=clock) | past_midnight)
    began_yesterday = past_midnight & Q(closes__gt=clock)
    return _covered(today, purpose, began_today) | _covered(today - timedelta(days=1), purpose, began_yesterday)


def has_evening_or_weekend_q() -> Q:
    """The condition that a unit receives visits after 18.00 or on Saturdays or Sundays."""
    late = Q(closes__gt=EVENING) | Q(closes__lte=F("opens")) | Q(day__in=(Day.SATURDAY, Day.SUNDAY))
    return Q(Exists(OpeningSpan.objects.filter(late, unit=OuterRef("pk"), purpose=Purpose.VISIT)))


def _covered(day: date, purpose: Purpose, hours: Q) -> Q:
    """That a span or an exception beginning on `day` fulfils `hours`."""
    exceptions = OpeningException.objects.filter(
        unit=OuterRef("pk"), purpose=purpose, first_day__lte=day, last_day__gte=day
    )
    spans = OpeningSpan.objects.filter(hours, unit=OuterRef("pk"), purpose=purpose)
    usual = Q(Exists(spans.filter(day=day.weekday())))
    if red_day(day):
        own = Q(Exists(spans.filter(day=Day.RED_DAY)), red_days=RedDays.OWN_HOURS)
        usual = (usual & Q(red_days=RedDays.AS_USUAL)) | own
    return Q(Exists(exceptions.filter(hours))) | (~Q(Exists(exceptions)) & usual)
