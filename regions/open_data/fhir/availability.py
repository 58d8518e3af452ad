"""When a unit is open, as FHIR says it: weekly hours cut at midnight, dated changes as times when they do not hold."""

from typing import Any

from regions.models import RedDays
from regions.open_data.document import DAYS, Open

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MIDNIGHT = "00:00"
_LAST = "23:59:59"  # FHIR has no 24:00
_RED = {
    RedDays.CLOSED: "Röda dagar: stängt.",
    RedDays.AS_USUAL: "Röda dagar: öppet som vanligt.",
    RedDays.UNKNOWN: "Röda dagar: uppgift saknas.",
}
Row = dict[str, Any]


def weekly(unit: Open, purpose: str = "visit") -> list[Row]:
    """The ordinary week as `availableTime`, days with the same hours together."""
    days_of: dict[tuple[str, str], list[str]] = {}
    for span in unit["hours"][purpose]:
        if span["day"] != "red_day":
            for day, opens, closes in _split(DAYS.index(span["day"]), span["opens"], span["closes"]):
                days_of.setdefault((opens, closes), []).append(WEEK[day])
    return [_time(days, opens, closes) for (opens, closes), days in days_of.items()]


def _split(day: int, opens: str, closes: str) -> list[tuple[int, str, str]]:
    """The span cut at midnight, each part on the day that it falls on."""
    if closes == _MIDNIGHT or closes > opens:
        return [(day, opens, closes)]
    return [(day, opens, _MIDNIGHT), ((day + 1) % 7, _MIDNIGHT, closes)]


def _time(days: list[str], opens: str, closes: str) -> Row:
    if opens == closes == _MIDNIGHT:
        return {"daysOfWeek": days, "allDay": True}
    ends = _LAST if closes == _MIDNIGHT else f"{closes}:00"
    return {"daysOfWeek": days, "availableStartTime": f"{opens}:00", "availableEndTime": ends}


def not_available(unit: Open, purpose: str = "visit") -> list[Row]:
    """Each dated change, with what holds then: closed, or other hours than the ordinary."""
    found: dict[tuple[str, str], list[Row]] = {}
    for change in unit["exceptions"]:
        if change["purpose"] == purpose:
            found.setdefault((change["first_day"], change["last_day"]), []).append(change)
    return [
        {"description": _said(changes), "during": {"start": first, "end": last}}
        for (first, last), changes in found.items()
    ]


def _said(changes: list[Row]) -> str:
    hours = ", ".join(f"{change['opens']}–{change['closes']}" for change in changes if not change["closed"])
    note = next((change["note"] for change in changes if change["note"]), "")
    return (f"Öppet {hours} i stället för vanliga tider" if hours else "Stängt") + (f": {note}" if note else "")


def red_days(unit: Open, purpose: str = "visit") -> str:
    """What holds on red days, in words."""
    if unit["red_days"] != RedDays.OWN_HOURS:
        return _RED[RedDays(unit["red_days"])]
    own = [f"{span['opens']}–{span['closes']}" for span in unit["hours"][purpose] if span["day"] == "red_day"]
    return f"Röda dagar: {', '.join(own) or 'stängt'}."


def availability(unit: Open) -> list[Row]:
    """R5's Availability: the ordinary week, and when it does not hold."""
    times, changes = weekly(unit), not_available(unit)
    if not times and not changes:
        return []
    week = {"availableTime": times} if times else {}
    return [week | {"notAvailableTime": [*changes, {"description": red_days(unit)}]}]
