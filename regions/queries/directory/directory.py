"""All care units by kind and place."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
        self,
        units: Mapping[int, ListedUnit],
        squares: Mapping[str, Squares],
        closing: Mapping[int, date],
        as_it_was: datetime | None = None,
    ) -> None:
        self._units, self._squares = units, squares
        self._closing = closing  # the day from which units are closed for good, of those that have one
        self._in_use: tuple[date, Directory] | None = None  # as it was asked for last
        self.as_it_was = as_it_was  # since when nobody knows of changes, while the database is gone; else None

    @classmethod
    def of(cls, units: Iterable[ListedUnit]) -> "Directory":
        squares: dict[str, dict[Square, list[ListedUnit]]] = {EVERY: {}}
        by_id = {unit.id: unit for unit in units}
        for unit in by_id.values():
            for kind in (EVERY, *unit.kinds):
                squares.setdefault(kind, {}).setdefault(_square(unit), []).append(unit)
        kept = {kind: {at: tuple(here) for at, here in of_kind.items()} for kind, of_kind in squares.items()}
        return cls(by_id, kept, _closing(by_id.values()))

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
        closing = {id_: day for id_, day in self._closing.items() if id_ not in old} | _closing(come.values())
        return Directory(units | come, squares, closing)

    def since(self, moment: datetime) -> "Directory":
        """The same, for when the database is gone: what has changed since a moment is not known."""
        return Directory(self._units, self._squares, self._closing, moment)

    def in_use(self, day: date) -> "Directory":
        """The directory without the units that have closed for good by a day."""
        known = self._in_use
        if known is None or known[0] != day:
            closed = [id_ for id_, closes in self._closing.items() if closes <= day]
            known = self._in_use = (day, self.with_changes(closed, ()) if closed else self)
        return known[1]

    def of_kind(self, kind: str | None) -> Iterator[ListedUnit]:
        """Those of a kind, or of any; in no order."""
        return chain.from_iterable(self._squares.get(kind or EVERY, {}).values())

    def without_position(self, kind: str | None) -> Sequence[ListedUnit]:
        return self._squares.get(kind or EVERY, {}).get(None, ())

    def inside(self, bounds: tuple[int, int, int, int], kind: str | None) -> list[ListedUnit]:
        """Those within west, south, east and north, which are counted in."""
        west, south, east, north = bounds
        squares = self._squares.get(kind or EVERY, {})
        return [
            unit
            for at in self._touched(bounds, kind)
            for unit in squares[at]
            if west <= unit.easting <= east and south <= unit.northing <= north  # type: ignore[operator]  # placed
        ]

    def rings(
        self, easting: int, northing: int, reaches: Iterable[float], kind: str | None
    ) -> Iterator[tuple[float, list[ListedUnit]]]:
        """The units with a position around a point, ring by ring, each unit once: (metres, units). When a ring has been
        seen all units at most so far away have been, and some that are farther; in no order."""
        squares, seen = self._squares.get(kind or EVERY, {}), set[Square]()
        for metres in reaches:
            if math.isinf(metres):
                ring: Iterable[Square] = squares.keys() - seen - {None}
            else:
                reach = math.ceil(metres)
                bounds = (easting - reach, northing - reach, easting + reach, northing + reach)
                ring = [at for at in self._touched(bounds, kind) if at not in seen]
            seen.update(ring)
            yield metres, list(chain.from_iterable([squares[at] for at in ring]))

    def _touched(self, bounds: tuple[int, int, int, int], kind: str | None) -> list[Square]:
        """The squares with units that the bounds touch."""
        west, south, east, north = (each // CELL for each in bounds)
        squares = self._squares.get(kind or EVERY, {})
        if (east - west + 1) * (north - south + 1) > len(squares):
            return [at for at in squares if at and west <= at[0] <= east and south <= at[1] <= north]
        return [at for x in range(west, east + 1) for y in range(south, north + 1) if (at := (x, y)) in squares]


def _closing(units: Iterable[ListedUnit]) -> dict[int, date]:
    return {unit.id: unit.closed_on for unit in units if unit.closed_on}


def _square(unit: ListedUnit) -> Square:
    if unit.easting is None or unit.northing is None:
        return None
    return unit.easting // CELL, unit.northing // CELL


def by_distance(units: Iterable[ListedUnit], easting: int, northing: int) -> list[tuple[float, ListedUnit]]:
    """Units with a position, and how far away they are, the nearest first."""
    away = [(unit.squared_distance(easting, northing), unit.id, unit) for unit in units]
    return [(math.sqrt(squared), unit) for squared, _id, unit in sorted(away)]
