"""Whether a position lies in Sweden, to about five kilometres: Oslo and København do not, Haparanda does."""

import csv
import functools

from regions.facts import DATA

BAND = 5_000  # metres of northing, as in regions/data/make_sweden_bands.py


@functools.cache
def _bands() -> dict[int, tuple[int, int]]:
    with (DATA / "sweden_bands.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["band"]): (int(row["west"]), int(row["east"])) for row in csv.DictReader(file)}


def within_outline(easting: int, northing: int) -> bool:
    """Whether a SWEREF 99 TM position lies between Sweden's westernmost and easternmost point at its latitude."""
    west, east = _bands().get(northing // BAND, (1, 0))
    return west <= easting <= east
