"""The units that one search is about, near and far."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter, itemgetter
from typing import NamedTuple

from regions.opening import SWEDEN, OpeningState
from regions.queries.directory import Directory, ListedUnit
from regions.queries.find_care.asked import CareSearch
from regions.queries.find_care.facts import answers, facts_asked_for
from regions.queries.find_care.names import ids_named
from regions.queries.gazetteer import Place

NEAR = 20_000  # metres; what the heading counts
REACHES = (NEAR, 50_000, 150_000, math.inf)  # metres; where few are near, one looks so far, and so on

Judged = tuple[ListedUnit, bool]  # a unit that is as asked, or (True) that may be


class Match(NamedTuple):
    """A unit that is what is asked for, or may be (`untold`), and how far away it is in metres."""

    unit: ListedUnit
    untold: bool
    distance: float | None = None


class Matching:
    """Looks through the directory for a search. One query where words of names are asked for, and none where not."""

    def __init__(self, search: CareSearch, at: datetime, known: Directory) -> None:
        self.search, self._known = search, known.in_use(at.astimezone(SWEDEN).date())
        self.minute = at.astimezone(UTC).replace(second=0, microsecond=0)
        self.facts = facts_asked_for(search.when, search.wishes, self.minute)
        self._named = ids_named(search.understood.rest) if search.understood.rest else None

    def nearest(self, place: Place) -> Iterator[list[Match]]:
        """The units around a point, the nearest first: those within NEAR, then those within each farther reach, and at
        last those without a position, but for the place's own (`unplaced`)."""
        waiting: list[tuple[int, int, Judged]] = []  # farther away than has been looked yet
        for metres, units in self._known.rings(place.easting, place.northing, REACHES, self.search.kind):
            waiting = sorted(waiting + _squared_distances(self._judged(units), place.easting, place.northing))
            within = bisect_right(waiting, metres * metres, key=itemgetter(0))
            yield [Match(*judged, math.sqrt(squared)) for squared, _id, judged in waiting[:within]]
            del waiting[:within]
        unplaced = sorted(self._known.without_position(self.search.kind), key=attrgetter("id"))
        elsewhere = (unit for unit in unplaced if unit.municipality_id != place.municipality_code)
        yield [Match(*judged) for judged in self._judged(elsewhere)]

    def unplaced(self, place: Place) -> list[Match]:
        """Those of the place's municipality of which nobody knows where they are."""
        units = self._known.without_position(self.search.kind)
        here = (unit for unit in units if unit.municipality_id == place.municipality_code)
        return [Match(*judged) for judged in self._judged(here)]

    def everywhere(self) -> list[Match]:
        """All of the place's region, the nearest to its point first and those without a position last; without a place
        those of the whole country."""
        place, judged = self.search.place, self._judged(self._units())
        if place is None:
            return [Match(*each) for each in judged]
        placed = [each for each in judged if each[0].easting is not None]
        unplaced = [Match(*each) for each in judged if each[0].easting is None]
        away = sorted(_squared_distances(placed, place.easting, place.northing))
        nearest = [Match(*each, math.sqrt(squared)) for squared, _id, each in away]
        return [*nearest, *sorted(unplaced, key=lambda match: match.unit.id)]

    def inside(self, bounds: tuple[int, int, int, int]) -> list[ListedUnit]:
        """Those to be listed that lie within west, south, east and north."""
        within = self._of_region(self._known.inside(bounds, self.search.kind))
        return [unit for unit, untold in self._judged(within) if untold == self.search.untold]

    def state(self, unit: ListedUnit) -> OpeningState:
        return unit.hours.state(self.minute)

    def untold_facts(self, unit: ListedUnit) -> tuple[str, ...]:
        """The names of the facts that are asked for and that the unit has not told."""
        return tuple(str(fact.name) for fact in self.facts if fact.of(unit) is None)

    def _units(self) -> Iterable[ListedUnit]:
        return self._of_region(self._known.of_kind(self.search.kind))

    def _of_region(self, units: Iterable[ListedUnit]) -> Iterable[ListedUnit]:
        """Those of the region, where the place is one."""
        place = self.search.place
        if place is None or not place.is_region:
            return units
        return (unit for unit in units if unit.region_id == place.region_code)

    def _judged(self, units: Iterable[ListedUnit]) -> list[Judged]:
        """Those that are what is asked for, or may be."""
        named = self._named
        units = list(units) if named is None else [unit for unit in units if unit.id in named]
        if not self.facts:
            return [(unit, False) for unit in units]
        told = zip(units, answers(self.facts, units), strict=True)
        return [(unit, has is None) for unit, has in told if has is not False]


def _squared_distances(judged: list[Judged], easting: int, northing: int) -> list[tuple[int, int, Judged]]:
    """Of units with a position: how far away they are, squared, and what decides between two that are as far."""
    return [(each[0].squared_distance(easting, northing), each[0].id, each) for each in judged]
