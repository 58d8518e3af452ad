"""An XLSX file's records: the first sheet, a row at a time. What is not a plain table of cells is refused unopened."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from openpyxl.utils import column_index_from_string

from regions.care_unit_import.faults import FileRefused
from regions.care_unit_import.xlsx_book import SAVE_ANEW, TOO_LARGE, Book, Cell, open_book

MAX_UNPACKED = 300_000_000  # bytes; a table of half a million units is smaller
MAX_PARTS = 2_000
MAX_COLUMNS = 40
MAX_EMPTY = 10_000  # rows in a row that a sheet may leave out
LAST_ROW = 1_048_576  # of a sheet, in Excel
LONGEST_MARK = 200  # bytes
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"')
Record = tuple[int, list[str]]


def xlsx_records(path: Path) -> Iterator[Record]:
    """The records of the first sheet, numbered as the sheet numbers them; formulas give what they last came to."""
    _check_archive(path)
    with path.open("rb") as opened, open_book(opened) as book:
        if not book.first:
            raise FileRefused("Filen har inget kalkylblad.")
        yield from _records(book)


def said_rows(path: Path) -> int:
    """How many rows the first sheet says that it has, which may be wrong; 0 when it does not say."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as sheet:
            said = _DIMENSION.search(sheet.read(2_000))
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, NotImplementedError, OSError):
        return 0
    return int(said[1]) if said else 0


def _check_archive(path: Path) -> None:
    """Looks at what the archive says of its parts, and unpacks none."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefused(f"Filen ser ut som ett kalkylark men är skadad. {SAVE_ANEW}") from error
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused("Filen har lösenord. Ta bort lösenordet och spara den igen.")
    if "xl/workbook.xml" not in names:
        raise FileRefused("Filen är ett packat dokument men inte ett kalkylark i XLSX. Spara den som XLSX eller CSV.")
    if any("vbaproject" in name or "macrosheets" in name or "activex" in name for name in names):
        raise FileRefused("Filen har makron. Spara den som XLSX utan makron, eller som CSV.")
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/embeddings/")) for name in names):
        raise FileRefused("Filen hämtar uppgifter ur andra filer. Klistra in värdena i en ny fil utan länkar.")
    if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise FileRefused(TOO_LARGE)


def _records(book: Book) -> Iterator[Record]:
    number = width = last_filled = 0
    rows = book.rows()
    while True:
        try:
            with warnings.catch_warnings(action="ignore"):
                at, cells = next(rows, (LAST_ROW + 1, []))
        except FileRefused:
            raise
        except Exception as error:
            raise FileRefused(f"Rad {number + 1} i kalkylarket går inte att läsa. {SAVE_ANEW}") from error
        if at > LAST_ROW or at - last_filled - 1 > MAX_EMPTY:
            return
        if at <= number:
            continue
        number, record = at, _texts(cells)
        filled = max((place for place, text in enumerate(record, start=1) if text), default=0)
        if not width:
            if number > 1 or not filled:
                raise FileRefused("Filen är tom, eller så står rubrikraden inte på första raden.")
            width = filled
            _check_merged(book, width)
        if filled:
            last_filled = number
            yield number, record[: max(width, filled)]


def _texts(cells: list[Cell]) -> list[str]:
    """The cells of a row in their places."""
    texts = [""] * MAX_COLUMNS
    for cell in cells:
        if cell["column"] <= MAX_COLUMNS:
            texts[cell["column"] - 1] = _text(cell["value"])
    return texts


def _check_merged(book: Book, width: int) -> None:
    """Refuses cells of the table that are merged: all but the first would be read as empty. It stands after the rows,
    where openpyxl does not look when it reads a row at a time."""
    try:
        merged = next((each for each in _merged(book) if column_index_from_string(each[0]) <= width), None)
    except Exception as error:
        raise FileRefused(f"Kalkylarket går inte att läsa. {SAVE_ANEW}") from error
    if merged:
        cells = "{}{}–{}{}".format(*merged)
        raise FileRefused(f"Cellerna {cells} är sammanfogade. Dela dem, och skriv värdet på varje rad som det gäller.")


def _merged(book: Book) -> Iterator[tuple[str, ...]]:
    """The merged cells of the sheet: the column and row of the first and the last. The sheet is never in memory."""
    rest = b""
    with book.sheet() as source:
        while piece := source.read(1_000_000):
            piece = rest + piece
            if b"mergeCell " in piece:  # to look for the word alone is ten times as quick
                yield from (tuple(part.decode() for part in found.groups()) for found in _MERGED.finditer(piece))
            rest = piece[-LONGEST_MARK:]


def _text(value: object) -> str:
    """A cell as it is read: 21145 and 21145.0 are "21145", an empty one is ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
