"""The staged rows become units: duplicates fill their first row, known units get what differs, new ones are made."""

# ruff: noqa: S608 – every part of these statements is a constant of this module; data comes from the table.

from dataclasses import dataclass

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from regions.kinds import UnitKind
from regions.models import CareUnit, RedDays
from regions.search_index import VECTOR, index_units
from ui.text import source_text


@dataclass(frozen=True, slots=True)
class Fact:
    """A column of a unit that the file may say something about. Without a label it follows another fact.

    `empty` is the unit's value that means that nothing is known; `kept`: what is known is never written over.
    """

    column: str
    label: str = ""
    staged: str = ""
    empty: str = "''"
    shown: str = "{}"
    kept: bool = False

    @property
    def from_row(self) -> str:
        return self.staged or f"row.{self.column}"

    @property
    def wanted(self) -> str:
        """What the unit should hold: the row's value where it has one, and the unit's own where it has not."""
        known = f"unit.{self.column} IS DISTINCT FROM {self.empty}"
        keep = known if self.kept else f"row.fills_only AND {known}"
        return f"CASE WHEN {self.from_row} IS NULL OR ({keep}) THEN unit.{self.column} ELSE {self.from_row} END"

    @property
    def change(self) -> str:
        """["namn", "gammalt", "nytt"] when it changes, else NULL."""
        own = f"unit.{self.column}"
        old, new = (f"coalesce(nullif({self.shown.format(value)}, ''), '–')" for value in (own, self.wanted))
        return (
            f"CASE WHEN {own} IS DISTINCT FROM {self.wanted} "
            f"THEN jsonb_build_array({_literal(self.label)}::text, {old}, {new}) END"
        )


def _literal(text: str) -> str:
    return sql.Literal(text).as_string()


def _labels(choices: dict[str, str]) -> str:
    return "CASE label " + " ".join(f"WHEN {_literal(k)} THEN {_literal(v)}" for k, v in choices.items()) + " END"


_KINDS = {kind.value: source_text(kind.label) for kind in UnitKind}
_RED_DAYS = {value.value: source_text(value.label) for value in RedDays}
FACTS = (
    Fact("name", "namn"),
    Fact(
        "kinds",
        "typ av vård",
        staged="string_to_array(row.kinds, ',')::varchar(20)[]",
        empty="'{}'",
        shown=f"(SELECT string_agg({_labels(_KINDS)}, ', ') FROM unnest({{}}) AS label)",
    ),
    Fact("municipality_id", "kommun", shown="(SELECT name FROM regions_municipality WHERE code = {})"),
    Fact("region_id"),
    Fact("street", "gatuadress"),
    Fact("postal_code", "postnummer"),
    Fact("city", "ort"),
    Fact("city_key"),
    Fact("northing", "nordlig koordinat", empty="NULL", shown="({})::text"),
    Fact("easting", "östlig koordinat", empty="NULL", shown="({})::text"),
    Fact("phone", "telefon"),
    Fact("website", "webbplats"),
    Fact(
        "red_days",
        "röda dagar",
        empty="'unknown'",
        shown=f"(SELECT {_labels(_RED_DAYS)} FROM (SELECT {{}}) AS t(label))",
    ),
    Fact("source", "källa"),
    Fact("source_id", "källans id", empty="NULL", kept=True),
    Fact("hsa_id", "HSA-id", empty="NULL", kept=True),
)

# ---- duplicates in the file: the first row's empty facts are filled, in the file's order ----
_FILLED = ("street", "postal_code", "city", "city_key", "easting", "northing", "phone", "website", "hsa_id")
_FIRST_OF = "(array_agg({0} ORDER BY row_number) FILTER (WHERE {1} IS NOT NULL))[1] AS {0}"
_FILL_FIRST_ROWS = f"""
    UPDATE care_unit_row AS row
    SET {", ".join(f"{column} = coalesce(row.{column}, other.{column})" for column in _FILLED)},
        red_days = CASE WHEN row.spans IS NULL THEN other.red_days ELSE row.red_days END,
        spans = coalesce(row.spans, other.spans),
        kinds = (
            SELECT string_agg(kind, ',' ORDER BY first) FROM (
                SELECT kind, min(place) AS first
                FROM unnest(string_to_array(row.kinds || ',' || other.kinds, ',')) WITH ORDINALITY AS k(kind, place)
                GROUP BY kind
            ) AS each
        ),
        search_name = NULL
    FROM (
        SELECT merged_into, string_agg(kinds, ',' ORDER BY row_number) AS kinds,
            {_FIRST_OF.format("spans", "spans")}, {_FIRST_OF.format("red_days", "spans")},
            {", ".join(_FIRST_OF.format(column, column) for column in _FILLED)}
        FROM care_unit_row WHERE merged_into IS NOT NULL GROUP BY merged_into
    ) AS other
    WHERE other.merged_into = row.row_number
"""

# ---- known units: what differs ----
# Hours are replaced for the purposes that the row speaks of; red days' own hours only when it speaks of them.
_SPOKEN_OF = """
    span.unit_id = row.unit_id
        AND span.purpose IN (SELECT split_part(text, ' ', 1) FROM unnest(string_to_array(row.spans, ';')) AS text)
        AND (span.day < 7 OR position(' 7 ' IN row.spans) > 0)
"""
_FIND_OLD_SPANS = f"""
    UPDATE care_unit_row AS row SET old_spans = coalesce(known.spans, '')
    FROM (
        SELECT row.row_number, (
            SELECT string_agg(text, ';' ORDER BY text COLLATE "C") FROM (
                SELECT concat_ws(' ', span.purpose, span.day, span.opens, span.closes) AS text
                FROM regions_openingspan AS span WHERE {_SPOKEN_OF}
            ) AS texts
        ) AS spans
        FROM care_unit_row AS row WHERE row.unit_id IS NOT NULL AND row.spans IS NOT NULL
    ) AS known
    WHERE known.row_number = row.row_number AND row.spans IS DISTINCT FROM known.spans
        AND NOT (row.fills_only AND known.spans IS NOT NULL)
"""
_KEEP_RED_DAYS_WITH_HOURS = """
    UPDATE care_unit_row AS row SET red_days = NULL
    WHERE fills_only AND old_spans IS NULL AND red_days IS NOT NULL
"""
_FIND_CHANGES = f"""
    UPDATE care_unit_row AS row
    SET changes = to_jsonb(array_remove(ARRAY[{", ".join(fact.change for fact in FACTS if fact.label)}], NULL))
    FROM regions_careunit AS unit WHERE unit.id = row.unit_id
"""
_SET_OUTCOMES = """
    UPDATE care_unit_row SET outcome = CASE
        WHEN choice = 'skip' THEN 'skipped'
        WHEN refused IS NOT NULL THEN 'refused'
        WHEN merged_into IS NOT NULL OR (unit_id IS NOT NULL AND why IS NOT NULL) THEN 'merged'
        WHEN unit_id IS NULL THEN 'new'
        WHEN changes <> '[]' OR old_spans IS NOT NULL THEN 'changed'
        ELSE 'unchanged' END
"""
_UPDATE_UNITS = f"""
    UPDATE regions_careunit AS unit
    SET {", ".join(f"{fact.column} = {fact.wanted}" for fact in FACTS)}, search = NULL
    FROM care_unit_row AS row WHERE row.unit_id = unit.id AND row.changes <> '[]'
"""
_DELETE_OLD_SPANS = f"""
    DELETE FROM regions_openingspan AS span USING care_unit_row AS row
    WHERE row.old_spans <> '' AND {_SPOKEN_OF}
"""

# ---- new units ----
_NUMBER_UNITS = """
    UPDATE care_unit_row AS row SET unit_id = new.id
    FROM (
        SELECT row_number, nextval(pg_get_serial_sequence('regions_careunit', 'id')) AS id
        FROM (SELECT row_number FROM care_unit_row WHERE outcome = 'new' ORDER BY row_number) AS ordered
    ) AS new
    WHERE new.row_number = row.row_number
"""
# The second "kronans-apotek-umea" becomes "kronans-apotek-umea-2"; a staged slug never ends in a number of its own.
_NUMBER_SLUGS = """
    WITH new AS (
        SELECT row_number, slug, row_number() OVER (PARTITION BY slug ORDER BY row_number) AS n
        FROM care_unit_row WHERE outcome = 'new'
    ), taken AS (
        SELECT slug, max(n) AS n FROM (
            SELECT slug, 1 AS n FROM regions_unitaddress
            UNION ALL
            SELECT regexp_replace(slug, '-[0-9]{1,9}$', ''), substring(slug FROM '-([0-9]{1,9})$')::integer
            FROM regions_unitaddress WHERE slug ~ '-[0-9]{1,9}$'
        ) AS every WHERE slug IN (SELECT slug FROM new) GROUP BY slug
    )
    UPDATE care_unit_row AS row
    SET slug = numbered.slug || CASE WHEN numbered.n > 1 THEN '-' || numbered.n ELSE '' END
    FROM (SELECT row_number, slug, coalesce(taken.n, 0) + new.n AS n FROM new LEFT JOIN taken USING (slug)) AS numbered
    WHERE numbered.row_number = row.row_number
"""
_INSERT_SPANS = """
    INSERT INTO regions_openingspan (unit_id, purpose, day, opens, closes)
    SELECT row.unit_id, split_part(span, ' ', 1), split_part(span, ' ', 2)::smallint,
        split_part(span, ' ', 3)::time, split_part(span, ' ', 4)::time
    FROM care_unit_row AS row CROSS JOIN unnest(string_to_array(row.spans, ';')) AS span
    WHERE row.outcome = 'new' OR row.old_spans IS NOT NULL
"""


def find_outcomes() -> None:
    """Sets what each matched row would change, and its outcome. No unit is touched."""
    with connection.cursor() as cursor:
        for statement in (
            _FILL_FIRST_ROWS,
            _FIND_OLD_SPANS,
            _KEEP_RED_DAYS_WITH_HOURS,
            _FIND_CHANGES,
            _SET_OUTCOMES,
            "ANALYZE care_unit_row (outcome, unit_id)",  # else the planner believes that no row is new
        ):
            cursor.execute(statement)


def apply_rows() -> None:
    """Carries the rows with outcomes into the units and their hours."""
    with connection.cursor() as cursor:
        for statement in (_UPDATE_UNITS, _DELETE_OLD_SPANS, _NUMBER_UNITS, _NUMBER_SLUGS):
            cursor.execute(statement)
        _insert_units(cursor)
        cursor.execute(_INSERT_SPANS)
    index_units(CareUnit.objects.filter(search=None))


def _insert_units(cursor: CursorWrapper) -> None:
    """New units, with the model's own defaults in the columns that the file knows nothing of."""
    # A row that others were merged into waits for `index_units`, since its kinds may have grown.
    vector = VECTOR.format(name="row.search_name", kinds_and_town="row.search_place", services="''")
    staged = {fact.column: f"coalesce({fact.from_row}, {fact.empty})" for fact in FACTS}
    staged |= {"id": "row.unit_id", "slug": "row.slug", "search": vector}
    defaults = {
        str(field.column): field.get_db_prep_save(field.get_default(), connection)
        for field in CareUnit._meta.concrete_fields
        if field.column not in staged and not field.has_db_default()
    }
    columns, values = zip(*(staged | dict.fromkeys(defaults, "%s")).items(), strict=True)
    cursor.execute(
        f"INSERT INTO regions_careunit ({', '.join(columns)}) SELECT {', '.join(values)} "
        "FROM care_unit_row AS row WHERE row.outcome = 'new' ORDER BY row.row_number",
        list(defaults.values()),
    )
