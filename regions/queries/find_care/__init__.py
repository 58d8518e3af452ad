from regions.queries.find_care.asked import CareSearch, NearbyUnit, Sort, UnitsPage, When, Wishes, directory_for
from regions.queries.find_care.asked_hours import asked_hours
from regions.queries.find_care.facts import asked_facts
from regions.queries.find_care.finding import MAX_PAGE, MOST_SORTED, PAGE_SIZE, find_units, find_what_there_is
from regions.queries.find_care.heading import heading
from regions.queries.find_care.instead import open_instead
from regions.queries.find_care.matching import NEAR
from regions.queries.find_care.names import begun_with_all, names_query

__all__ = [
    "MAX_PAGE",
    "MOST_SORTED",
    "NEAR",
    "PAGE_SIZE",
    "CareSearch",
    "NearbyUnit",
    "Sort",
    "UnitsPage",
    "When",
    "Wishes",
    "asked_facts",
    "asked_hours",
    "begun_with_all",
    "directory_for",
    "find_units",
    "find_what_there_is",
    "heading",
    "names_query",
    "open_instead",
]
