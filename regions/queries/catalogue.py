"""Reads of the catalogue: the units that a person looks after."""

from accounts.models import Role, User
from language.analysis import words
from regions import facts
from regions.assignments import regions_where
from regions.facts import RegionFact
from regions.models.unit import CareUnitQuerySet
from regions.permissions import units_to_edit
from regions.queries.find_care import names_query


def administered_regions(user: User) -> list[RegionFact]:
    """The regions that the person looks after, in order of code; no query beyond that for the person's assignments."""
    mine = regions_where(user, Role.REGIONAL_ADMIN)
    return [region for region in facts.regions() if region.code in mine]


def own_units(user: User, asked: str = "") -> CareUnitQuerySet:
    """The units that the person may change, by name; with `asked`, those whose name, kind or town begins so."""
    units = units_to_edit(user).select_related("municipality").order_by("name", "pk")
    found = tuple(words(asked))
    if found:
        units = units.filter(search=names_query(found))
    return units
