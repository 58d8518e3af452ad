"""The file: read a row at a time, and refused whole when it is not the table that the importer knows."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from regions.care_unit_import.cells import clean
from regions.care_unit_import.csv_file import csv_records
from regions.care_unit_import.faults import FileRefused, number_text
from regions.care_unit_import.xlsx_file import said_rows, xlsx_records

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
MAX_FIELD = 5_000  # characters

Cells = Mapping[str, str]


def check_file(path: Path) -> int:
    """Reads the whole file once, quickly, and returns how many rows it has. Refuses what cannot be taken."""
    return sum(1 for _ in whole_rows(path))


def whole_rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows of a file that has some, and not more than are taken on one occasion."""
    rows = 0
    for rows, row in enumerate(read_rows(path), start=1):
        if rows > MAX_ROWS:
            raise FileRefused(
                f"Filen har fler än {number_text(MAX_ROWS)} rader, som är det mesta som tas på en gång. Dela upp den."
            )
        yield row
    if not rows:
        raise FileRefused("Filen har en rubrikrad men inga mottagningar.")


def estimated_rows(path: Path) -> int:
    """About how many rows the file has, found without reading them; 0 when it does not say."""
    with path.open("rb") as file:
        if file.read(2) == b"PK":
            return said_rows(path)
        file.seek(0)
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1_000_000), b""))


def read_rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """The rows by their columns' names, each with its number; the file is never in memory."""
    records = _records(path)
    first = next(records, None)
    if first is None:
        raise FileRefused("Filen är tom.")
    header = _header(first[1])
    nameless = [place for place, name in enumerate(header) if not name]
    for number, record in records:
        if not any(record):
            continue
        if not any(map(str.strip, record[len(header) :])):
            record = record[: len(header)]
        if len(record) != len(header):
            raise FileRefused(
                f"Rad {number} har {len(record)} fält, men rubrikraden har {len(header)}. "
                "Filen kan vara avbruten, eller ha ett citattecken eller kommatecken för mycket."
            )
        if max(map(len, record)) > MAX_FIELD:
            column = next(name for name, text in zip(header, record, strict=True) if len(text) > MAX_FIELD)
            raise FileRefused(f"Rad {number}: fältet {column} är längre än {MAX_FIELD} tecken.")
        if any(record[place].strip() for place in nameless):
            raise FileRefused(f"Rad {number} har något i en kolumn utan rubrik. Töm kolumnen, eller ge den en rubrik.")
        cells = dict(zip(header, record, strict=True))
        cells.pop("", None)
        yield number, cells


def _header(record: list[str]) -> list[str]:
    """The columns' names. Spreadsheets save columns that only were touched, without a name and empty: those at the end
    are left out, and one between others is named ""."""
    names = [name.strip() for name in record]
    while names and not names[-1]:
        names.pop()
    header = [name.lower() for name in names]
    missing = [name for name in COLUMNS if name not in header]
    unknown = [clean(name)[:60] for name in names if name and name.lower() not in COLUMNS]
    double = sorted({name for name in header if header.count(name) > 1 and name in COLUMNS})
    faults = [
        f"{what}: {', '.join(names[:20])}"
        for what, names in (("saknas", missing), ("okända", unknown), ("står två gånger", double))
        if names
    ]
    if faults:
        raise FileRefused(f"Kolumnerna stämmer inte ({'; '.join(faults)}). De ska vara: {', '.join(COLUMNS)}.")
    return header


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records, numbered as a spreadsheet numbers them: the header is 1. What the file holds decides how it is read,
    not what it is called."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefused(f"{path} är inte en fil.")
        with path.open("rb") as file:
            first = file.read(8)
        yield from (xlsx_records if first.startswith(b"PK") else csv_records)(path)
    except FileNotFoundError:
        raise FileRefused(f"Filen {path} finns inte.") from None
    except PermissionError:
        raise FileRefused(f"Filen {path} får inte läsas av den som kör importen.") from None
    except OSError as error:
        raise FileRefused(f"Filen {path} kunde inte läsas: {error.strerror}.") from error
