"""Puts the project's facts about regions and municipalities into the tables that foreign keys point at."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.audit import record
from accounts.models import User
from regions import facts
from regions.models import Municipality, Region


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows the facts added and changed."""

    regions_new: int
    regions_changed: int
    municipalities_new: int
    municipalities_changed: int

    @property
    def anything(self) -> bool:
        return any(asdict(self).values())


@transaction.atomic
def load_regions(*, by: User | None) -> Loaded:
    """Adds or corrects the 21 regions and 290 municipalities. A website that someone has set stays."""
    edited = dict(Region.objects.exclude(website="").values_list("code", "website"))
    rows = [{**asdict(fact), "website": edited.get(fact.code, fact.website)} for fact in facts.regions()]
    regions_new, regions_changed = _upsert(Region, rows)
    rows = [asdict(fact) for fact in facts.municipalities()]
    for row in rows:
        row["region_id"] = row.pop("region_code")
    municipalities_new, municipalities_changed = _upsert(Municipality, rows)
    loaded = Loaded(regions_new, regions_changed, municipalities_new, municipalities_changed)
    if loaded.anything:
        record("regions.loaded", by=by, **asdict(loaded))
    return loaded


def _upsert(model: type[Model], rows: list[dict[str, Any]]) -> tuple[int, int]:
    """(new, changed): writes only rows that differ, so that a second run writes nothing."""
    columns = [name for name in rows[0] if name != "code"]
    there = model._default_manager.select_for_update().in_bulk()
    differing = [
        row
        for row in rows
        if (old := there.get(row["code"])) is None or any(getattr(old, name) != row[name] for name in columns)
    ]
    model._default_manager.bulk_create(
        [model(**row) for row in differing],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[name.removesuffix("_id") for name in columns],
    )
    new = sum(row["code"] not in there for row in differing)
    return new, len(differing) - new
