"""A table as the lines of a CSV file, written a row at a time."""

import csv
from collections.abc import Iterable, Iterator, Sequence

MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8
Rows = Iterable[Sequence[object]]


class _Line:
    """Gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Rows) -> Iterator[str]:
    """With semicolons, as spreadsheets in Swedish read it."""
    writer = csv.writer(_Line(), delimiter=";")
    yield MARK
    yield from (writer.writerow(row) for row in rows)
