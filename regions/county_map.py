"""The map beside the list: a county's outline with the listed units on it, as numbers for an inline SVG.

One map unit is 100 m. The window is the whole county, or what is needed to see the listed units and the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from regions import facts
from regions.queries import NearbyUnit, Place

MIN_SPAN = 120  # map units: never closer than 12 km
MARGIN = 0.14


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    label: str
    url: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class CountyMap:
    """Everything that templates/components/county_map.html draws, in map units. `px` is about one screen pixel."""

    name: str
    path: str
    view_box: str
    px: float
    units: list[Mark]
    towns: list[Mark]
    place: Mark | None

    def _pixels(self, number: float) -> float:
        return round(number * self.px, 1)

    @property
    def dot(self) -> float:
        return self._pixels(2)

    @property
    def ring(self) -> float:
        return self._pixels(7)

    @property
    def pin(self) -> float:
        return self._pixels(9)

    @property
    def small(self) -> float:
        return self._pixels(11)

    @property
    def large(self) -> float:
        return self._pixels(14)

    @property
    def lift(self) -> float:
        return self._pixels(-5)

    @property
    def drop(self) -> float:
        return self._pixels(22)

    @property
    def centre(self) -> float:
        return self._pixels(4)


def county_map(place: Place, rows: Sequence[NearbyUnit]) -> CountyMap:
    """The map of the place's county, with the units that have a position."""
    county = facts.county_map()["counties"][place.region_code]
    west, _south, _east, north = county["bbox"]

    def xy(easting: int, northing: int) -> tuple[float, float]:
        return round((easting - west) / 100, 1), round((north - northing) / 100, 1)

    units = [
        Mark(*xy(row.unit.easting, row.unit.northing), row.unit.name, row.unit.get_absolute_url(), number)
        for number, row in enumerate(rows, 1)
        if row.unit.easting is not None and row.unit.northing is not None
    ]
    here = Mark(*xy(place.easting, place.northing), place.name)
    left, top, width, height = _window(county["bbox"], units, None if place.is_region else here)
    towns = [
        Mark(*xy(municipality.easting, municipality.northing), municipality.name)
        for municipality in facts.municipalities()
        if municipality.region_code == place.region_code and municipality.name != place.name
    ]
    edge = width * 0.08  # a name nearer the edge would be cut
    inside = [t for t in towns if left + edge < t.x < left + width - edge and top + edge < t.y < top + height - edge]
    return CountyMap(
        name=facts.regions_by_code()[place.region_code].county,
        path=county["path"],
        view_box=f"{left:g} {top:g} {width:g} {height:g}",
        px=round(width / 400, 3),
        units=units,
        towns=inside if len(inside) <= 16 else [],
        place=None if place.is_region else here,
    )


def _window(bbox: list[int], units: list[Mark], here: Mark | None) -> tuple[float, float, float, float]:
    west, south, east, north = bbox
    if here is None:
        xs, ys = [0, (east - west) / 100], [0, (north - south) / 100]
    else:
        xs, ys = [m.x for m in (*units, here)], [m.y for m in (*units, here)]
    width, height = max(max(xs) - min(xs), MIN_SPAN), max(max(ys) - min(ys), MIN_SPAN)
    side_x, side_y = width * (1 + 2 * MARGIN), height * (1 + 2 * MARGIN)
    side_x, side_y = max(side_x, side_y * 0.7), max(side_y, side_x * 0.9)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return round(middle_x - side_x / 2, 1), round(middle_y - side_y / 2, 1), round(side_x, 1), round(side_y, 1)


def sweden() -> dict[str, object]:
    """The national map: a view box, and each region with its outline. One map unit is 1 km."""
    drawn = facts.county_map()["sweden"]
    west, south, east, north = drawn["bbox"]
    return {
        "view_box": f"0 0 {(east - west) / 1000:g} {(north - south) / 1000:g}",
        "regions": [(region, drawn["counties"][region.code]) for region in facts.regions()],
    }
