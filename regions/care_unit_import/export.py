"""Care units as a table in the importer's own columns, so that export, edit, import is a way to change many at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from pathlib import Path
from typing import IO

from openpyxl import Workbook

from regions.care_unit_import.cells import clean, neutral
from regions.care_unit_import.contact import read_phone
from regions.care_unit_import.file import COLUMNS
from regions.care_unit_import.rows import OWN
from regions.care_unit_import.unit_kind import kinds_as_type
from regions.facts import municipalities_by_code
from regions.kinds import UnitKind
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet
from regions.sweref import to_wgs84
from regions.written_hours.week import DAY_MINUTES, WeekSpan
from regions.written_hours.writing import hours_as_text
from ui.text import phone

BATCH = 500


def unit_rows(units: CareUnitQuerySet) -> Iterator[dict[str, str]]:
    """Each unit's cells by their columns, read a batch at a time."""
    for unit in units.prefetch_related("spans").iterator(chunk_size=BATCH):
        yield unit_cells(unit)


def unit_cells(unit: CareUnit) -> dict[str, str]:
    """What the importer reads as this unit, unchanged. The unit is known by its id for ever."""
    municipality = municipalities_by_code()[unit.municipality_id]
    place = ("", "")
    if unit.easting is not None and unit.northing is not None:
        latitude, longitude = to_wgs84(unit.easting, unit.northing, decimals=7)
        place = f"{latitude:.7f}", f"{longitude:.7f}"
    spans = [WeekSpan(span.purpose, span.day, _minutes(span.opens), _minutes(span.closes)) for span in unit.spans.all()]
    return {
        "row_id": unit.slug[:60],
        "name": unit.name,
        "type": kinds_as_type(tuple(UnitKind(kind) for kind in unit.kinds), unit.name),
        "street": unit.street,
        "postcode": unit.postal_code,
        "city": unit.city,
        "municipality": municipality.name,
        "municipality_code": municipality.code,
        "region_code": municipality.region_code,
        "lat": place[0],
        "lon": place[1],
        "phone": _phone(unit.phone),
        "url": unit.website,
        "opening_hours": hours_as_text([_to_midnight(span) for span in spans], unit.red_days),
        "source": unit.source,
        "source_id": f"{OWN}{unit.uid}",
        "source_date": unit.confirmed_on.isoformat() if unit.confirmed_on else "",
    }


def csv_rows(rows: Iterable[dict[str, str]]) -> Iterator[list[str]]:
    """The table with its header; no cell of it is taken for a formula."""
    yield list(COLUMNS)
    for row in rows:
        yield [neutral(clean(row[column])) for column in COLUMNS]


def write_xlsx(rows: Iterable[Sequence[object]], file: IO[bytes] | Path) -> None:
    """The same table as a sheet of text cells, written a row at a time."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Mottagningar")
    for row in rows:
        sheet.append(row)
    book.save(file)


def _phone(number: str) -> str:
    """As people write it where that reads as the same number, else as it is kept."""
    written = phone(number) if number else ""
    return written if read_phone(written) == number else number


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _to_midnight(span: WeekSpan) -> WeekSpan:
    return span._replace(closes=DAY_MINUTES) if span.closes == 0 else span
