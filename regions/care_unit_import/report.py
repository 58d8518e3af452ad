"""What the import did: a summary in Swedish, and a CSV with what became of every row."""

import csv
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from django.db import connection

from regions.care_unit_import.cells import neutral
from regions.care_unit_import.faults import FileRefused, number_text
from regions.care_unit_import.staging import Tally
from regions.written_hours.writing import hours_label

Change = list[str]  # the fact's name, what was, what is to be
COLUMNS = ("row_number", "row_id", "name", "outcome", "detail")
OUTCOMES = {
    "new": "ny",
    "changed": "ändrad",
    "unchanged": "oförändrad",
    "merged": "sammanslagen",
    "refused": "avvisad",
    "skipped": "överhoppad",
    None: "inte tagen",  # the whole file was refused for the sake of other rows
}
_ROWS = """
    SELECT row_number, row_id, name, outcome, refused, why, changes::text, old_spans, spans, remarks
    FROM care_unit_row ORDER BY row_number
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows came to what, and what was wrong with them."""

    tally: Tally
    outcomes: Counter[str] = field(default_factory=Counter)

    def sentence(self) -> str:
        """ "1 597 rader: 1 560 nya, 0 ändrade, 0 oförändrade, 5 sammanslagna, 32 avvisade"."""
        counts = self.outcomes
        refused = counts["refused"] if counts else self.tally.refused
        words = [("new", "nya"), ("changed", "ändrade"), ("unchanged", "oförändrade"), ("merged", "sammanslagna")]
        parts = [f"{number_text(counts[outcome])} {word}" for outcome, word in words]
        return f"{number_text(self.tally.rows)} rader: {', '.join(parts)}, {number_text(refused)} avvisade"

    def reasons(self) -> Iterator[str]:
        """One line for each kind of fault, the commonest first."""
        tally = self.tally
        for heading, counter in (("Avvisade rader", tally.refusals), ("Uppgifter att se över", tally.remarks)):
            if counter:
                yield f"{heading}:"
            for kind, count in counter.most_common():
                yield f"  {number_text(count):>7}  {kind} (först på rad {number_text(tally.first_row[kind])})"

    def counts(self) -> dict[str, int]:
        """The outcomes as the audit log keeps them."""
        return {outcome: self.outcomes[outcome] for outcome in ("new", "changed", "unchanged", "merged", "refused")}


def count_outcomes() -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT outcome, count(*) FROM care_unit_row GROUP BY outcome")
        return Counter(dict(cursor.fetchall()))


@contextmanager
def open_report(path: Path | None) -> Iterator[TextIO | None]:
    """A file to write the report in; it takes its place when all is well, so that a failure leaves the old one."""
    if path is None:
        yield None
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise FileRefused(f"Rapporten kan inte skrivas i {path.parent}: {error.strerror}.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:  # the mark is for spreadsheets
            yield file
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_report(file: TextIO) -> None:
    """What became of each row, in the file's order; read from the server a batch at a time."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ROWS)
        while batch := cursor.fetchmany(1_000):
            writer.writerows(_report_row(*row) for row in batch)


def _report_row(number: int, row_id: str, name: str, outcome: str | None, *rest: Any) -> list[object]:
    refused, why, changes, old_spans, spans, remarks = rest
    differences = [f"{what}: {old} → {new}" for what, old, new in all_changes(changes, old_spans, spans)]
    detail = "; ".join(part for part in (refused, why, *differences, remarks) if part)
    word = OUTCOMES["refused" if refused else outcome]
    return [number, neutral(row_id or ""), neutral(name or ""), word, neutral(detail)]


def all_changes(changes: str, old_spans: str | None, spans: str | None) -> list[Change]:
    """What a row changes of its unit: the facts that SQL found to differ, and the hours in words."""
    found: list[Change] = json.loads(changes)
    if old_spans is not None:
        found.append(["öppettider", hours_label(_split(old_spans)), hours_label(_split(spans))])
    return found


def _split(spans: str | None) -> list[str]:
    return spans.split(";") if spans else []
