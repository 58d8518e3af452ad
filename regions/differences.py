"""What differs between two documents of a care unit, fact by fact, in words that people read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from regions import facts
from regions.documents import Document
from regions.kinds import UnitKind
from regions.models import Accessibility, Day, EService, Language, Purpose, RedDays
from regions.opening import SWEDEN, hours_label
from regions.unit_parts import FACTS
from ui.text import number, phone

NOTHING = "–"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs: its name in the document, what people call it, and its two values in words."""

    name: str
    label: str
    before: str
    after: str


def differences(
    before: Document | None, after: Document | None, units: Mapping[int, str] | None = None
) -> list[Difference]:
    """What differs, in the order of `FACTS`. None is a unit that was not there. `units` names the ones pointed at
    (`regions.queries.history.named_units`)."""
    before, after = before or {}, after or {}
    found: list[Difference] = []
    for name, (label, _part) in FACTS.items():
        old, new = before.get(name), after.get(name)
        if old == new or (not old and not new and old is not False and new is not False):
            continue
        if name in _ROWS:
            found += _ROWS[name](old or [], new or [])
        else:
            found.append(Difference(name, str(label), fact_text(name, old, units), fact_text(name, new, units)))
    return found


def fact_text(name: str, value: Any, units: Mapping[int, str] | None = None) -> str:
    """One fact's value in words: "Engelska, Arabiska", "Ja", "12 mars 2026"; "–" where nothing is said."""
    if value is None or value in ("", []):
        return NOTHING
    if name in ("part_of_id", "successor_id"):
        return (units or {}).get(value) or _("mottagning nr %(number)s") % {"number": value}
    write = _TEXTS.get(name)
    if write:
        return write(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def pointed_at(documents: Iterable[Document | None]) -> set[int]:
    """The ids of the units that some documents name."""
    names = ("part_of_id", "successor_id")
    return {document[name] for document in documents if document for name in names if document.get(name)}


def _labels(choices: Any) -> Callable[[list[str]], str]:
    def write(values: list[str]) -> str:
        known = dict(choices.choices)
        return ", ".join(str(known.get(value, value)) for value in values)

    return write


def _yes_no(value: bool) -> str:
    return _("Ja") if value else _("Nej")


def day_text(value: str) -> str:
    """ "2026-03-12" → "12 mars 2026"."""
    return date_format(date.fromisoformat(value), "DATE_FORMAT")


def _region(code: str) -> str:
    region = facts.regions_by_code().get(code)
    return region.name if region else code


def _municipality(code: str) -> str:
    municipality = facts.municipalities_by_code().get(code)
    return municipality.name if municipality else code


_TEXTS: dict[str, Callable[[Any], str]] = {
    "kinds": _labels(UnitKind),
    "region_id": _region,
    "municipality_id": _municipality,
    "phone": phone,
    "languages": _labels(Language),
    "accessibility": _labels(Accessibility),
    "e_services": _labels(EService),
    "takes_new_listings": _yes_no,
    "is_example": _yes_no,
    "red_days": lambda value: str(RedDays(value).label),
    "easting": number,
    "northing": number,
    "opens_on": day_text,
    "closed_on": day_text,
    "confirmed_on": day_text,
}


# ---- hours, dated changes and notices: row by row ----


def _span_differences(old: list[Row], new: list[Row]) -> list[Difference]:
    """Weekly hours day by day, days that change alike together: "Öppettider måndag–fredag"."""
    found = []
    for purpose in Purpose:
        changed = []
        for day in Day:
            texts = [_day_text(rows, purpose, day) for rows in (old, new)]
            if texts[0] != texts[1]:
                changed.append((day, texts))
        for days, (was, becomes) in alike(changed):
            found.append(Difference("spans", f"{purpose.label} {days}", was, becomes))
    return found


def _day_text(rows: list[Row], purpose: str, day: int) -> str:
    return hours_text([row for row in rows if row["purpose"] == purpose and row["day"] == day])


def hours_text(rows: Iterable[Row]) -> str:
    """The hours of one day's rows: "08.00–12.00 och 13.00–16.00", or "Stängt"."""
    return hours_label([_clocks(row) for row in rows if row["opens"] is not None])


def _clocks(row: Row) -> tuple[time, time]:
    return time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])


def alike(changed: list[tuple[Day, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Days in a row that change alike, as one."""
    runs: list[tuple[Day, Day, list[str]]] = []
    for day, texts in changed:
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == texts and day != Day.RED_DAY:
            runs[-1] = (runs[-1][0], day, texts)
        else:
            runs.append((day, day, texts))
    for first, last, texts in runs:
        yield (str(first.label) if first == last else f"{first.label}–{last.label}"), texts


def _exception_differences(old: list[Row], new: list[Row]) -> list[Difference]:
    """Dated changes by their days, several spans the same day together."""
    found = []
    was, becomes = (_by_days(rows) for rows in (old, new))
    for key in sorted(was.keys() | becomes.keys()):
        texts = [_exception_text(rows[key]) if key in rows else NOTHING for rows in (was, becomes)]
        if texts[0] != texts[1]:
            first, last, purpose = key
            days = day_text(first) if first == last else f"{day_text(first)}–{day_text(last)}"
            found.append(Difference("exceptions", f"{Purpose(purpose).label} {days}", *texts))
    return found


def _by_days(rows: list[Row]) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["first_day"], row["last_day"], row["purpose"]), []).append(row)
    return found


def _exception_text(rows: list[Row]) -> str:
    notes = dict.fromkeys(row["note"] for row in rows if row["note"])
    return ". ".join([hours_text(rows), *notes])


def _notice_differences(old: list[Row], new: list[Row]) -> list[Difference]:
    gone = [row for row in old if row not in new]
    come = [row for row in new if row not in old]
    label = str(FACTS["notices"][0])
    found = []
    for row in gone:
        after = next((other for other in come if other["title"] == row["title"]), None)
        if after:
            come.remove(after)
        found.append(Difference("notices", label, notice_text(row), notice_text(after) if after else NOTHING))
    return found + [Difference("notices", label, NOTHING, notice_text(row)) for row in come]


def notice_text(row: Row) -> str:
    """A notice with its days: "Stängd entré. Använd dörren mot parken. Från 12 mars 2026, kl. 08.00"."""
    parts = [row["title"], row["text"], _("Från %(moment)s") % {"moment": _moment(row["starts_at"])}]
    if row["ends_at"]:
        parts.append(_("Till %(moment)s") % {"moment": _moment(row["ends_at"])})
    return ". ".join(part.rstrip(".") for part in parts if part)


def _moment(text: str) -> str:
    return date_format(localtime(datetime.fromisoformat(text), SWEDEN), "DATETIME_FORMAT")


_ROWS: dict[str, Callable[[list[Row], list[Row]], list[Difference]]] = {
    "spans": _span_differences,
    "exceptions": _exception_differences,
    "notices": _notice_differences,
}
