"""One day's hours as a person writes them in a field ("8–12, 13–17", "dygnet runt", "stängt"), and back."""

from collections.abc import Iterable
from datetime import time

from language.analysis import fold
from regions.models import Purpose
from regions.written_hours import parse_hours
from regions.written_hours.week import DAY_MINUTES, HoursNotUnderstood, WeekSpan

Clocks = tuple[time, time]
_CLOSED = {"", "stangt", "stangd", "-", "–", "—"}
_ALL_DAY = (time(0), time(0))


def parse_day(text: str) -> list[Clocks]:
    """The spans of a day in order; none where it is closed.

    Raises:
        HoursNotUnderstood: the text is not one day's hours. The message is a whole sentence.
    """
    text = " ".join(text.split())
    if fold(text).strip(" .") in _CLOSED:
        return []
    try:
        hours = parse_hours(f"måndag {text}")
    except HoursNotUnderstood as why:
        raise HoursNotUnderstood(f"”{text[:60]}” är ingen tid: {_why(str(why))}.") from why
    if hours.rest or any(span.day or span.purpose != Purpose.VISIT for span in hours.spans):
        raise HoursNotUnderstood(f"”{text[:60]}” är mer än en dags tider. Skriv till exempel 8–12, 13–17.")
    return [clocks(span) for span in hours.spans]


def _why(reason: str) -> str:
    """What is said of a whole week, said of one day."""
    return "skriv till exempel 8–12, 13–17" if "dagar" in reason else reason


def clocks(span: WeekSpan) -> Clocks:
    """Minutes after midnight as times on a clock; midnight closes at 00.00."""
    return _time(span.opens), _time(span.closes % DAY_MINUTES)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def write_day(spans: Iterable[Clocks]) -> str:
    """As it stands in the field: "08.00–12.00, 13.00–17.00"; nothing where it is closed."""
    return ", ".join(_written(*span) for span in sorted(spans))


def _written(opens: time, closes: time) -> str:
    if (opens, closes) == _ALL_DAY:
        return "dygnet runt"
    return f"{opens:%H.%M}–{'24.00' if closes == time(0) else f'{closes:%H.%M}'}"
