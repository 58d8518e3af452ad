"""A week's spans → the text that `parse_hours` reads as the same spans."""

import itertools
from collections.abc import Iterable

from regions.models import Day, Purpose, RedDays
from regions.written_hours import parse_hours
from regions.written_hours.week import DAY_MINUTES, HoursNotUnderstood, WeekSpan, clock_label

_PURPOSES = {Purpose.VISIT: "", Purpose.PHONE: "telefontid ", Purpose.DROP_IN: "drop-in "}
_DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön", "röda dagar")
_RED_DAYS = {RedDays.CLOSED: "röda dagar stängt", RedDays.AS_USUAL: "röda dagar som vanligt"}


def hours_as_text(spans: Iterable[WeekSpan], red_days: str) -> str:
    """ "mån–fre 08.00–12.00, 13.00–17.00; telefontid mån–fre 08.00–10.00", or nothing when it cannot be said so."""
    spans = sorted(spans)
    parts = _parts(spans)
    visits = [text for text in (parts[0], _RED_DAYS.get(RedDays(red_days), "")) if text]
    text = "; ".join([*visits, *filter(None, parts[1:])])
    try:
        read = parse_hours(text)
    except HoursNotUnderstood:
        return ""
    return text if (sorted(read.spans), read.red_days) == (spans, red_days) else ""


def hours_label(spans: Iterable[str]) -> str:
    """Staged spans in the same words; "inga" when there are none."""
    return "; ".join(filter(None, _parts(sorted(WeekSpan.from_text(text) for text in spans)))) or "inga"


def _parts(spans: list[WeekSpan]) -> list[str]:
    """What is said of each purpose, in their order; empty where there is nothing."""
    return [_part(prefix, [span for span in spans if span.purpose == purpose]) for purpose, prefix in _PURPOSES.items()]


def _part(prefix: str, spans: list[WeekSpan]) -> str:
    days = {day: [span[2:] for span in of_day] for day, of_day in itertools.groupby(spans, key=lambda span: span.day)}
    texts = [f"{_days(run)} {_clock(days[run[0]])}" for run in _runs(days)]
    return prefix + "; ".join(texts) if texts else ""


def _runs(days: dict[int, list[tuple[int, int]]]) -> list[list[int]]:
    """Days on end with the same hours; red days are no day of the week."""
    runs: list[list[int]] = []
    for day, hours in days.items():
        last = runs[-1][-1] if runs else None
        if last is not None and day == last + 1 and day != Day.RED_DAY and hours == days[last]:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _days(run: list[int]) -> str:
    return _DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}–{_DAYS[run[-1]]}"


def _clock(hours: list[tuple[int, int]]) -> str:
    return ", ".join(f"{clock_label(opens)}–{clock_label(closes or DAY_MINUTES)}" for opens, closes in hours)
