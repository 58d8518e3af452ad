"""Reads of care units outside find care: a unit's own page, and the site search."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import connection
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from language.analysis import words
from page_memory.shown import changes_at, shows
from regions.models import CareUnit, PlannedMove, UnitNotice, unit_address
from regions.opening import SWEDEN, hours_change_at
from regions.prepared import Given, Prepared
from regions.queries.find_care import begun_with_all
from regions.subjects import HOURS, REGION, UNIT, UNIT_NOTICES

MOST_WORDS = 8
# In SQL: asked on every search, where the ORM would take longer to write the question than PostgreSQL to answer it.
_SEARCH = """
    SELECT unit.slug, unit.name, municipality.name
    FROM regions_careunit AS unit JOIN regions_municipality AS municipality ON municipality.code = unit.municipality_id
    WHERE unit.search @@ %(asked)s::tsquery AND (unit.closed_on IS NULL OR unit.closed_on > %(today)s)
    ORDER BY ts_rank(unit.search, %(asked)s::tsquery) DESC, unit.name, unit.id
    LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit as a search result names it."""

    slug: str
    name: str
    municipality: str

    def get_absolute_url(self) -> str:
        return unit_address(self.slug)


def search_units(query: str, limit: int) -> list[UnitHit]:
    """Units whose name, kind or town begins with every word of the query, best first; one query."""
    asked = tuple(words(query)[:MOST_WORDS])
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, {"asked": begun_with_all(asked), "limit": limit, "today": _today()})
        return [UnitHit(*row) for row in cursor.fetchall()]


_named = Prepared(
    lambda: CareUnit.objects.select_related("region", "municipality", "part_of", "successor").filter(slug=Given("slug"))
)


def unit_with_everything(slug: str, at: datetime) -> CareUnit | None:
    """A unit with its hours, exceptions and the notices that are shown now, and what it is related to."""
    not_over = UnitNotice.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).order_by("starts_at")
    notices = Prefetch("notices", queryset=not_over, to_attr="shown_notices")
    with shows(UNIT) as owners, shows(REGION) as regions, changes_at(HOURS) as hours, changes_at(UNIT_NOTICES) as told:
        found: Any = next(iter(_named(slug=slug)), None)
        if found is None:
            return None
        prefetch_related_objects([found], "spans", "exceptions", notices)
        owners.add(found.region_id)
        regions.add(found.region_id)
        hours |= hours_change_at(found, at)
        told |= {moment for notice in found.shown_notices for moment in (notice.starts_at, notice.ends_at) if moment}
        told -= {moment for moment in told if moment <= at}
    found.shown_notices = [notice for notice in found.shown_notices if notice.starts_at <= at]
    return cast(CareUnit, found)


@dataclass(frozen=True, slots=True)
class Relations:
    """What a unit's page says of others and of what is to come: its parts that are in use, and a move that waits."""

    parts: list[CareUnit]
    move: PlannedMove | None


def relations_of(unit: CareUnit, day: date) -> Relations:
    """Two queries."""
    with shows(UNIT) as owners:
        owners.add(unit.region_id)
        return _relations(unit, day)


_parts = Prepared(
    lambda: (
        CareUnit.objects.in_use(Given("day"))
        .filter(part_of=Given("unit"))
        .order_by("name", "pk")
        .only("name", "slug", "kinds")
    )
)
_moves = Prepared(lambda: PlannedMove.objects.filter(unit=Given("unit"), made_at__isnull=True).order_by("pk"))


def _relations(unit: CareUnit, day: date) -> Relations:
    return Relations(_parts(unit=unit.pk, day=day), next(iter(_moves(unit=unit.pk)), None))


def address_now(slug: str) -> str | None:
    """The address today of the unit that has or had a name in its address; None when no unit has."""
    return CareUnit.objects.filter(addresses__slug=slug).values_list("slug", flat=True).first()


def units_in_municipality(code: str) -> list[CareUnit]:
    """Every unit in use of a municipality by name, also those whose position or hours nobody knows."""
    return list(CareUnit.objects.in_use(_today()).filter(municipality_id=code).order_by("name", "pk"))


def _today() -> date:
    return timezone.localdate(timezone=SWEDEN)
