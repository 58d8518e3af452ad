"""The hours that answer the choice of time, as they are said in a list."""

from collections.abc import Iterable
from datetime import time
from itertools import groupby
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst

from regions.models import Day
from regions.opening import EVENING
from regions.opening_words import hours_label
from regions.queries.find_care.asked import PAST, When

ALL_DAY = [(time(0), time(0))]
WEEKEND = (Day.SATURDAY, Day.SUNDAY)
_DAYS = {**dict.fromkeys((When.EVENINGS, *PAST), range(7)), When.SATURDAY: [Day.SATURDAY], When.SUNDAY: [Day.SUNDAY]}


def asked_hours(weekly: Iterable[Any], when: When) -> str:
    """Those of an ordinary week: "Måndag–torsdag 08.00–20.00, lördag 10.00–14.00". Nothing where none were asked for,
    or where it never closes, which is said already."""
    spans = list(weekly)
    of_days = {day: [span for span in spans if span.day == day] for day in _DAYS.get(when, ())}
    told = [
        (day, sorted((span.opens, span.closes) for span in own))
        for day, own in of_days.items()
        if _suits(day, own, when)
    ]
    if all(hours == ALL_DAY for _day, hours in told):
        return ""
    runs = groupby(enumerate(told), key=lambda each: (each[1][0] - each[0], each[1][1]))  # days on end, with the same
    return capfirst(", ".join(_said([day for _at, (day, _hours) in run], hours) for (_first, hours), run in runs))


def _suits(day: int, own: list[Any], when: When) -> bool:
    is_enough = day in WEEKEND and when not in PAST
    return bool(own) and (is_enough or any(span.lasts_past(PAST.get(when, EVENING)) for span in own))


def _said(days: list[int], hours: list[tuple[time, time]]) -> str:
    names = [str(WEEKDAYS[day]) for day in dict.fromkeys((days[0], days[-1]))]
    return f"{'–'.join(names)} {hours_label(hours)}"
