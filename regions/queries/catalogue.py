"""Reads of the catalogue: the units that a person looks after."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Role, User
from language.analysis import words
from language.ordering import sort_key
from regions import facts
from regions.assignments import regions_where
from regions.care_unit_import.names import name_key
from regions.facts import RegionFact
from regions.kinds import UnitKind
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet
from regions.permissions import units_to_edit
from regions.queries.find_care import names_query
from regions.queries.freshness import unconfirmed_q


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """Which units to list: by words, kind (`UnitKind`), municipality code, and "", "obekraftade" or "stangda"."""

    words: str = ""
    kind: str = ""
    municipality: str = ""
    which: str = ""


def administered_regions(user: User) -> list[RegionFact]:
    """The regions that the person looks after, in order of code; no query beyond that for the person's assignments."""
    mine = regions_where(user, Role.REGIONAL_ADMIN)
    return [region for region in facts.regions() if region.code in mine]


def own_units(user: User, today: date, asked: UnitsAsked = UnitsAsked()) -> CareUnitQuerySet:
    """The units that the person may change and asked for, by name."""
    units = units_to_edit(user).select_related("municipality").order_by("name", "pk")
    found = tuple(words(asked.words))
    if found:
        units = units.filter(search=names_query(found))
    if asked.kind:
        units = units.of_kind(asked.kind)
    if asked.municipality:
        units = units.filter(municipality_id=asked.municipality)
    if asked.which == "stangda":
        return units.filter(closed_on__lte=today)
    units = units.in_use(today)
    if asked.which == "obekraftade":
        units = units.filter(unconfirmed_q(today))
    return units


def hospitals(region_code: str, today: date) -> list[str]:
    """What one writes to choose each of the region's hospitals: what most that belong to something belong to."""
    units = CareUnit.objects.in_use(today).in_region(region_code).of_kind(UnitKind.HOSPITAL)
    return sorted(told_apart(units.only("name", "street", "slug")), key=sort_key)


def told_apart(units: Iterable[CareUnit]) -> list[str]:
    """What one writes to choose each of some units: its name, and where several have that name its street and address
    too: "Rehab Lund, Stora gatan 1 (rehab-lund)"."""
    units = list(units)
    times = Counter(unit.name.casefold() for unit in units)
    return [_with_address(unit) if times[unit.name.casefold()] > 1 else unit.name for unit in units]


def choice_of(unit: CareUnit | None) -> str:
    """What one writes to choose the unit among its region's; empty for none."""
    if unit is None:
        return ""
    namesakes = CareUnit.objects.in_region(unit.region_id).filter(name__iexact=unit.name).exclude(pk=unit.pk)
    return _with_address(unit) if namesakes.exists() else unit.name


def _with_address(unit: CareUnit) -> str:
    return f"{', '.join(filter(None, (unit.name, unit.street)))} ({unit.slug})"


def look_alikes(municipality: str, name: str, kinds: Iterable[str], today: date) -> list[CareUnit]:
    """Units of the municipality that a new one may be: of one of the kinds, with the same name as names are compared
    when a file is imported."""
    place = facts.municipalities_by_code()[municipality]
    asked = name_key(name, place)
    units = CareUnit.objects.in_use(today).filter(municipality_id=municipality, kinds__overlap=list(kinds))
    return [unit for unit in units.order_by("name", "pk") if name_key(unit.name, place).own == asked.own]
