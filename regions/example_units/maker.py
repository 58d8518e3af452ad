"""Writes the example units to the database: what is missing is made, and nothing that is there is touched unasked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from regions import facts
from regions.actions.life import free_slug
from regions.example_units.hours import Span
from regions.example_units.plan import KEY_PREFIX, DatedHours, ExampleUnit, Notice, example_units
from regions.models import CareUnit, Municipality, OpeningException, OpeningSpan, Region, UnitAddress, UnitNotice
from regions.opening import SWEDEN
from regions.search_index import index_units

BATCH = 1_000

# The rows that belong to a unit: the model, the field of `ExampleUnit` that holds them, and what a row of it is.
_PARTS: tuple[tuple[type[models.Model], str, type[tuple[Any, ...]]], ...] = (
    (OpeningSpan, "spans", Span),
    (OpeningException, "exceptions", DatedHours),
    (UnitNotice, "notices", Notice),
)


class ExampleUnitsError(Exception):
    """The example units cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: how many units were made, how many were made over, and how many differ and were left."""

    made: int
    restored: int
    left: int
    same: int
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def changed(self) -> int:
        return self.made + self.restored


@transaction.atomic
def make_example_units(
    *, by: User | None = None, extra: int = 0, restore: bool = False, today: date | None = None
) -> Outcome:
    """Makes the example units that are missing, and with `restore` also makes over those that have been changed.

    A unit that someone made their own (no longer `is_example`) is never touched, and none is ever deleted: cases and
    listings may point at it.
    """
    _lock_regions()
    wanted = {unit.source_id: unit for unit in example_units(today or timezone.localdate(timezone=SWEDEN), extra)}
    rows = CareUnit.objects.filter(source_id__startswith=KEY_PREFIX).defer("search")
    there = {str(row.source_id): row for row in rows}
    missing = [unit for source_id, unit in wanted.items() if source_id not in there]
    differing = _differing(wanted, [row for row in there.values() if row.is_example])
    made = _make(missing)
    restored = _make_over(differing, wanted) if restore else []
    outcome = Outcome(
        made=len(made),
        restored=len(restored),
        left=len(differing) - len(restored),
        same=len(wanted) - len(made) - len(differing),
        kinds=Counter(kind for unit in wanted.values() for kind in unit.fields["kinds"]),
    )
    if outcome.changed:
        _attach(made + restored, wanted)
        _index(made + restored)
        record("example_units.made", by=by, made=outcome.made, restored=outcome.restored)
    return outcome


def _lock_regions() -> None:
    """Makes two runs at the same time wait for each other, and refuses where a region or municipality is missing."""
    known = set(Region.objects.select_for_update().values_list("pk", flat=True))
    towns = set(Municipality.objects.values_list("pk", flat=True))
    if known != set(facts.regions_by_code()) or towns != set(facts.municipalities_by_code()):
        raise ExampleUnitsError("Alla regioner och kommuner finns inte i databasen. Kör manage.py load_regions först.")


def _differing(wanted: dict[str, ExampleUnit], rows: Iterable[CareUnit]) -> list[CareUnit]:
    """The units that are no longer as the examples say, in themselves or in their hours and notices."""
    there = [row for row in rows if row.source_id in wanted]
    parts = [(name, _rows_by_unit(model, row_type)) for model, name, row_type in _PARTS]

    def same(row: CareUnit, unit: ExampleUnit) -> bool:
        fields = ((name, value) for name, value in unit.fields.items() if name != "slug")  # an address stays
        return all(getattr(row, name) == value for name, value in fields) and all(
            getattr(unit, name) == by_unit.get(row.pk, set()) for name, by_unit in parts
        )

    return [row for row in there if not same(row, wanted[str(row.source_id)])]


def _rows_by_unit(model: type[models.Model], row_type: type[tuple[Any, ...]]) -> dict[int, set[tuple[Any, ...]]]:
    """What the database holds, by the unit's id."""
    by_unit: dict[int, set[tuple[Any, ...]]] = {}
    columns = row_type._fields  # type: ignore[attr-defined]
    rows = model._default_manager.filter(unit__source_id__startswith=KEY_PREFIX).values_list("unit_id", *columns)
    for unit_id, *values in rows:
        by_unit.setdefault(unit_id, set()).add(tuple(values))
    return by_unit


def _make(units: list[ExampleUnit]) -> list[CareUnit]:
    taken = set(
        UnitAddress.objects.filter(slug__in=[unit.fields["slug"] for unit in units]).values_list("slug", flat=True)
    )
    rows = [CareUnit(**unit.fields) for unit in units]
    for row in rows:
        if row.slug in taken:
            row.slug = free_slug(row.name)
    CareUnit.objects.bulk_create(rows, batch_size=BATCH)
    _add_parts(zip(rows, units, strict=True))
    return rows


def _make_over(rows: list[CareUnit], wanted: dict[str, ExampleUnit]) -> list[CareUnit]:
    units = [wanted[str(row.source_id)] for row in rows]
    for row, unit in zip(rows, units, strict=True):
        for name, value in unit.fields.items():
            setattr(row, name, row.slug if name == "slug" else value)
    if rows:
        columns = [field.name for field in CareUnit._meta.concrete_fields if field.attname in units[0].fields]
        CareUnit.objects.bulk_update(rows, columns, batch_size=200)
        for model, _, _ in _PARTS:
            model._default_manager.filter(unit__in=rows).delete()
    _add_parts(zip(rows, units, strict=True))
    return rows


def _attach(rows: list[CareUnit], wanted: dict[str, ExampleUnit]) -> None:
    """Says which hospital a clinic belongs to, once both are there."""
    parts = [row for row in rows if wanted[str(row.source_id)].part_of]
    wholes = {wanted[str(row.source_id)].part_of for row in parts}
    ids = dict(CareUnit.objects.filter(source_id__in=wholes).values_list("source_id", "pk"))
    for row in parts:
        row.part_of_id = ids.get(wanted[str(row.source_id)].part_of)
    CareUnit.objects.bulk_update(parts, ["part_of"], batch_size=BATCH)


def _index(rows: list[CareUnit]) -> None:
    """A batch at a time: one query that names twenty thousand units is slow to read."""
    for start in range(0, len(rows), BATCH):
        index_units(CareUnit.objects.filter(pk__in=[row.pk for row in rows[start : start + BATCH]]))


def _add_parts(pairs: Iterable[tuple[CareUnit, ExampleUnit]]) -> None:
    """Adds each unit's hours, dated changes and notices, in an order that is always the same."""
    listed = list(pairs)
    for start in range(0, len(listed), BATCH):
        for model, name, _ in _PARTS:
            rows = [
                model(unit_id=row.pk, **part._asdict())
                for row, unit in listed[start : start + BATCH]
                for part in sorted(getattr(unit, name), key=repr)
            ]
            model._default_manager.bulk_create(rows, batch_size=BATCH)
