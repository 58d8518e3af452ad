"""Find care: the nearest units of a kind, open now or in evenings and weekends, a page at a time."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from language.analysis import stem
from regions.kinds import NEUTER, PLURALS, UnitKind, singular
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet
from regions.opening import (
    OpeningState,
    has_evening_or_weekend_q,
    has_no_weekly_hours_q,
    is_open_q,
    is_unknown_q,
    opening_state,
)
from regions.queries.places import Place
from regions.queries.understanding import Understood
from ui.text import distance, number

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
    """One page of the answer.

    `near` counts the units within `NEAR` metres, or in the region; `unknown` those there that were left out because
    nobody knows their hours. `unplaced` are the units of the municipality whose position nobody knows.
    """

    units: list[NearbyUnit]
    near: int
    page: int
    has_next: bool
    unknown: int = 0
    unplaced: list[NearbyUnit] = field(default_factory=list)


def find_units(search: CareSearch, at: datetime) -> UnitsPage:
    """The units that a search asks for, nearest first; at most five queries whatever the number of units."""
    if not search.can_be_answered:
        return UnitsPage([], 0, 1, False)
    asked, place = _asked(search), search.place
    wanted, unknown = _when(search.when, at)
    listed = around = asked
    unplaced = asked.none()
    if place:
        listed = asked.nearest(place.easting, place.northing)
    if place and not place.is_region:
        here = Q(easting__isnull=True, municipality_id=place.municipality_code)
        listed, around = listed.exclude(here), asked.within(place.easting, place.northing, NEAR)
        unplaced = asked.filter(wanted, here) if search.page == 1 else unplaced
    counts = around.aggregate(near=Count("pk", filter=wanted), unknown=Count("pk", filter=unknown))
    start = (search.page - 1) * PAGE_SIZE
    found = list(listed.filter(wanted).select_related("municipality")[start : start + PAGE_SIZE + 1])
    beside = list(unplaced.select_related("municipality").order_by("name", "pk")[:PAGE_SIZE])
    prefetch_related_objects([*found[:PAGE_SIZE], *beside], "spans", "exceptions")

    def row(unit: CareUnit) -> NearbyUnit:
        return NearbyUnit(unit, getattr(unit, "distance", None), opening_state(unit, at))

    return UnitsPage(
        units=[row(unit) for unit in found[:PAGE_SIZE]],
        near=counts["near"],
        page=search.page,
        has_next=len(found) > PAGE_SIZE and search.page < MAX_PAGE,
        unknown=counts["unknown"],
        unplaced=[row(unit) for unit in beside],
    )


def _asked(search: CareSearch) -> CareUnitQuerySet:
    """The units of the kind and name that were asked for, open or not; in the region, if one was asked for."""
    units = CareUnit.objects.order_by("name", "pk")
    if search.kind:
        units = units.of_kind(search.kind)
    if search.understood.rest:
        units = units.filter(search=names_query(search.understood.rest))
    if search.place and search.place.is_region:
        units = units.in_region(search.place.region_code)
    return units


def _when(when: When, at: datetime) -> tuple[Q, Q]:
    """The condition of the units that are wanted, and of those that might be but have not told their hours."""
    if when == When.NOW:
        return is_open_q(at), is_unknown_q(at)
    if when == When.EVENINGS:
        return has_evening_or_weekend_q(), has_no_weekly_hours_q()
    return Q(), Q(pk__in=())


def names_query(rest: tuple[str, ...]) -> SearchQuery:
    """Units whose name, kind or town has every word, as a beginning."""
    return SearchQuery(begun_with_all(rest), search_type="raw", config="simple")


def begun_with_all(rest: tuple[str, ...]) -> str:
    """The tsquery of every word, as a beginning."""
    return " & ".join(f"{_safe(stem(word))}:*" for word in rest)


def _safe(term: str) -> str:
    return "".join(c for c in term if c.isalnum()) or "x"


def heading(search: CareSearch, page: UnitsPage) -> str:
    """The sentence over the list: "14 vårdcentraler är öppna nu inom 20 km från Malmö"."""
    one = page.near == 1
    if one:
        noun = singular(search.kind) if search.kind else _("mottagning")
    else:
        noun = str(PLURALS[search.kind]) if search.kind else _("mottagningar")
    if search.understood.rest:
        noun = _("%(units)s som stämmer med ”%(name)s”") % {"units": noun, "name": search.understood.name}
    if search.when == When.NOW and one:
        found = _("%(units)s är öppet nu") if search.kind in NEUTER else _("%(units)s är öppen nu")
    elif search.when == When.NOW:
        found = _("%(units)s är öppna nu")
    elif search.when == When.EVENINGS:
        found = _("%(units)s har öppet kvällar eller helger")
    else:
        found = _("%(units)s finns")
    how_many = number(page.near) if page.near else _("Inga")
    sentence = found % {"units": f"{how_many} {noun}"}
    return f"{sentence} {_where(search.place)}" if search.place else sentence


def _where(place: Place) -> str:
    if place.is_region:
        return place.where
    return _("inom %(distance)s från %(place)s") % {"distance": distance(NEAR), "place": place.name}
