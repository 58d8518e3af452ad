"""Find care: the nearest units of a kind, open now or in evenings and weekends, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.postgres.search import SearchQuery

from language.analysis import stem
from regions.kinds import PLURALS, UnitKind
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet
from regions.opening import OpeningState, has_evening_or_weekend_q, is_open_q, opening_state
from regions.queries.places import Place, Understood

PAGE_SIZE = 20
NEAR = 20_000  # metres; what the heading counts
MAX_PAGE = 50


class When(StrEnum):
    """When the unit must receive visits; the value stands in the URL."""

    ANY = ""
    NOW = "nu"
    EVENINGS = "kvall-helg"


@dataclass(frozen=True, slots=True)
class CareSearch:
    """What find care looks for. Without a place and a name there is nothing to be near, and nothing is found."""

    understood: Understood
    place: Place | None
    kind: UnitKind | None = None
    when: When = When.ANY
    page: int = 1

    @property
    def can_be_answered(self) -> bool:
        return self.place is not None or bool(self.understood.rest)


@dataclass(frozen=True, slots=True)
class NearbyUnit:
    """A unit in a list: how far away it is (metres, None when nobody knows where) and whether it is open."""

    unit: CareUnit
    distance: float | None
    state: OpeningState


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """One page of the answer. `near` counts the units within `NEAR` metres, or in the region."""

    units: list[NearbyUnit]
    near: int
    page: int
    has_next: bool


def find_units(search: CareSearch, at: datetime) -> UnitsPage:
    """The units that a search asks for, nearest first; four queries whatever the number of units."""
    if not search.can_be_answered:
        return UnitsPage([], 0, 1, False)
    units = CareUnit.objects.all()
    if search.kind:
        units = units.of_kind(search.kind)
    if search.understood.rest:
        units = units.filter(search=names_query(search.understood.rest))
    if search.when == When.NOW:
        units = units.filter(is_open_q(at))
    elif search.when == When.EVENINGS:
        units = units.filter(has_evening_or_weekend_q())
    place = search.place
    if place and place.is_region:
        units = units.in_region(place.region_code)
    start = (search.page - 1) * PAGE_SIZE
    listed = units.nearest(place.easting, place.northing) if place else units.order_by("name", "pk")
    found = list(listed.select_related("municipality").with_hours()[start : start + PAGE_SIZE + 1])
    if place and not found and search.page == 1:
        # Units whose position nobody knows are last, never hidden.
        found = list(_in_place(units.without_position(), place).order_by("name").with_hours()[: PAGE_SIZE + 1])
    if place is None or place.is_region:
        near = units.count()
    else:
        near = units.within(place.easting, place.northing, NEAR).count()
    rows = [NearbyUnit(unit, getattr(unit, "distance", None), opening_state(unit, at)) for unit in found[:PAGE_SIZE]]
    return UnitsPage(rows, near, search.page, len(found) > PAGE_SIZE)


def _in_place(units: CareUnitQuerySet, place: Place) -> CareUnitQuerySet:
    if place.municipality_code:
        return units.filter(municipality_id=place.municipality_code)
    return units.filter(region_id=place.region_code)


def names_query(rest: tuple[str, ...]) -> SearchQuery:
    """Units whose name, kind or town has every word, as a beginning."""
    return SearchQuery(" & ".join(f"{_safe(stem(word))}:*" for word in rest), search_type="raw", config="simple")


def _safe(term: str) -> str:
    return "".join(c for c in term if c.isalnum()) or "x"


def heading(search: CareSearch, page: UnitsPage) -> str:
    """The sentence over the list: "14 vårdcentraler är öppna nu inom 20 km från Malmö"."""
    noun = PLURALS[search.kind] if search.kind else "mottagningar"
    if page.near == 1:
        noun = str(search.kind.label).lower() if search.kind else "mottagning"
        noun = "BVC" if search.kind == UnitKind.CHILD_HEALTH else noun
    is_are = "är" if search.when == When.NOW else "finns"
    state = " öppen nu" if page.near == 1 else " öppna nu"
    state = state if search.when == When.NOW else ""
    if search.when == When.EVENINGS:
        state = " med öppet kvällar eller helger"
        is_are = "finns"
    number = str(page.near) if page.near else ("Inget" if noun in ("sjukhus", "apotek") else "Inga")
    where = ""
    if search.place:
        where = f" i {search.place.name}" if search.place.is_region else f" inom 20 km från {search.place.name}"
    elif search.understood.rest:
        where = f" som heter något med ”{' '.join(search.understood.rest)}”"
    if is_are == "finns" and state:
        return f"{number} {noun}{state} finns{where}"
    return f"{number} {noun} {is_are}{state}{where}"
