"""Swedish red days, and the eves that care treats as red: midsummer's, Christmas and New Year's Eve.

Source: lag (1989:253) om allmänna helgdagar and semesterlagen (1977:480) 7 §, as kept by the library `holidays`, which
has the three eves in a category of their own. Ordinary Sundays are not red days here: they are a weekday of their own.
"""

import functools
from datetime import date, timedelta

import holidays
from holidays.constants import DE_FACTO, PUBLIC


@functools.lru_cache(maxsize=50)
def _year(year: int) -> dict[date, str]:
    found = holidays.country_holidays("SE", years=year, language="sv", categories=(PUBLIC, DE_FACTO))
    # Two on one day, as on 1 May 2008, come as one name: "Första maj; Kristi himmelsfärdsdag".
    return {day: name.replace("; ", " och ") for day, name in found.items()}


def red_day(day: date) -> str | None:
    """The Swedish name of a red day or eve, or None."""
    return _year(day.year).get(day)


def next_red_day(day: date) -> date:
    """The first red day or eve on or after a day."""
    while red_day(day) is None:
        day += timedelta(days=1)
    return day
