"""A dated change of several days that also opens a unit when it is otherwise closed: Christmas and New Year "10–14"."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.models import CareUnit, Purpose
from regions.opening import Hours
from regions.red_days import red_day

A_YEAR = 366  # days; a longer change has no more kinds of days
_EACH = (
    gettext_lazy("måndagar"),
    gettext_lazy("tisdagar"),
    gettext_lazy("onsdagar"),
    gettext_lazy("torsdagar"),
    gettext_lazy("fredagar"),
    gettext_lazy("lördagar"),
    gettext_lazy("söndagar"),
)


def closed_within(unit: CareUnit, purposes: Iterable[str], first: date, last: date) -> str:
    """The days of a change when the week, or its rule for red days, says closed: "lördagar, söndagar och 25 december
    (Juldagen)". Empty when there are none, and when all are: then the unit is opened on purpose."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days + 1, A_YEAR))]
    closed: set[date] = set()
    for purpose in purposes:
        hours = Hours(unit.spans_for(Purpose(purpose)), [], unit.red_days)
        own = {day for day in days if hours.on(day).spans == []}
        closed |= own if len(own) < len(days) else set()
    return _in_words(sorted(closed))


def _in_words(days: list[date]) -> str:
    """The days by their weekday where that is why, else by date, with the name of a red day."""
    weekdays = [day.weekday() for day in days]
    usual = {day.weekday() for day in days if not red_day(day)}
    each = [weekday for weekday in sorted(usual) if weekdays.count(weekday) > 1]
    named = [str(_EACH[weekday]) for weekday in each]
    named += [_dated(day) for day in days if day.weekday() not in each]
    if len(named) < 2:
        return "".join(named)
    return _("%(first)s och %(last)s") % {"first": ", ".join(named[:-1]), "last": named[-1]}


def _dated(day: date) -> str:
    red = red_day(day)
    return date_format(day, "MONTH_DAY_FORMAT") + (f" ({red})" if red else "")
