"""All care units by kind and place."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain

from regions.queries.directory.units import ListedUnit

CELL = 20_000  # metres: the side of the squares that units lie in
EVERY = ""  # the kind that all units are of

Square = tuple[int, int] | None  # None: nobody knows where
Squares = Mapping[Square, tuple[ListedUnit, ...]]


class Directory:
    """The units as they were at one moment. It never changes: `with_changes` gives another, which shares most of it."""

    def __init__(
        self, units: Mapping[int, ListedUnit], squares: Mapping[str, Squares], as_it_was: datetime | None = None
    ) -> None:
        self._units, self._squares = units, squares
        self.as_it_was = as_it_was  # since when nobody knows of changes, while the database is gone; else None

    @classmethod
    def of(cls, units: Iterable[ListedUnit]) -> "Directory":
        squares: dict[str, dict[Square, list[ListedUnit]]] = {EVERY: {}}
        by_id = {unit.id: unit for unit in units}
        for unit in by_id.values():
            for kind in (EVERY, *unit.kinds):
                squares.setdefault(kind, {}).setdefault(_square(unit), []).append(unit)
        kept = {kind: {at: tuple(here) for at, here in of_kind.items()} for kind, of_kind in squares.items()}
        return cls(by_id, kept)

    def __len__(self) -> int:
        return len(self._units)

    def with_changes(self, ids: Collection[int], now: Iterable[ListedUnit]) -> "Directory":
        """The directory where the units of these ids are as they are now; one that is not among those is gone."""
        old, come, units = frozenset(ids), {unit.id: unit for unit in now}, dict(self._units)
        gone = [unit for id_ in old if (unit := units.pop(id_, None))]
        touched: dict[tuple[str, Square], list[ListedUnit]] = {  # squares of a kind, with the units that come there
            (kind, _square(unit)): [] for unit in (*gone, *come.values()) for kind in (EVERY, *unit.kinds)
        }
        for unit in come.values():
            for kind in (EVERY, *unit.kinds):
                touched[kind, _square(unit)].append(unit)
        squares = dict(self._squares)
        for kind in {kind for kind, _square in touched}:
            squares[kind] = dict(squares.get(kind, {}))
        for (kind, at), here in touched.items():
            stayed = (unit for unit in self._squares.get(kind, {}).get(at, ()) if unit.id not in old)
            squares[kind][at] = (*stayed, *here)  # type: ignore[index]  # a copy of its own
        return Directory(units | come, squares)

    def since(self, moment: datetime) -> "Directory":
        """The same, for when the database is gone: what has changed since a moment is not known."""
        return Directory(self._units, self._squares, moment)

    def of_kind(self, kind: str | None, day: date) -> Iterator[ListedUnit]:
        """Those of a kind, or of any, that have not closed for good by the day; in no order."""
        return _in_use(chain.from_iterable(self._squares.get(kind or EVERY, {}).values()), day)

    def without_position(self, kind: str | None, day: date) -> Iterator[ListedUnit]:
        return _in_use(self._squares.get(kind or EVERY, {}).get(None, ()), day)

    def inside(self, bounds: tuple[int, int, int, int], kind: str | None, day: date) -> Iterator[ListedUnit]:
        """Those within west, south, east and north, which are counted in."""
        west, south, east, north = bounds
        squares = self._squares.get(kind or EVERY, {})
        for unit in _in_use(chain.from_iterable(squares[at] for at in self._touched(bounds, kind)), day):
            if west <= unit.easting <= east and south <= unit.northing <= north:  # type: ignore[operator]  # placed
                yield unit

    def rings(
        self, easting: int, northing: int, reaches: Iterable[float], kind: str | None, day: date
    ) -> Iterator[tuple[float, Iterable[ListedUnit]]]:
        """The units with a position around a point, ring by ring, each unit once: (metres, units). When a ring has been
        seen all units at most so far away have been, and some that are farther; in no order."""
        squares, seen = self._squares.get(kind or EVERY, {}), set[Square]()
        for metres in reaches:
            if math.isinf(metres):
                ring: list[Square] = [at for at in squares if at is not None and at not in seen]
            else:
                reach = math.ceil(metres)
                bounds = (easting - reach, northing - reach, easting + reach, northing + reach)
                ring = [at for at in self._touched(bounds, kind) if at not in seen]
            seen.update(ring)
            yield metres, _in_use(chain.from_iterable([squares[at] for at in ring]), day)

    def _touched(self, bounds: tuple[int, int, int, int], kind: str | None) -> list[Square]:
        """The squares with units that the bounds touch."""
        west, south, east, north = (each // CELL for each in bounds)
        squares = self._squares.get(kind or EVERY, {})
        if (east - west + 1) * (north - south + 1) > len(squares):
            return [at for at in squares if at and west <= at[0] <= east and south <= at[1] <= north]
        return [at for x in range(west, east + 1) for y in range(south, north + 1) if (at := (x, y)) in squares]


def _in_use(units: Iterable[ListedUnit], day: date) -> Iterator[ListedUnit]:
    return (unit for unit in units if unit.closed_on is None or unit.closed_on > day)


def _square(unit: ListedUnit) -> Square:
    if unit.easting is None or unit.northing is None:
        return None
    return unit.easting // CELL, unit.northing // CELL


def by_distance(units: Iterable[ListedUnit], easting: int, northing: int) -> list[tuple[float, ListedUnit]]:
    """Units with a position, and how far away they are, the nearest first."""
    away = [(unit.squared_distance(easting, northing), unit.id, unit) for unit in units]
    return [(math.sqrt(squared), unit) for squared, _id, unit in sorted(away)]
