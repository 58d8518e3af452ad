"""The map beside the list: the counties' outlines with towns and units, as numbers for an inline SVG.

One map unit is 100 m: x is easting and y northing turned upside down, so that every map of the country has the same
numbers. The window is a square; which one is said in the address, or it is what is needed to see the listed units.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import Any

from django.utils.safestring import SafeString

from regions import facts
from regions.map_window import CLOSEST, WIDEST, UnitsHere, Window
from regions.models import CareUnit
from regions.queries import NearbyUnit, Place
from ui.addresses import addresses_of
from ui.components import MapDrawing, MapLand, MapMark, MapTown
from ui.drawing import drawn

MIN_SPAN = 120  # map units: what is listed is shown from no closer than 12 km
MARGIN = 0.14
AROUND = 40_000  # metres that the map of one unit shows: enough for some towns to know one's way by
TOWNS = 14
Box = tuple[float, float, float, float]
NAME, WIDE = 11, 6.5  # the height of a town's name, and the width of a letter, in pixels
LIFTS = (-5, 14, -15, 24)  # how far under its town a name may stand, in pixels: above it, below, and farther off
TARGET = 18  # the radius of what a finger hits: 24 px across also on the smallest phone, where the map is 282 px wide


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map. A mark of several units has its `count`, and the `window` to see them apart in."""

    x: float
    y: float
    label: str
    slug: str = ""
    number: int = 0
    count: int = 1
    window: Window | None = None
    lift: int = LIFTS[0]  # of a town's name

    @property
    def radius(self) -> int:
        """In pixels."""
        return 13 if self.count > 1 else 9

    @property
    def at(self) -> str:
        return f"{self.x} {self.y}"

    def drawn(self, pixels: Callable[[float], float], query: str, address_of: Callable[[str], str]) -> MapMark:
        """The mark as it is drawn, in map units; `query` is that of the page."""
        radius, target, centre = (str(pixels(number)) for number in (self.radius, TARGET, 4))
        figure = str(self.number or self.count)  # what stands in the mark: its number in the list, or how many it is
        if self.slug:
            spoken = f"{figure} {self.label}" if self.number else self.label
            address = address_of(self.slug)
            return MapMark(self.at, self.label, figure, radius, target, centre, address, spoken, listed=self.number > 0)
        closer = f"{query}{'&' if query else ''}karta={self.window}" if self.window else ""
        return MapMark(self.at, self.label, figure, radius, target, centre, several=self.count > 1, closer=closer)


@dataclass(frozen=True, slots=True)
class CountyMap:
    """Everything that templates/components/county_map.html draws, in map units."""

    name: str
    window: Window
    lands: list[tuple[str, str, bool]]  # path, where its corner is, whether it is the county itself
    units: list[Mark]
    towns: list[Mark]
    place: Mark | None
    query: str = ""  # of the page, for the links that show a part of it closer

    def drawn(self, label: str) -> SafeString:
        """The map as SVG; `label` says what it is to those who do not see it."""
        place = self.place
        drawing = MapDrawing(
            view_box=self.view_box,
            label=label,
            small=str(self.pixels(NAME)),
            outlines=drawn("components/map_land.html", self._outlines()),
            marks=drawn("components/map_mark.html", self._marks()),
            towns=drawn("components/map_town.html", self._town_names()),
        )
        if place:
            ring, drop, large = (str(self.pixels(number)) for number in (7, 22, 14))
            drawing = drawing._replace(place=place.label, place_at=place.at, ring=ring, drop=drop, large=large)
        return drawn("components/county_map.html", drawing)

    def _outlines(self) -> list[MapLand]:
        return [MapLand(path, at, not chosen) for path, at, chosen in self.lands]

    def _marks(self) -> list[MapMark]:
        address_of = addresses_of("unit")
        return [mark.drawn(self.pixels, self.query, address_of) for mark in self.units]

    def _town_names(self) -> list[MapTown]:
        dot = str(self.pixels(2))
        return [MapTown(town.at, town.label, dot, str(self.pixels(town.lift))) for town in self.towns]

    @property
    def view_box(self) -> str:
        west, _south, _east, north = self.window.bounds
        side = self.window.side / 100
        return f"{west / 100:g} {-north / 100:.7g} {side:g} {side:g}"

    def pixels(self, number: float) -> float:
        """The length of about so many pixels on the screen."""
        return round(number * _pixel(self.window), 2)


def listed_window(place: Place, rows: Sequence[NearbyUnit]) -> Window:
    """The window that shows the place and the listed units: of a region, the whole of it."""
    if place.is_region:
        west, south, east, north = facts.county_map()["counties"][place.region_code]["bbox"]
        xs, ys = [west, east], [south, north]
    else:
        placed = [row.unit for row in rows if row.unit.easting is not None]
        xs = [place.easting, *(unit.easting for unit in placed if unit.easting)]
        ys = [place.northing, *(unit.northing for unit in placed if unit.northing)]
    side = max(max(xs) - min(xs), max(ys) - min(ys), MIN_SPAN * 100) * (1 + 2 * MARGIN)
    return Window(round((max(xs) + min(xs)) / 2), round((max(ys) + min(ys)) / 2), min(round(side), WIDEST))


