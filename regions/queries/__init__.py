from regions.queries.find_care import (
    CareSearch,
    NearbyUnit,
    Sort,
    UnitsPage,
    When,
    Wishes,
    find_units,
    find_what_there_is,
)
from regions.queries.gazetteer import Place
from regions.queries.nearby import OpenNearby, open_nearby
from regions.queries.suggesting import suggest_care
from regions.queries.understanding import Understood, understand
from regions.queries.units import (
    Relations,
    UnitHit,
    address_now,
    relations_of,
    search_units,
    unit_with_everything,
    units_in_municipality,
)

__all__ = [
    "CareSearch",
    "NearbyUnit",
    "OpenNearby",
    "Place",
    "Relations",
    "Sort",
    "Understood",
    "UnitHit",
    "UnitsPage",
    "When",
    "Wishes",
    "address_now",
    "find_units",
    "find_what_there_is",
    "open_nearby",
    "relations_of",
    "search_units",
    "suggest_care",
    "understand",
    "unit_with_everything",
    "units_in_municipality",
]
