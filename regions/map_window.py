"""The square of the country that a map shows, and the units in it."""

import re
from dataclasses import dataclass

from regions.outline import nearest_in_outline, reaches_outline

CLOSEST, WIDEST = 1_500, 1_800_000  # metres
_WINDOW = re.compile(r"([0-9]{6})-([0-9]{7})-([0-9]{4,7})")


@dataclass(frozen=True, slots=True)
class Window:
    """The square that a map shows: its middle in SWEREF 99 TM, and its side, in metres."""

    easting: int
    northing: int
    side: int

    @classmethod
    def read(cls, text: str) -> "Window | None":
        """A window as the address has it; None where it is none, or shows nothing of Sweden."""
        found = _WINDOW.fullmatch(text)
        if not found:
            return None
        window = cls(int(found[1]), int(found[2]), _side(int(found[3])))
        return window if reaches_outline(*window.bounds) else None

    def __str__(self) -> str:
        return f"{self.easting}-{self.northing}-{self.side}"

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """West, south, east, north."""
        half = self.side // 2
        return self.easting - half, self.northing - half, self.easting + half, self.northing + half

    def zoomed(self, factor: float) -> "Window":
        return Window(*nearest_in_outline(self.easting, self.northing), _side(self.side * factor))

    def moved(self, east: float, north: float) -> "Window":
        """Moved by parts of its side, with its middle no farther than the country reaches."""
        easting, northing = self.easting + round(east * self.side), self.northing + round(north * self.side)
        return Window(*nearest_in_outline(easting, northing), self.side)

    def inner(self, edge: float) -> tuple[float, float, float, float]:
        """West, south, east and north of what is not nearer the edge than a part of the side."""
        room = self.side * (0.5 - edge)
        return self.easting - room, self.northing - room, self.easting + room, self.northing + room


def _side(metres: float) -> int:
    return min(max(round(metres), CLOSEST), WIDEST)


@dataclass(frozen=True, slots=True)
class UnitsHere:
    """The units at one spot of a map: how many, where, and of a single one its name and address name."""

    count: int
    easting: float
    northing: float
    name: str = ""
    slug: str = ""
    extent: float = 0  # metres between those farthest apart
