"""The units that a search asks for, where they lie in a window of the map."""

from datetime import UTC, datetime

from regions.map_window import UnitsHere, Window
from regions.queries.find_care.asked import CareSearch
from regions.queries.find_care.conditions import Sql, all_of, asked, conditions, run

_HERE = """
    SELECT count(*), avg(easting), avg(northing), min(name), min(slug),
        greatest(max(easting) - min(easting), max(northing) - min(northing))
    FROM regions_careunit WHERE {condition}
    GROUP BY floor((easting - %s) / %s), floor((northing - %s) / %s)
"""
CELLS = 10  # of a window's side: units in the same cell are one mark
TOO_NEAR = 0.055  # of the window's side: marks nearer than so would stand on each other


def units_on_map(search: CareSearch, window: Window, at: datetime) -> tuple[UnitsHere, ...]:
    """Single units, and those that stand close as one; at most two questions, and never more than can be drawn."""
    at = at.astimezone(UTC).replace(second=0, microsecond=0)
    holds = conditions(search.when, search.wishes, at)
    west, south, east, north = window.bounds
    inside = Sql("point(easting, northing) <@ box(point(%s, %s), point(%s, %s))", (west, south, east, north))
    condition = all_of([asked(search, at), inside, holds.untold if search.untold else holds.wanted])
    cell = window.side / CELLS
    found = run(Sql(_HERE.format(condition=condition.text), (*condition.values, west, cell, south, cell)))
    spots = [
        UnitsHere(n, float(easting), float(northing), name if n == 1 else "", slug if n == 1 else "", float(extent))
        for n, easting, northing, name, slug, extent in found
    ]
    return tuple(_merged(spots, window.side * TOO_NEAR))


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