def listed_here(rows: Sequence[NearbyUnit]) -> list[UnitsHere]:
    """The listed units, each by itself."""
    return [
        UnitsHere(1, row.unit.easting, row.unit.northing, row.unit.name, row.unit.slug)
        for row in rows
        if row.unit.easting is not None and row.unit.northing is not None
    ]


def county_map(
    place: Place,
    rows: Sequence[NearbyUnit],
    window: Window | None = None,
    here: Sequence[UnitsHere] | None = None,
    query: str = "",
) -> CountyMap:
    """The map around a place: with what is `here`, or else with the listed units."""
    window = window or listed_window(place, rows)
    numbers = {row.unit.slug: number for number, row in enumerate(rows, 1)}
    found = listed_here(rows) if here is None else here
    units = [_mark(each, numbers, window) for each in found]
    return CountyMap(
        name=facts.regions_by_code()[place.region_code].county,
        window=window,
        lands=_lands(place.region_code, window),
        units=units,
        towns=_towns(place, window, units),
        place=None if place.is_region else _at(place.easting, place.northing, place.name),
        query=query,
    )


def unit_map(unit: CareUnit) -> CountyMap | None:
    """The surroundings of one unit; None where nobody knows its position."""
    if unit.easting is None or unit.northing is None:
        return None
    place = Place(unit.name, unit.easting, unit.northing, unit.region_id, unit.municipality_id, is_region=True)
    here = UnitsHere(1, unit.easting, unit.northing, unit.name)
    return county_map(place, [], Window(unit.easting, unit.northing, AROUND), [here])


def _at(easting: float, northing: float, label: str, **more: Any) -> Mark:
    return Mark(round(easting / 100, 1), round(-northing / 100, 1), label, **more)


def _mark(here: UnitsHere, numbers: dict[str, int], window: Window) -> Mark:
    if here.count == 1:
        return _at(here.easting, here.northing, here.name, slug=here.slug, number=numbers.get(here.slug, 0))
    # Where they stand wall to wall no window parts them; the list does.
    side = max(min(round(here.extent * 3), window.side // 2), CLOSEST)
    closer = Window(round(here.easting), round(here.northing), side)
    apart = closer if side < window.side else None
    return _at(here.easting, here.northing, here.name, count=here.count, window=apart)


def _lands(chosen: str, window: Window) -> list[tuple[str, str, bool]]:
    """The outlines that reach into the window, the county's own last."""
    west, south, east, north = window.bounds
    found = [
        (path, at, code == chosen)
        for code, path, at, (left, lower, right, upper) in _counties()
        if left < east and right > west and lower < north and upper > south
    ]
    return sorted(found, key=itemgetter(2))


@cache
def _counties() -> list[tuple[str, str, str, tuple[float, float, float, float]]]:
    """Each county: code, outline, where its corner is on the map, and west, south, east and north."""
    drawn = facts.county_map()["counties"].items()
    corners = ((code, county["path"], county["bbox"]) for code, county in drawn)
    return [(code, path, f"{box[0] / 100} {-box[3] / 100}", tuple(box)) for code, path, box in corners]


def _towns(place: Place, window: Window, units: list[Mark]) -> list[Mark]:
    """The towns in the window, the larger first, where they are few enough to be read and their names stand on nothing
    else. A name nearer the edge would be cut."""
    west, south, east, north = window.inner(0.08)
    pixel = _pixel(window)
    here = _at(place.easting, place.northing, place.name)
    taken = [_box(unit.x, unit.y, unit.radius, unit.radius, pixel) for unit in units]
    if not place.is_region:  # its ring and, below it, its name
        taken.append(_box(here.x, here.y + 9 * pixel, len(place.name) * WIDE, 16, pixel))
    found: list[Mark] = []
    for town in facts.main_towns().values():
        if len(found) == TOWNS:
            break
        if west < town.easting < east and south < town.northing < north:
            mark = _at(town.easting, town.northing, town.name)
            for lift in LIFTS if place.is_region or mark.at != here.at else ():
                half = len(town.name) * WIDE / 2
                name = _box(mark.x, mark.y + (lift - NAME / 2) * pixel, half, NAME / 2, pixel)
                if not any(_overlap(name, other) for other in taken):
                    found.append(replace(mark, lift=lift))
                    taken.append(name)
                    break
    return found


def _box(x: float, y: float, half_width: float, half_height: float, pixel: float) -> Box:
    """West, top, east and bottom of what stands around a point; the halves are in pixels."""
    wide, high = half_width * pixel, half_height * pixel
    return x - wide, y - high, x + wide, y + high


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _pixel(window: Window) -> float:
    """The map units of about one pixel on the screen."""
    return window.side / 100 / 400


def sweden() -> dict[str, object]:
    """The national map: a view box, and each region with its outline. One map unit is 1 km."""
    drawn = facts.county_map()["sweden"]
    west, south, east, north = drawn["bbox"]
    return {
        "view_box": f"0 0 {(east - west) / 1000:g} {(north - south) / 1000:g}",
        "regions": [(region, drawn["counties"][region.code]) for region in facts.regions()],
    }
