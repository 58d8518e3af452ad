"""Who is open, asked of the database: the same rules as `regions.opening`, and a test holds them together."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from regions.models import Day, OpeningException, OpeningSpan, Purpose, RedDays
from regions.opening import SWEDEN, UTC, clock_of
from regions.red_days import red_day

EVENING = time(18, 0)
_PAST_MIDNIGHT = Q(closes__lte=F("opens"))


def is_open_q(at: datetime, purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that a `CareUnit` is open at a moment."""
    today, yesterday, began_today, began_yesterday = _going_on(at)
    return _covered(today, purpose, began_today) | _covered(yesterday, purpose, began_yesterday)


def may_be_open(at: datetime, purpose: Purpose = Purpose.VISIT) -> QuerySet[Any, Any]:
    """The ids of units that may be open at a moment, some more than once: all that are, and few others."""
    today, yesterday, began_today, began_yesterday = _going_on(at)
    spans = OpeningSpan.objects.filter(purpose=purpose)
    of_today = spans.filter(began_today, day__in=(today.weekday(), Day.RED_DAY))
    of_last_night = spans.filter(began_yesterday, day__in=(yesterday.weekday(), Day.RED_DAY))
    dated = OpeningException.objects.filter(
        purpose=purpose, first_day__lte=today, last_day__gte=yesterday, opens__isnull=False
    )
    return of_today.values_list("unit").union(of_last_night.values_list("unit"), dated.values_list("unit"), all=True)


def _going_on(at: datetime) -> tuple[date, date, Q, Q]:
    """Today and yesterday by a Swedish clock, and for each what hours that began then and go on look like."""
    here = at.astimezone(UTC).astimezone(SWEDEN)
    today, clock = here.date(), clock_of(here)
    began_today = Q(opens__lte=clock) & (Q(closes__gt=clock) | _PAST_MIDNIGHT)
    return today, today - timedelta(days=1), began_today, _PAST_MIDNIGHT & Q(closes__gt=clock)


def is_unknown_q(at: datetime, purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that nobody knows whether a `CareUnit` is open at a moment."""
    here = at.astimezone(UTC).astimezone(SWEDEN)
    today, yesterday = here.date(), here.date() - timedelta(days=1)
    weekly = OpeningSpan.objects.filter(unit=OuterRef("pk"), purpose=purpose)
    unknown = has_unknown_hours_q(today, purpose)
    if red_day(yesterday):
        late = weekly.filter(_PAST_MIDNIGHT, closes__gt=clock_of(here), day=yesterday.weekday())
        lasting = Q(Exists(late), red_days=RedDays.UNKNOWN) & ~Q(Exists(_exceptions(yesterday, purpose)))
        lasting &= _receives(yesterday)
        unknown |= lasting
    return unknown & _receives(today) & ~is_open_q(at, purpose)


def has_unknown_hours_q(day: date, purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that nobody knows a unit's hours on a day: `day_hours` has no spans."""
    weekly = OpeningSpan.objects.filter(unit=OuterRef("pk"), purpose=purpose)
    silent = ~Q(Exists(weekly))
    if red_day(day):
        silent |= Q(red_days=RedDays.UNKNOWN)
    return ~Q(Exists(_exceptions(day, purpose))) & silent


def has_evening_or_weekend_q() -> Q:
    """The condition that a unit receives visits after 18.00 or on Saturdays or Sundays, in an ordinary week."""
    late = Q(closes__gt=EVENING) | _PAST_MIDNIGHT | Q(day__in=(Day.SATURDAY, Day.SUNDAY))
    weekly = OpeningSpan.objects.filter(late, unit=OuterRef("pk"), purpose=Purpose.VISIT)
    return Q(Exists(weekly.exclude(day=Day.RED_DAY)))


def has_hours_on_q(day: Day) -> Q:
    """The condition that a unit receives visits on a day of an ordinary week."""
    return Q(Exists(OpeningSpan.objects.filter(unit=OuterRef("pk"), purpose=Purpose.VISIT, day=day)))


def has_no_weekly_hours_q() -> Q:
    """The condition that a unit has not said when, in an ordinary week, it receives visits."""
    return ~Q(Exists(OpeningSpan.objects.filter(unit=OuterRef("pk"), purpose=Purpose.VISIT)))


def _exceptions(day: date, purpose: Purpose) -> QuerySet[OpeningException]:
    return OpeningException.objects.filter(unit=OuterRef("pk"), purpose=purpose, first_day__lte=day, last_day__gte=day)


def _covered(day: date, purpose: Purpose, hours: Q) -> Q:
    """That a span or an exception beginning on `day` fulfils `hours`."""
    exceptions = _exceptions(day, purpose)
    spans = OpeningSpan.objects.filter(hours, unit=OuterRef("pk"), purpose=purpose)
    usual = Q(Exists(spans.filter(day=day.weekday())))
    if red_day(day):
        own = Q(Exists(spans.filter(day=Day.RED_DAY)), red_days=RedDays.OWN_HOURS)
        usual = (usual & Q(red_days=RedDays.AS_USUAL)) | own
    return _receives(day) & (Q(Exists(exceptions.filter(hours))) | (~Q(Exists(exceptions)) & usual))


def _receives(day: date) -> Q:
    """That the unit has opened for the first time, and not closed for good, by the day."""
    return (Q(opens_on=None) | Q(opens_on__lte=day)) & (Q(closed_on=None) | Q(closed_on__gt=day))
