"""Positions: WGS84 degrees to SWEREF 99 TM metres and back, and what counts as in Sweden."""

from sweref99 import projections

_TM = projections.make_transverse_mercator("SWEREF_99_TM")

# A box around Sweden with a little sea, in metres.
EASTING_RANGE = (200_000, 950_000)
NORTHING_RANGE = (6_100_000, 7_700_000)


def from_wgs84(latitude: float, longitude: float) -> tuple[int, int]:
    """(easting, northing) in whole metres of a position in degrees."""
    northing, easting = _TM.geodetic_to_grid(latitude, longitude)
    return round(easting), round(northing)


def to_wgs84(easting: int, northing: int, decimals: int = 5) -> tuple[float, float]:
    """(latitude, longitude) in degrees, to about a metre; with 7 decimals `from_wgs84` gives the same metres back."""
    latitude, longitude = _TM.grid_to_geodetic(northing, easting)
    return round(latitude, decimals), round(longitude, decimals)


def in_sweden(easting: int, northing: int) -> bool:
    return EASTING_RANGE[0] <= easting <= EASTING_RANGE[1] and NORTHING_RANGE[0] <= northing <= NORTHING_RANGE[1]
