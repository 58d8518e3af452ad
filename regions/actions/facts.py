"""Puts the project's facts about regions and municipalities into the tables that foreign keys point at."""

from dataclasses import asdict, dataclass

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
    """Adds or corrects the 21 regions and 290 municipalities. A website or phone number that someone has set stays."""
    edited = dict(Region.objects.exclude(website="").values_list("code", "website"))
    rows = [{**asdict(fact), "website": edited.get(fact.code, fact.website)} for fact in facts.regions()]
    regions_new, regions_changed = _upsert(Region, rows)
    rows = [
        {**{name: value for name, value in asdict(fact).items() if name != "region_code"}, "region_id": fact.region_code}
        for fact in facts.municipalities()
    ]
    municipalities_new, municipalities_changed = _upsert(Municipality, rows)
    loaded = Loaded(regions_new, regions_changed, municipalities_new, municipalities_changed)
    if loaded.anything:
        record("regions.loaded", by=by, **asdict(loaded))
    return loaded


def _upsert(model: type[Region] | type[Municipality], rows: list[dict[str, object]]) -> tuple[int, int]:
    """(new, changed): writes only rows that differ, so that a second run writes nothing."""
    columns = [name for name in rows[0] if name != "code"]
    there: dict[str, Model] = model.objects.select_for_update().in_bulk()  # type: ignore[assignment]
    differing = [
        model(**row)
        for row in rows
        if (old := there.get(str(row["code"]))) is None or any(getattr(old, name) != row[name] for name in columns)
    ]
    new = sum(row.code not in there for row in differing)
    model.objects.bulk_create(  # type: ignore[arg-type]
        differing, update_conflicts=True, unique_fields=["code"], update_fields=[c.removesuffix("_id") for c in columns]
    )
    return new, len(differing) - new
