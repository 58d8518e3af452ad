"""The file: read a line at a time, and refused whole when it is not the table that the importer knows."""

import csv
import itertools
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from regions.care_unit_import.cells import clean
from regions.care_unit_import.faults import FileRefused, number_text

COLUMNS = (
    "row_id",
    "name",
    "type",
    "street",
    "postcode",
    "city",
    "municipality",
    "municipality_code",
    "region_code",
    "lat",
    "lon",
    "phone",
    "url",
    "opening_hours",
    "source",
    "source_id",
    "source_date",
)
MAX_ROWS = 500_000
MAX_LINE = 100_000  # bytes; a longer line is a binary file or a quotation mark that never ends
MAX_FIELD = 5_000  # characters
HEADER_ROW = 1  # rows are numbered as a spreadsheet numbers them: the first unit stands in row 2

Cells = Mapping[str, str]


def check_file(path: Path) -> int:
    """Reads the whole file once, quickly, and returns how many rows it has. Refuses what cannot be taken."""
    rows = 0
    for rows, _ in enumerate(read_rows(path), start=1):
        if rows > MAX_ROWS:
            raise FileRefused(
                f"Filen har fler än {number_text(MAX_ROWS)} rader, som är det mesta som tas på en gång. Dela upp den."
            )
    if not rows:
        raise FileRefused("Filen har en rubrikrad men inga mottagningar.")
    return rows


def read_rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows by their columns' names, each with its number; the file is never in memory."""
    records = _records(path)
    header = [name.strip() for name in next(records)[1]]
    _check_header(header)
    for number, record in records:
        if not any(record):
            continue
        if len(record) != len(header):
            raise FileRefused(
                f"Rad {number} har {len(record)} fält, men rubrikraden har {len(header)}. "
                "Filen kan vara avbruten, eller ha ett citattecken eller kommatecken för mycket."
            )
        if max(map(len, record)) > MAX_FIELD:
            column = next(name for name, text in zip(header, record, strict=True) if len(text) > MAX_FIELD)
            raise FileRefused(f"Rad {number}: fältet {column} är längre än {MAX_FIELD} tecken.")
        yield number, dict(zip(header, record, strict=True))


def _check_header(header: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    unknown = [clean(name)[:60] for name in header if name not in COLUMNS]
    double = sorted({name for name in header if header.count(name) > 1 and name in COLUMNS})
    faults = [
        f"{what}: {', '.join(names[:20])}"
        for what, names in (("saknas", missing), ("okända", unknown), ("står två gånger", double))
        if names
    ]
    if faults:
        raise FileRefused(f"Kolumnerna stämmer inte ({'; '.join(faults)}). De ska vara: {', '.join(COLUMNS)}.")


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records, numbered from the header's 1. Comma or, as Swedish spreadsheets write it, semicolon between them."""
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        raise FileRefused("Filen är tom.")
    delimiter = ";" if first.count(";") > first.count(",") else ","
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
    """The file's lines as text. Neither a line without end nor a byte that is not UTF-8 gets further than this."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(f"{path} är inte en fil.")
        with path.open("rb") as file:
            start = 0
            for number in itertools.count(1):
                line = file.readline(MAX_LINE + 1)
                if not line:
                    return
                yield _decoded(line, number, start)
                start += len(line)
    except FileNotFoundError:
        raise FileRefused(f"Filen {path} finns inte.") from None
    except PermissionError:
        raise FileRefused(f"Filen {path} får inte läsas av den som kör importen.") from None
    except OSError as error:
        raise FileRefused(f"Filen {path} kunde inte läsas: {error.strerror}.") from error


def _decoded(line: bytes, number: int, start: int) -> str:
    if number == HEADER_ROW:
        line = line.removeprefix(b"\xef\xbb\xbf")
        if line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise FileRefused("Filen är sparad som UTF-16. Spara den som CSV i UTF-8.")
        if line.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"%PDF")):
            raise FileRefused("Filen är ett kalkylark eller ett packat dokument. Spara den som CSV i UTF-8.")
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
            "Spara filen som CSV i UTF-8."
        ) from error
