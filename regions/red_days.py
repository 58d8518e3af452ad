"""Swedish red days, and the eves that care treats as red: midsummer's, Christmas and New Year's Eve.

Source: lag (1989:253) om allmänna helgdagar, as kept by the library `holidays`, which counts the three eves too.
Ordinary Sundays are not red days here: they are a weekday of their own.
"""

import functools
from datetime import date

import holidays


@functools.lru_cache(maxsize=50)
def _year(year: int) -> dict[date, str]:
    found = holidays.country_holidays("SE", years=year, language="sv")
    return {day: name for day, name in found.items() if name != "Söndag"}


def red_day(day: date) -> str | None:
    """The Swedish name of a red day or eve, or None."""
    return _year(day.year).get(day)
