"""The units that one search is about, near and far."""

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple

from regions.opening import SWEDEN, OpeningState
from regions.queries.directory import Directory, ListedUnit, by_distance
from regions.queries.find_care.asked import CareSearch
from regions.queries.find_care.facts import answer, facts_asked_for
from regions.queries.find_care.names import ids_named
from regions.queries.places import Place

NEAR = 20_000  # metres; what the heading counts
FARTHER = (50_000, 150_000, math.inf)  # metres; where few are near, one looks so far, and so on

Placed = tuple[ListedUnit, float | None]


class Match(NamedTuple):
    """A unit that is what is asked for, or may be (`untold`), and how far away it is in metres."""

    unit: ListedUnit
    distance: float | None
    untold: bool


class Matching:
    """Looks through the directory for a search. One query where words of names are asked for, and none where not."""

    def __init__(self, search: CareSearch, at: datetime, known: Directory) -> None:
        self.search, self._known = search, known
        self.minute = at.astimezone(UTC).replace(second=0, microsecond=0)
        self.facts = facts_asked_for(search.when, search.wishes, self.minute)
        self._day = at.astimezone(SWEDEN).date()
        self._named = ids_named(search.understood.rest) if search.understood.rest else None

    def around(self) -> list[Match]:
        """What is counted: the units within NEAR of the place or of its region, the nearest first; without a place
        those of the whole country."""
        place = self.search.place
        if place is None:
            return list(self._matches((unit, None) for unit in self._units()))
        if not place.is_region:
            return list(self._matches(self._within(place, NEAR)))
        inside = [unit for unit in self._units() if unit.region_id == place.region_code]
        placed = by_distance((unit for unit in inside if unit.easting is not None), place.easting, place.northing)
        unplaced = ((unit, None) for unit in sorted(inside, key=_id) if unit.easting is None)
        return list(self._matches(chain(placed, unplaced)))

    def outward(self, place: Place) -> Iterator[Match]:
        """The units of the country, the nearest to a place first. Of those without a position only others than the
        place's own (`unplaced`), last."""
        nearer = 0
        for metres in FARTHER:
            found = self._within(place, metres)
            yield from self._matches(found[nearer:])
            nearer = len(found)
        unplaced = sorted(self._known.without_position(self.search.kind, self._day), key=_id)
        others = (unit for unit in unplaced if unit.municipality_id != place.municipality_code)
        yield from self._matches((unit, None) for unit in others)

    def unplaced(self, place: Place) -> Iterator[Match]:
        """Those of the place's municipality of which nobody knows where they are."""
        units = self._known.without_position(self.search.kind, self._day)
        return self._matches((unit, None) for unit in units if unit.municipality_id == place.municipality_code)

    def inside(self, bounds: tuple[int, int, int, int]) -> Iterator[ListedUnit]:
        """Those to be listed that lie within west, south, east and north."""
        region = self.search.place.region_code if self.search.place and self.search.place.is_region else None
        within = self._known.inside(bounds, self.search.kind, self._day)
        here = ((unit, None) for unit in within if region in (None, unit.region_id))
        return (match.unit for match in self._matches(here) if match.untold == self.search.untold)

    def state(self, unit: ListedUnit) -> OpeningState:
        return unit.hours.state(self.minute)

    def untold_facts(self, unit: ListedUnit) -> tuple[str, ...]:
        """The names of the facts that are asked for and that the unit has not told."""
        return tuple(str(fact.name) for fact in self.facts if fact.of(unit) is None)

    def _units(self) -> Iterator[ListedUnit]:
        return self._known.of_kind(self.search.kind, self._day)

    def _within(self, place: Place, metres: float) -> list[tuple[ListedUnit, float]]:
        """In the order of distance; only of those that are as asked is it counted how far away they are."""
        near = self._known.near(place.easting, place.northing, metres, self.search.kind, self._day)
        if self._named is not None:
            near = (unit for unit in near if unit.id in self._named)
        if self.facts:
            near = (unit for unit in near if answer(unit, self.facts) is not False)
        return by_distance(near, place.easting, place.northing, metres)

    def _matches(self, units: Iterable[Placed]) -> Iterator[Match]:
        named, facts = self._named, self.facts
        for unit, distance in units:
            if named is None or unit.id in named:
                has = answer(unit, facts) if facts else True
                if has is not False:
                    yield Match(unit, distance, has is None)


def _id(unit: ListedUnit) -> int:
    return unit.id
