"""A document's hours on one day, changed without touching the days around it."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from regions.documents import Document
from regions.models import CareUnit, Purpose
from regions.opening import day_hours
from regions.written_hours.day import Clocks

Hours = Mapping[Purpose, list[Clocks]]
_MIDNIGHT = time(0)


def on_day(document: Document, day: date, hours: Hours, note: str) -> Document:
    """The document with these hours that day, by purpose; no hours is closed. A longer change that covers the day goes
    on before and after it."""
    kept: list[dict[str, Any]] = []
    for row in document["exceptions"]:
        covers = row["purpose"] in hours and row["first_day"] <= day.isoformat() <= row["last_day"]
        kept += _around(row, day) if covers else [row]
    own = {"first_day": day.isoformat(), "last_day": day.isoformat(), "note": note}
    for purpose, spans in hours.items():
        clocks_of_day: list[tuple[time | None, time | None]] = [*spans] or [(None, None)]
        for opens, closes in clocks_of_day:
            clocks = {"opens": opens and opens.isoformat(), "closes": closes and closes.isoformat()}
            kept.append({"purpose": purpose.value} | own | clocks)
    return document | {"exceptions": kept}


def _around(row: dict[str, Any], day: date) -> list[dict[str, Any]]:
    """What is left of a change when a day is taken out of it."""
    before, after = (day + timedelta(days=n) for n in (-1, 1))
    halves = [row | {"last_day": before.isoformat()}, row | {"first_day": after.isoformat()}]
    return [half for half in halves if half["first_day"] <= half["last_day"]]


def closing_at(unit: CareUnit, day: date, clock: time) -> dict[Purpose, list[Clocks]]:
    """The hours of a day that end earlier when the unit closes at a time: of visits, telephone and drop-in alike."""
    found = {}
    for purpose in Purpose:
        usual = day_hours(unit, day, purpose).spans
        if usual is None:
            continue
        cut = [(opens, min(closes, clock, key=_end(opens))) for opens, closes in usual if opens < clock]
        if cut != usual:
            found[purpose] = cut
    return found


def _end(opens: time) -> Any:
    """How late a closing time is, seen from the opening: past midnight comes after all of the day."""
    return lambda closes: (closes <= opens, closes)


def stated_purposes(document: Document) -> list[Purpose]:
    """What the unit has given weekly hours for; visits, when it has given none."""
    given = {row["purpose"] for row in document["spans"]}
    return [purpose for purpose in Purpose if purpose in given] or [Purpose.VISIT]
