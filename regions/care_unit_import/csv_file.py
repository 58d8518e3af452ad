"""A CSV file's records. Neither a line without end nor a byte that is not UTF-8 gets further than this."""

import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from regions.care_unit_import.faults import FileRefused, number_text

MAX_LINE = 100_000  # bytes; a longer line is a binary file or a quotation mark that never ends

_SEPARATOR = re.compile(r"\"?sep=([;,\t|])\"?[;,\s]*", re.IGNORECASE)


def csv_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records, numbered from the header's 1. Comma or, as Swedish spreadsheets write it, semicolon between them,
    or what a line before the header says ("sep=;", which Excel does not show)."""
    lines = _lines(path)
    first = next(lines, "")
    said = _SEPARATOR.fullmatch(first)
    if said:
        first = next(lines, "")
    if not first:
        raise FileRefused("Filen är tom.")
    delimiter = said[1] if said else ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(itertools.chain([first], lines), strict=True, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(
                f"Rad {number} går inte att läsa som CSV ({error}): "
                "ett citattecken är fel satt, eller så är filen något annat."
            ) from error
        yield number, record


def _lines(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        start = 0
        for number in itertools.count(1):
            line = file.readline(MAX_LINE + 1)
            if not line:
                return
            yield _decoded(line, number, start)
            start += len(line)


def _decoded(line: bytes, number: int, start: int) -> str:
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
        if line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise FileRefused("Filen är sparad som UTF-16. Spara den som CSV i UTF-8.")
        if line.startswith(b"\xd0\xcf\x11\xe0"):
            raise FileRefused(
                "Filen är ett kalkylark i gammalt format (XLS) eller har lösenord. "
                "Spara den som XLSX utan lösenord, eller som CSV i UTF-8."
            )
        if line.startswith((b"\x1f\x8b", b"%PDF")):
            raise FileRefused("Filen är ett packat dokument eller en PDF. Spara den som XLSX, eller som CSV i UTF-8.")
    if b"\0" in line:
        raise FileRefused(f"Rad {number} har nolltecken: filen är binär, inte CSV i UTF-8.")
    if len(line) > MAX_LINE:
        raise FileRefused(
            f"Rad {number} är längre än {number_text(MAX_LINE)} byte: filen är inte CSV med radbrytningar."
        )
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileRefused(
            f"Rad {number} är inte UTF-8 (byte 0x{line[error.start]:02X} på plats {start + error.start} i filen). "
            "I Excel: Spara som, ”CSV UTF-8 (kommaavgränsad)”."
        ) from error
