"""Which unit each staged row is about: by the source's id, by HSA id, else by likeness (`likeness`)."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db import connection

from regions.care_unit_import.likeness import DISTANCE, Candidate, Group
from regions.care_unit_import.names import name_key
from regions.care_unit_import.staging import ANOTHER_REGION
from regions.facts import municipalities_by_code

BATCH = 1_000

_SAME_ID_IN_FILE = """
    UPDATE care_unit_row AS row SET merged_into = same.first, why = 'samma id i källan som rad ' || same.first
    FROM (
        SELECT row_number, min(row_number) OVER (PARTITION BY source_id, uid) AS first
        FROM care_unit_row WHERE refused IS NULL
    ) AS same
    WHERE same.row_number = row.row_number AND same.first < row.row_number
"""
_BY_SOURCE_ID = """
    UPDATE care_unit_row AS row SET unit_id = unit.id
    FROM regions_careunit AS unit
    WHERE unit.source_id = row.source_id AND row.refused IS NULL AND row.merged_into IS NULL
"""
_BY_UID = """
    UPDATE care_unit_row AS row SET unit_id = unit.id
    FROM regions_careunit AS unit
    WHERE unit.uid = row.uid AND row.refused IS NULL AND row.merged_into IS NULL
"""
_REFUSE_UNKNOWN = """
    UPDATE care_unit_row SET refused = 'mottagningen finns inte längre i katalogen'
    WHERE uid IS NOT NULL AND unit_id IS NULL AND refused IS NULL AND merged_into IS NULL
"""
# A unit that another source owns only gets its empty facts filled; one that no source owns becomes this source's.
_BY_HSA_ID = """
    UPDATE care_unit_row AS row
    SET unit_id = unit.id, fills_only = unit.source_id IS NOT NULL,
        why = CASE WHEN unit.source_id IS NOT NULL THEN 'samma HSA-id som ”' || unit.name || '” från en annan källa' END
    FROM regions_careunit AS unit
    WHERE unit.hsa_id = row.hsa_id AND row.refused IS NULL AND row.merged_into IS NULL AND row.unit_id IS NULL
"""
_REFUSE_OTHERS = f"""
    UPDATE care_unit_row AS row
    SET refused = '{ANOTHER_REGION}', unit_id = NULL, why = NULL, alike = false, fills_only = false
    FROM regions_careunit AS unit WHERE unit.id = row.unit_id AND unit.region_id <> %s
"""  # noqa: S608 – a constant
_REFUSE_WITH_THE_FIRST = """
    UPDATE care_unit_row AS row SET refused = first.refused, merged_into = NULL, why = NULL, alike = false
    FROM care_unit_row AS first WHERE first.row_number = row.merged_into AND first.refused IS NOT NULL
"""
# An id that another unit has got meanwhile is left with it.
_LEAVE_TAKEN_IDS = """
    UPDATE care_unit_row AS row SET hsa_id = NULL
    FROM regions_careunit AS unit WHERE unit.hsa_id = row.hsa_id AND unit.id IS DISTINCT FROM row.unit_id
"""
_ONE_ROW_A_UNIT = """
    UPDATE care_unit_row AS row
    SET unit_id = NULL, fills_only = false, merged_into = same.first, why = 'samma mottagning som rad ' || same.first
    FROM (
        SELECT row_number, first_value(row_number) OVER (PARTITION BY unit_id ORDER BY fills_only, row_number) AS first
        FROM care_unit_row WHERE unit_id IS NOT NULL
    ) AS same
    WHERE same.row_number = row.row_number AND same.first <> row.row_number
