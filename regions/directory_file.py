"""The whole catalogue as a file: one line a region, municipality, unit and thing that holds in a region, from which an
empty site becomes the same.

Relations between units are written by lasting id, since a row's own id is another on another site. History is not in
the file, nor who planned what: it names no one who works here.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, TextIO

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.documents import LISTS, Document, changing, documents
from regions.models import (
    CareGuarantee,
    CareUnit,
    Municipality,
    PlannedMove,
    Region,
    RegionContact,
    RegionFee,
    RegionNotice,
    UnitAddress,
    Via,
)
from regions.models.move import PLACE
from regions.search_index import index_units

FORMAT = 1
_HEADING = "vardguiden_directory"
_KEYS = {
    "region": "code",
    "municipality": "code",
    "unit": "uid",
    "contact": "label",
    "fee": "label",
    "notice": "title",
    "guarantee": "step",
}
BATCH = 500
RELATIONS = ("part_of", "successor")
_AREAS: dict[str, type[Model]] = {"region": Region, "municipality": Municipality}
# What each region says holds there, and the limits of the care guarantee.
_LOCAL: dict[str, type[Model]] = {
    "contact": RegionContact,
    "fee": RegionFee,
    "notice": RegionNotice,
    "guarantee": CareGuarantee,
}
_UNIT_COLUMNS = ", ".join(
    str(field.column) for field in CareUnit._meta.concrete_fields if field.column not in ("id", "search")
)


def export_directory(file: TextIO) -> int:
    """Writes the catalogue, some hundreds of units at a time, and gives how many they were."""
    _write(file, {_HEADING: FORMAT})
    for name, model in _AREAS.items():
        for area in model._default_manager.order_by("pk"):
            _write(file, {name: _values(area)})
    for name, model in _LOCAL.items():
        for row in model._default_manager.order_by("pk"):
            _write(file, {name: _values(row)})
    count, last = 0, 0
    while ids := list(CareUnit.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        for document in _by_lasting_id(ids):
            _write(file, {"unit": document})
        count, last = count + len(ids), ids[-1]
    return count


def _values(row: Model) -> dict[str, Any]:
    """What a row says, under the names of its columns."""
    return {
        field.attname: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if not (field.primary_key and field.name == "id")
    }


def _write(file: TextIO, line: dict[str, Any]) -> None:
    file.write(json.dumps(line, default=_text, ensure_ascii=False) + "\n")


def _text(value: Any) -> str:
    """Days and moments whole: Django's own way cuts a moment to milliseconds."""
    return str(value.isoformat()) if isinstance(value, date) else str(value)


def _by_lasting_id(ids: list[int]) -> Iterator[Document]:
    """What is said of each unit, with the addresses it has had and the move that it plans."""
    found = documents(ids)
    pointed = {found[pk][f"{name}_id"] for pk in ids for name in RELATIONS} - {None}
    uids = dict(CareUnit.objects.filter(pk__in=pointed).values_list("pk", "uid"))
    addresses: dict[int, list[str]] = {}
    for slug, pk in UnitAddress.objects.filter(unit__in=ids).order_by("slug").values_list("slug", "unit_id"):
        addresses.setdefault(pk, []).append(slug)
    moves = PlannedMove.objects.filter(unit__in=ids, made_at__isnull=True)
    planned = {move.unit_id: {name: getattr(move, name) for name in ("on", *PLACE)} for move in moves}
    for pk in ids:
        document = found[pk]
        relations = {name: uids.get(document.pop(f"{name}_id")) for name in RELATIONS}
        yield document | relations | {"addresses": addresses.get(pk, []), "move": planned.get(pk)}


@transaction.atomic
def import_directory(*, by: User | None, file: TextIO) -> int:
    """Makes an empty catalogue what the file says, and gives how many units there were. All of it or nothing.

    Raises:
        Refused: the catalogue is not empty, or the file is not one of these.
    """
    if any(model._default_manager.exists() for model in (CareUnit, RegionContact, RegionFee, RegionNotice)):
        raise Refused(_("Katalogen är inte tom. Läs in filen i en tom webbplats."))
    lines = _lines(file)
    if next(lines, None) != {_HEADING: FORMAT}:
        raise Refused(_("Filen är inte en katalog som export_directory har skrivit."))
    CareGuarantee.objects.all().delete()  # the law's own limits, which a new site has from the start
    count = 0
    with changing(by=by, via=Via.IMPORT, name="import_directory"), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE pointers (uid uuid, part_of uuid, successor uuid) ON COMMIT DROP")
        units = (line["unit"] for line in lines if not _is_put(line))
        while batch := list(islice(units, BATCH)):
            _put_units(cursor, batch)
            count += len(batch)
        _point(cursor)
        cursor.execute("DROP TABLE pointers")
    index_units(CareUnit.objects.all())
    record("directory.import", by=by, count=count)
    return count


