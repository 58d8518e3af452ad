"""The units that a search asks for, where they lie in a window of the map."""

from collections import defaultdict
from datetime import datetime

from regions.map_window import UnitsHere, Window
from regions.queries.directory import Directory, ListedUnit
from regions.queries.find_care.asked import CareSearch
from regions.queries.find_care.matching import Matching

CELLS = 10  # of a window's side: units in the same cell are one mark
TOO_NEAR = 0.055  # of the window's side: marks nearer than so would stand on each other


def units_on_map(search: CareSearch, window: Window, at: datetime, known: Directory) -> tuple[UnitsHere, ...]:
    """Single units, and those that stand close as one: never more than can be drawn."""
    west, south, _east, _north = bounds = window.bounds
    cell = window.side / CELLS
    cells: defaultdict[tuple[float, float], list[ListedUnit]] = defaultdict(list)
    for unit in Matching(search, at, known).inside(bounds):
        cells[(unit.easting - west) // cell, (unit.northing - south) // cell].append(unit)  # type: ignore[operator]
    return tuple(_merged([_spot(units) for units in cells.values()], window.side * TOO_NEAR))


def _spot(units: list[ListedUnit]) -> UnitsHere:
    eastings = [unit.easting for unit in units if unit.easting is not None]
    northings = [unit.northing for unit in units if unit.northing is not None]
    if len(units) == 1:
        return UnitsHere(1, eastings[0], northings[0], units[0].name, units[0].slug)
    extent = max(max(eastings) - min(eastings), max(northings) - min(northings))
    return UnitsHere(len(units), sum(eastings) / len(units), sum(northings) / len(units), extent=extent)


def _merged(spots: list[UnitsHere], reach: float) -> list[UnitsHere]:
    """The spots with those that would stand on each other made one, the largest first."""
    kept: list[UnitsHere] = []
    for spot in sorted(spots, key=lambda each: (-each.count, each.easting, each.northing)):
        for number, other in enumerate(kept):
            east, north = abs(spot.easting - other.easting), abs(spot.northing - other.northing)
            if east < reach and north < reach:
                kept[number] = _one(other, spot, max(east, north))
                break
        else:
            kept.append(spot)
    return kept


def _one(large: UnitsHere, small: UnitsHere, apart: float) -> UnitsHere:
    count = large.count + small.count
    return UnitsHere(
        count,
        (large.easting * large.count + small.easting * small.count) / count,
        (large.northing * large.count + small.northing * small.count) / count,
        extent=apart + (large.extent + small.extent) / 2,
    )