"""
_CREATE = """
    DROP TABLE IF EXISTS care_unit_candidate, care_unit_duplicate;
    CREATE TEMPORARY TABLE care_unit_candidate (
        name_key text, turn smallint, row_number integer, unit_id bigint, has_source boolean, name text,
        full_name text, bare boolean, placed boolean, kinds text, municipality_id text, street text,
        easting integer, northing integer, hsa_id text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE care_unit_duplicate (
        row_number integer, merged_into integer, unit_id bigint, fills_only boolean, why text
    ) ON COMMIT DROP
"""
# Rows that have a unit come first and units without a row next, so that the order of a file decides nothing. A row that
# someone has said is new resembles nothing.
_ROWS_AS_CANDIDATES = """
    INSERT INTO care_unit_candidate
    SELECT name_key, CASE WHEN unit_id IS NULL THEN 2 ELSE 0 END, row_number, unit_id, true, name, full_name, bare,
        placed, kinds, municipality_id, coalesce(street, ''), easting, northing, hsa_id
    FROM care_unit_row WHERE refused IS NULL AND merged_into IS NULL AND choice IS NULL
"""
# Invented example units are no one's duplicate, but in an import of one region: there someone is asked. A region at a
# time is near enough, and spares the rest of the country.
# To an import of one region, units of others next to its rows count too, so that nobody's unit is made once more.
_UNITS = f"""
    SELECT id, source_id IS NOT NULL, name, kinds, municipality_id, city, street, easting, northing, hsa_id
    FROM regions_careunit AS unit
    WHERE (NOT is_example OR %s <> '')
        AND (
            region_id IN (
                SELECT region_id FROM care_unit_row WHERE refused IS NULL AND merged_into IS NULL AND unit_id IS NULL
            )
            OR region_id <> nullif(%s, '') AND EXISTS (
                SELECT FROM care_unit_row AS row
                WHERE row.unit_id IS NULL AND row.refused IS NULL AND row.merged_into IS NULL
                    AND row.easting BETWEEN unit.easting - {DISTANCE} AND unit.easting + {DISTANCE}
                    AND row.northing BETWEEN unit.northing - {DISTANCE} AND unit.northing + {DISTANCE}
            )
        )
        AND NOT EXISTS (SELECT FROM care_unit_row AS row WHERE row.unit_id = unit.id)
"""  # noqa: S608 – a constant
_CANDIDATES = """
    SELECT name_key, turn, row_number, unit_id, has_source, name, full_name, bare, placed, kinds, municipality_id,
        street, easting, northing, hsa_id
    FROM care_unit_candidate
    WHERE name_key IN (
        SELECT name_key FROM care_unit_candidate GROUP BY name_key HAVING count(*) > 1 AND bool_or(turn = 2)
    )
    ORDER BY name_key, turn, row_number, unit_id
"""
_APPLY = """
    UPDATE care_unit_row AS row
    SET merged_into = found.merged_into, unit_id = found.unit_id, fills_only = found.fills_only, why = found.why,
        alike = true
    FROM care_unit_duplicate AS found WHERE found.row_number = row.row_number
"""
Duplicate = tuple[int, int | None, int | None, bool, str]


def match_rows(region: str = "") -> None:
    """Sets `unit_id`, or `merged_into` and `why`, of every staged row that is not a new unit. With `region`, rows about
    another region's units are refused."""
    _execute(_SAME_ID_IN_FILE, _BY_SOURCE_ID, _BY_UID, _BY_HSA_ID, _REFUSE_UNKNOWN)
    _refuse_others(region)
    _execute(_ONE_ROW_A_UNIT, _CREATE, _ROWS_AS_CANDIDATES, "CREATE INDEX ON care_unit_row (easting)")
    _add_units(region)
    _execute("ANALYZE care_unit_candidate")
    _write(_duplicates())
    _execute(_APPLY)
    _refuse_others(region)
    _execute(_LEAVE_TAKEN_IDS, "ANALYZE care_unit_row (unit_id, merged_into)")


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _refuse_others(region: str) -> None:
    if region:
        with connection.cursor() as cursor:
            cursor.execute(_REFUSE_OTHERS, [region])
    _execute(_REFUSE_WITH_THE_FIRST)


def _add_units(region: str) -> None:
    """The database's units that no row is about yet, beside the rows."""
    for batch in _batches(_UNITS, region, region):
        with connection.cursor() as cursor, cursor.copy("COPY care_unit_candidate FROM STDIN") as copy:
            for pk, has_source, name, kinds, municipality_id, city, street, easting, northing, hsa_id in batch:
                key = name_key(name, municipalities_by_code()[municipality_id], city)
                facts = (key.own, 1, None, pk, has_source, name, key.full, key.bare, key.placed, ",".join(kinds))
                copy.write_row((*facts, municipality_id, street, easting, northing, hsa_id))


def _duplicates() -> Iterator[Duplicate]:
    rows = (row for batch in _batches(_CANDIDATES) for row in batch)
    for _, candidates in groupby(rows, key=lambda row: row[0]):
        group = Group()
        for _, turn, number, unit_id, has_source, name, full, bare, placed, kinds, *rest in candidates:
            one = Candidate(number, unit_id, has_source, name, full, bare, placed, frozenset(kinds.split(",")), *rest)
            found = group.find(one) if turn == 2 else None
            if found is None:
                group.add(one)
                continue
            yield _duplicate(one, *found)
            group.merge(found[0], one)


def _duplicate(row: Candidate, kept: Candidate, why: str) -> Duplicate:
    assert row.row_number is not None
    if kept.row_number is not None:
        return row.row_number, kept.row_number, None, False, why
    kept.row_number = row.row_number  # the unit's row from here on; later duplicates are merged into it
    return row.row_number, None, kept.unit_id, kept.has_source, why


def _write(duplicates: Iterator[Duplicate]) -> None:
    """The answers are written in batches between the reads: one connection cannot copy in while it reads out."""
    batch: list[Duplicate] = []
    for duplicate in duplicates:
        batch.append(duplicate)
        if len(batch) >= BATCH:
            _copy(batch)
            batch.clear()
    _copy(batch)


def _copy(batch: list[Duplicate]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY care_unit_duplicate FROM STDIN") as copy:
        for duplicate in batch:
            copy.write_row(duplicate)


def _batches(query: str, *parameters: str) -> Iterator[list[tuple[Any, ...]]]:
    """The query's rows from a cursor on the server, a batch at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        while batch := cursor.fetchmany(BATCH):
            yield batch