def _lines(file: TextIO) -> Iterator[dict[str, Any]]:
    for number, text in enumerate(file, 1):
        try:
            line = json.loads(text)
        except ValueError:
            line = None
        if not _is_known(line):
            raise Refused(
                _("Rad %(number)d är inget som hör till katalogen. Ingenting är inläst.") % {"number": number}
            )
        yield line


def _is_known(line: Any) -> bool:
    """Whether the line is `{"what it is": {…}}` with its id, or the heading."""
    if not isinstance(line, dict) or len(line) != 1:
        return False
    ((name, content),) = line.items()
    return name == _HEADING or (name in _KEYS and isinstance(content, dict) and _KEYS[name] in content)


def _is_put(line: dict[str, Any]) -> bool:
    """Whether the line is something else than a unit, which is put in its place at once."""
    ((name, values),) = line.items()
    if name in _AREAS:
        known = {field.attname: values[field.attname] for field in _fields(_AREAS[name]) if field.attname in values}
        _AREAS[name]._default_manager.update_or_create(pk=known.pop("code"), defaults=known)
    elif name in _LOCAL:
        known = {field.attname: values[field.attname] for field in _fields(_LOCAL[name]) if field.attname in values}
        _LOCAL[name]._default_manager.create(**known)
    return name != "unit"


def _fields(model: type[Model]) -> Iterable[Any]:
    return model._meta.concrete_fields


def _put_units(cursor: Any, units: Iterable[Document]) -> None:
    """New units with their hours, dated changes and notices. Whom they point at waits until all are there."""
    whole = json.dumps([unit | dict.fromkeys((f"{name}_id" for name in RELATIONS), None) for unit in units])
    cursor.execute(
        f"INSERT INTO regions_careunit ({_UNIT_COLUMNS}) SELECT {_UNIT_COLUMNS} "  # noqa: S608 – constants only
        "FROM jsonb_populate_recordset(NULL::regions_careunit, %s::jsonb)",
        [whole],
    )
    for name, (table, columns) in LISTS.items():
        names = ", ".join(columns)
        cursor.execute(
            f"INSERT INTO {table} (unit_id, {names}) SELECT unit.id, {', '.join(f'part.{each}' for each in columns)} "  # noqa: S608
            "FROM jsonb_array_elements(%s::jsonb) AS said JOIN regions_careunit AS unit "
            "ON unit.uid = (said ->> 'uid')::uuid "
            f"CROSS JOIN jsonb_populate_recordset(NULL::{table}, said -> '{name}') AS part",
            [whole],
        )
    cursor.execute(
        "INSERT INTO pointers SELECT (said ->> 'uid')::uuid, (said ->> 'part_of')::uuid, (said ->> 'successor')::uuid "
        "FROM jsonb_array_elements(%s::jsonb) AS said "
        "WHERE said ->> 'part_of' IS NOT NULL OR said ->> 'successor' IS NOT NULL",
        [whole],
    )

    _keep_addresses_and_moves(cursor, whole)


def _keep_addresses_and_moves(cursor: Any, whole: str) -> None:
    cursor.execute(
        "INSERT INTO regions_unitaddress (slug, unit_id) SELECT had.address, unit.id "
        "FROM jsonb_array_elements(%s::jsonb) AS said "
        "JOIN regions_careunit AS unit ON unit.uid = (said ->> 'uid')::uuid "
        "CROSS JOIN jsonb_array_elements_text(coalesce(said -> 'addresses', '[]')) AS had (address) "
        "ON CONFLICT DO NOTHING",
        [whole],
    )
    names, moved = (", ".join(f'{each}"{name}"' for name in ("on", *PLACE)) for each in ("", "move."))
    moved = moved.replace('move."accessibility"', "coalesce(move.accessibility, '{}')")  # not said in older files
    cursor.execute(
        f"INSERT INTO regions_plannedmove (unit_id, planned_by, {names}) "  # noqa: S608 – constants only
        f"SELECT unit.id, '', {moved} "
        "FROM jsonb_array_elements(%s::jsonb) AS said "
        "JOIN regions_careunit AS unit ON unit.uid = (said ->> 'uid')::uuid "
        "CROSS JOIN jsonb_populate_record(NULL::regions_plannedmove, said -> 'move') AS move "
        "WHERE jsonb_typeof(said -> 'move') = 'object'",
        [whole],
    )


def _point(cursor: Any) -> None:
    cursor.execute(
        "UPDATE regions_careunit AS unit SET part_of_id = whole.id, successor_id = next.id FROM pointers "
        "LEFT JOIN regions_careunit AS whole ON whole.uid = pointers.part_of "
        "LEFT JOIN regions_careunit AS next ON next.uid = pointers.successor "
        "WHERE unit.uid = pointers.uid"
    )
