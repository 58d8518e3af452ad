"""The rows on their way: a temporary table, filled a row at a time, so that any file takes the same memory."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from language.analysis import fold
from regions.care_unit_import.cells import clean
from regions.care_unit_import.faults import Fault, RowRefused
from regions.care_unit_import.file import Cells
from regions.care_unit_import.rows import UnitRow, read_row
from regions.search_index import search_texts

# From the file: NULL means that the row does not say. Then what the matching finds, and what applying it changed.
_CREATE = """
    DROP TABLE IF EXISTS care_unit_row;
    CREATE TEMPORARY TABLE care_unit_row (
        row_number integer PRIMARY KEY, row_id text, name text, refused text, remarks text,
        name_key text, full_name text, bare boolean, placed boolean, slug text, kinds text,
        municipality_id text, region_id text, street text, postal_code text, city text, city_key text,
        easting integer, northing integer, phone text, website text, red_days text, spans text,
        source text, source_id text, uid uuid, hsa_id text, search_name text, search_place text,
        choice text, unit_id bigint, merged_into integer, why text, alike boolean NOT NULL DEFAULT false,
        fills_only boolean NOT NULL DEFAULT false, changes jsonb NOT NULL DEFAULT '[]', old_spans text, outcome text
    ) ON COMMIT DROP
"""
_COPY = """
    COPY care_unit_row (
        row_number, row_id, name, refused, remarks, name_key, full_name, bare, placed, slug, kinds,
        municipality_id, region_id, street, postal_code, city, city_key, easting, northing, phone, website,
        red_days, spans, source, source_id, uid, hsa_id, search_name, search_place
    ) FROM STDIN
"""
_EMPTY = (None,) * 24
ANOTHER_REGION = Fault("Raden gäller en annan region")


@dataclass
class Tally:
    """How many rows were read, and how many of them each kind of fault met, with the first row of each."""

    rows: int = 0
    refused: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    first_row: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, fault: Fault, counter: Counter[str]) -> None:
        counter[fault.kind] += 1
        self.first_row.setdefault(fault.kind, number)


def stage(rows: Iterator[tuple[int, Cells]], *, source: str, region: str = "") -> Tally:
    """Reads every row into the temporary table, refused ones too, and counts what was wrong. With `region`, rows about
    other regions are refused."""
    tally = Tally()
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        with cursor.copy(_COPY) as copy:
            for number, cells in rows:
                copy.write_row(_staged(number, cells, source, region, tally))
        cursor.execute("ANALYZE care_unit_row")
    return tally


def _staged(number: int, cells: Cells, source: str, region: str, tally: Tally) -> tuple[Any, ...]:
    tally.rows += 1
    row_id, name = clean(cells["row_id"])[:60], clean(cells["name"])[:200]
    try:
        row = read_row(cells, source=source)
        if region and row.municipality.region_code != region:
            raise RowRefused(ANOTHER_REGION.kind)
    except RowRefused as refusal:
        tally.refused += 1
        tally.add(number, refusal.fault, tally.refusals)
        return (number, row_id, name, str(refusal.fault), None, *_EMPTY)
    for remark in row.remarks:
        tally.add(number, remark, tally.remarks)
    return (number, row_id, row.name, None, "; ".join(map(str, row.remarks)), *_facts(row))


def _facts(row: UnitRow) -> tuple[Any, ...]:
    return (
        row.key.own,
        row.key.full,
        row.key.bare,
        row.key.placed,
        row.slug,
        ",".join(row.kinds),
        row.municipality.code,
        row.municipality.region_code,
        row.street,
        row.postal_code,
        row.city,
        fold(row.city)[:60] if row.city else None,
        row.easting,
        row.northing,
        row.phone,
        row.website,
        row.red_days,
        ";".join(sorted(row.spans)) if row.spans else None,
        row.source,
        row.source_id,
        row.uid,
        row.hsa_id,
        *search_texts(row.name, row.kinds, row.city or "", row.municipality.code)[:2],
    )
