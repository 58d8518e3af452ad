"""What becomes of each staged row, one at a time and in the file's order, for a preview and for what was done."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from regions.care_unit_import.report import Change, all_changes
from regions.facts import municipalities_by_code
from regions.kinds import UnitKind
from regions.written_hours.writing import hours_label
from ui.text import phone, source_text

_ROWS = """
    SELECT row_number, row_id, coalesce(source_id, uid::text), name, alike,
        CASE WHEN outcome <> 'merged' OR unit_id IS NULL THEN outcome
            WHEN changes <> '[]' OR old_spans IS NOT NULL THEN 'changed' ELSE 'unchanged' END,
        unit_id, coalesce(refused, why), changes::text, old_spans, spans, remarks,
        kinds, street, city, municipality_id, phone
    FROM care_unit_row ORDER BY row_number
"""


class RowOutcome(NamedTuple):
    """One row of the file, and what it comes to. `alike`: only its likeness says which unit it is. A new unit has an id
    when it has been made."""

    number: int
    row_id: str
    source_id: str
    name: str
    alike: bool
    outcome: str
    unit_id: int | None
    why: str
    changes: list[Change]
    remarks: str


def outcomes() -> Iterator[RowOutcome]:
    """Every staged row, read from the server a batch at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS)
        while batch := cursor.fetchmany(1_000):
            yield from (_outcome(*row) for row in batch)


def _outcome(
    number: int,
    row_id: str,
    source_id: str | None,
    name: str,
    alike: bool,
    outcome: str,
    unit_id: int | None,
    why: str | None,
    changes: str,
    old_spans: str | None,
    spans: str | None,
    remarks: str | None,
    *facts: Any,
) -> RowOutcome:
    differences = _facts(spans, *facts) if outcome == "new" else all_changes(changes, old_spans, spans)
    return RowOutcome(
        number, row_id, source_id or "", name, alike, outcome, unit_id, why or "", differences, remarks or ""
    )


def _facts(
    spans: str | None, kinds: str, street: str | None, city: str | None, municipality: str, number: str | None
) -> list[Change]:
    """What a new unit gets: there is nothing before it."""
    place = ", ".join(dict.fromkeys(filter(None, [street, city, municipalities_by_code()[municipality].name])))
    told = [
        ("typ av vård", ", ".join(source_text(UnitKind(kind).label) for kind in kinds.split(","))),
        ("plats", place),
        ("telefon", phone(number) if number else ""),
        ("öppettider", hours_label(spans.split(";")) if spans else ""),
    ]
    return [[what, "", value] for what, value in told if value]
