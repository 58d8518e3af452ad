"""Whether a position lies in Sweden, to about five kilometres: Oslo and København do not, Haparanda does."""

import csv
import functools

from regions.facts import DATA
from regions.sweref import from_wgs84, in_sweden

BAND = 5_000  # metres of northing, as in regions/data/make_sweden_bands.py


@functools.cache
def _bands() -> dict[int, tuple[int, int]]:
    with (DATA / "sweden_bands.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["band"]): (int(row["west"]), int(row["east"])) for row in csv.DictReader(file)}


def within_outline(easting: int, northing: int) -> bool:
    """Whether a SWEREF 99 TM position lies between Sweden's westernmost and easternmost point at its latitude."""
    west, east = _bands().get(northing // BAND, (1, 0))
    return west <= easting <= east


def reaches_outline(west: int, south: int, east: int, north: int) -> bool:
    """Whether some of Sweden lies within those bounds."""
    reached = (_bands().get(band, (east + 1, east)) for band in range(south // BAND, north // BAND + 1))
    return any(left <= east and right >= west for left, right in reached)


def nearest_in_outline(easting: int, northing: int) -> tuple[int, int]:
    """The position itself, or how far one comes towards it in Sweden: first northwards or southwards, then sideways."""
    northing = min(max(northing, min(_bands()) * BAND), max(_bands()) * BAND)
    west, east = _bands()[northing // BAND]
    return min(max(easting, west), east), northing


def position_in_sweden(latitude: float, longitude: float) -> tuple[int, int] | None:
    """(easting, northing) of a position in degrees, if it is in Sweden."""
    if not (54 < latitude < 70 and 9 < longitude < 26):  # far off, the projection has no meaning
        return None
    position = from_wgs84(latitude, longitude)
    return position if in_sweden(*position) and within_outline(*position) else None
