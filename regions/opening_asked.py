"""What is asked of the database about hours; how a unit's own hours are read stands in `regions.opening`."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from regions.models import OpeningException, OpeningSpan, Purpose, RedDays
from regions.red_days import red_day


def has_unknown_hours_q(day: date, purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that nobody knows a unit's hours on a day: `day_hours` has no spans."""
    silent = has_no_weekly_hours_q(purpose)
    if red_day(day):
        silent |= Q(red_days=RedDays.UNKNOWN)
    changes = OpeningException.objects.filter(unit=OuterRef("pk"), purpose=purpose)
    return ~Q(Exists(changes.filter(first_day__lte=day, last_day__gte=day))) & silent


def has_no_weekly_hours_q(purpose: Purpose = Purpose.VISIT) -> Q:
    """The condition that a unit has not said when, in an ordinary week, it receives visits."""
    return ~Q(Exists(OpeningSpan.objects.filter(unit=OuterRef("pk"), purpose=purpose)))
