"""The rows of an import as they are kept for whoever looks through them, and whether they still hold."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Count

from regions.care_unit_import.outcome import RowOutcome, outcomes
from regions.models import Choice, Outcome, UnitImport, UnitImportRow

BATCH = 1_000
_COPY = """
    COPY regions_unitimportrow (
        unit_import_id, number, row_id, source_id, name, outcome, proposed, choice, unit_id, why, changes, remarks
    ) FROM STDIN
"""
# What someone chose for a row of the same id, the last time that a file of the region was carried out.
_REMEMBER = """
    UPDATE regions_unitimportrow AS entry
    SET choice = earlier.choice,
        outcome = CASE earlier.choice WHEN 'same' THEN entry.proposed WHEN 'new' THEN 'new' ELSE 'skipped' END
    FROM (
        SELECT DISTINCT ON (past.source_id) past.source_id, past.choice, past.unit_id
        FROM regions_unitimportrow AS past JOIN regions_unitimport AS carried ON carried.id = past.unit_import_id
        WHERE past.choice <> '' AND carried.region_id = %s AND carried.state = 'applied'
        ORDER BY past.source_id, past.id DESC
    ) AS earlier
    WHERE entry.unit_import_id = %s AND entry.outcome = 'doubtful' AND entry.source_id = earlier.source_id
        AND (earlier.choice <> 'same' OR earlier.unit_id = entry.unit_id)
"""


def keep_entries(kept: UnitImport) -> None:
    """Writes what becomes of each staged row in place of what was written before; what has been chosen stands."""
    chosen = {entry.number: entry for entry in kept.entries.exclude(choice="")}
    kept.entries.all().delete()
    for batch in _batches(outcomes()):
        with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
            for row in batch:
                copy.write_row((kept.pk, *_entry(row, chosen.get(row.number))))
    recount(kept)


def remember_choices(kept: UnitImport) -> None:
    """Chooses for doubtful rows as someone did before, so that the same question is asked once."""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [kept.region_id, kept.pk])
    recount(kept)


def recount(kept: UnitImport) -> None:
    """Counts how many rows came to what; the caller saves it."""
    found = kept.entries.values_list("outcome").annotate(number=Count("pk")).order_by()
    kept.counts = dict(Counter(dict(found)))
    kept.rows = sum(kept.counts.values())


def same_as_seen(kept: UnitImport) -> bool:
    """Whether the staged rows come to what the preview said, as someone chose."""
    seen = (
        kept.entries.order_by("number")
        .values_list("number", "choice", "proposed", "outcome", "unit_id", "changes")
        .iterator(chunk_size=BATCH)
    )
    return all(
        row is not None and entry is not None and _comes_to(row, *entry)
        for row, entry in itertools.zip_longest(outcomes(), seen)
    )


def _comes_to(
    row: RowOutcome, number: int, choice: str, proposed: str, outcome: str, unit_id: int | None, changes: list[Any]
) -> bool:
    if choice in (Choice.NEW, Choice.SKIP):
        return (row.number, row.outcome) == (number, outcome)
    return (row.number, row.outcome, row.unit_id, row.changes) == (number, proposed or outcome, unit_id, changes)


def _entry(row: RowOutcome, chosen: UnitImportRow | None) -> tuple[Any, ...]:
    """The columns of a row. One that is new or left out by choice still shows what it resembled, until it is made."""
    proposed, choice, outcome, unit_id, why, changes = "", "", row.outcome, row.unit_id, row.why, row.changes
    if row.alike:
        proposed, choice = row.outcome, chosen.choice if chosen else ""
        outcome = row.outcome if choice else Outcome.DOUBTFUL
    elif chosen:
        proposed, choice, why = chosen.proposed, chosen.choice, chosen.why
        if unit_id is None:
            unit_id, changes = chosen.unit_id, chosen.changes
    return (
        row.number,
        row.row_id,
        row.source_id[:120],
        row.name,
        outcome,
        proposed,
        choice,
        unit_id,
        why,
        json.dumps(changes),
        row.remarks,
    )


def _batches(rows: Iterator[RowOutcome]) -> Iterator[list[RowOutcome]]:
    """Read whole before they are written: one connection cannot copy in while it reads out."""
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch
