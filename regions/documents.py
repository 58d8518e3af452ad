"""All that is said of a care unit as one document: how it is read, put back, compared and merged.

The database makes the document (`regions_unit_documents`, migration 0005) and keeps one after each change as a
`UnitVersion`. Whoever changes units says who and how with `changing`; what comes by another road is kept just the same.
"""

import json
import uuid
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection

from accounts.models import User
from language.analysis import fold
from regions.models import CareUnit, Via
from regions.search_index import SEARCHED, index_units

Document = dict[str, Any]

LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "spans": ("regions_openingspan", ("purpose", "day", "opens", "closes")),
    "exceptions": ("regions_openingexception", ("purpose", "first_day", "last_day", "opens", "closes", "note")),
    "notices": ("regions_unitnotice", ("title", "text", "starts_at", "ends_at")),
}
_ORDER = {
    "spans": ("purpose", "day", "opens"),
    "exceptions": ("first_day", "last_day", "purpose", "opens"),
    "notices": ("starts_at", "title"),
}
_COLUMNS = ", ".join(
    str(field.column) for field in CareUnit._meta.concrete_fields if field.column not in ("id", "uid", "search")
)


@contextmanager
def changing(*, by: User | None, via: Via, note: str = "", name: str = "") -> Iterator[str]:
    """Within it, what is changed in units is one change by this person (or someone we only know by `name`).

    Gives the change's id. It must stand inside a transaction.
    """
    change = uuid.uuid4().hex
    said = {
        "change": change,
        "by_id": str(by.pk) if by else "",
        "by_name": by.name if by else name,
        "via": via.value,
        "note": note[:200],
    }
    _say(json.dumps(said))
    yield change
    _say("")


def _say(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('vardguiden.change', %s, true)", [text])


def documents(ids: list[int]) -> dict[int, Document]:
    """What is said now of each unit, by its id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, document FROM regions_unit_documents(%s)", [ids])
        return {pk: json.loads(document) for pk, document in cursor.fetchall()}


def put(wanted: Mapping[int, Document], current: Mapping[int, Document]) -> None:
    """Makes each unit what its document says; what is the same already is not touched. Both sides are `as_stored`."""
    ids = [pk for pk in wanted if wanted[pk] != current[pk]]
    if not ids:
        return
    texts = [json.dumps(wanted[pk]) for pk in ids]
    found_by = [any(wanted[pk][name] != current[pk][name] for name in SEARCHED) for pk in ids]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE regions_careunit AS unit SET search = CASE WHEN NOT wanted.found_by THEN unit.search END, "  # noqa: S608
            f"({_COLUMNS}) = "
            f"(SELECT {_COLUMNS} FROM jsonb_populate_record(unit, wanted.document)) "
            "FROM unnest(%s::bigint[], %s::jsonb[], %s::boolean[]) AS wanted (id, document, found_by) "
            "WHERE unit.id = wanted.id",
            [ids, texts, found_by],
        )
        for name, (table, columns) in LISTS.items():
            changed = [pk for pk in ids if wanted[pk][name] != current[pk][name]]
            if changed:
                names = ", ".join(columns)
                cursor.execute(f"DELETE FROM {table} WHERE unit_id = ANY (%s)", [changed])  # noqa: S608
                cursor.execute(
                    f"INSERT INTO {table} (unit_id, {names}) SELECT wanted.id, {names} "  # noqa: S608
                    "FROM unnest(%s::bigint[], %s::jsonb[]) AS wanted (id, rows) "
                    f"CROSS JOIN jsonb_populate_recordset(NULL::{table}, wanted.rows)",
                    [changed, [json.dumps(wanted[pk][name]) for pk in changed]],
                )
    if any(found_by):
        index_units(CareUnit.objects.filter(pk__in=[pk for pk, changed in zip(ids, found_by, strict=True) if changed]))


def as_stored(document: Document) -> Document:
    """The document as the database would give it back: lists in its order, and the town's search key. Two that say the
    same are equal."""
    lists = {
        name: sorted(
            document[name], key=lambda row: [(row[key] is None, "" if row[key] is None else row[key]) for key in keys]
        )
        for name, keys in _ORDER.items()
    }
    return document | lists | {"city_key": fold(document["city"])}


def changed_fields(before: Document, after: Document) -> list[str]:
    """The names of what differs."""
    return [name for name in after if before.get(name) != after[name]]


_MERGED_BY = {
    "spans": ("purpose", "day"),
    "exceptions": ("purpose", "first_day", "last_day"),
    "notices": ("starts_at", "title"),
}
_KEYS_ARE_EDITED = ("exceptions", "notices")  # whoever changes the days or the title makes another row of it
Key = tuple[Any, ...]
ByKey = dict[Key, Any]


def merge(
    base: Document, mine: Document, theirs: Document, yielding: Container[str] = ()
) -> tuple[Document, list[str]]:
    """Mine and theirs, both made from `base`, as one; and the names of what both changed, each in another way.

    Hours, dated changes and notices are merged day by day and row by row. Where both changed the same, the merged
    document has mine – and theirs where the fact is `yielding`, which then is not named. A row that
    is taken away for another is a row that is changed.
    """
    merged, both = dict(theirs), []
    for name in changed_fields(base, mine):
        if name == "city_key":
            continue  # follows the town
        old, my, their = (_by_key(name, document[name]) for document in (base, mine, theirs))
        rivals = _rivals(old, my, their) if name in _KEYS_ARE_EDITED else set()
        values = {}
        for key in old.keys() | my.keys() | their.keys():
            o, m, t = old.get(key), my.get(key), their.get(key)
            clash = key in rivals or (m != o and t not in (o, m))
            if clash and name not in yielding and name not in both:
                both.append(name)
            values[key] = t if (name in yielding if clash else m == o) else m
        merged[name] = [row for rows in values.values() for row in rows or ()] if name in LISTS else values[()]
    return as_stored(merged), both


def _rivals(old: ByKey, my: ByKey, their: ByKey) -> set[Key]:
    """The rows that stand in for one that both have changed: what a side has added, when it has taken that row away and
    the other has changed it too, or has also taken it away and added others."""
    mine = {key for key in my.keys() - old.keys() if their.get(key) != my[key]}
    theirs = {key for key in their.keys() - old.keys() if my.get(key) != their[key]}
    found: set[Key] = set()
    for key, rows in old.items():
        m, t = my.get(key), their.get(key)
        if rows in (m, t):
            continue
        if m is None and (t is not None or theirs):
            found |= mine
        if t is None and (m is not None or mine):
            found |= theirs
    return found


def _by_key(name: str, value: Any) -> ByKey:
    """The rows of a list by what tells them apart; what is no list is one value."""
    if name not in LISTS:
        return {(): value}
    rows: dict[Key, list[Any]] = {}
    for row in value:
        rows.setdefault(tuple(row[key] for key in _MERGED_BY[name]), []).append(row)
    return rows
