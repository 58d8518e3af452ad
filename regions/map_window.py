"""The square of the country that a map shows, and the units in it."""

import re
from dataclasses import dataclass, replace

from regions.outline import within_outline

CLOSEST, WIDEST = 1_500, 900_000  # metres
_WINDOW = re.compile(r"([0-9]{6})-([0-9]{7})-([0-9]{4,6})")


@dataclass(frozen=True, slots=True)
class Window:
    """The square that a map shows: its middle in SWEREF 99 TM, and its side, in metres."""

    easting: int
    northing: int
    side: int

    @classmethod
    def read(cls, text: str) -> "Window | None":
        """A window as the address has it; None where it is none, or has its middle outside Sweden."""
        found = _WINDOW.fullmatch(text)
        if not found or not within_outline(int(found[1]), int(found[2])):
            return None
        return cls(int(found[1]), int(found[2]), min(max(int(found[3]), CLOSEST), WIDEST))

    def __str__(self) -> str:
        return f"{self.easting}-{self.northing}-{self.side}"

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """West, south, east, north."""
        half = self.side // 2
        return self.easting - half, self.northing - half, self.easting + half, self.northing + half

    def zoomed(self, factor: float) -> "Window":
        return replace(self, side=min(max(round(self.side * factor), CLOSEST), WIDEST))

    def moved(self, east: float, north: float) -> "Window":
        """Moved by parts of its side; where it would leave the country it stays."""
        moved = replace(
            self, easting=self.easting + round(east * self.side), northing=self.northing + round(north * self.side)
        )
        return moved if within_outline(moved.easting, moved.northing) else self

    def inner(self, edge: float) -> tuple[float, float, float, float]:
        """West, south, east and north of what is not nearer the edge than a part of the side."""
        room = self.side * (0.5 - edge)
        return self.easting - room, self.northing - room, self.easting + room, self.northing + room


@dataclass(frozen=True, slots=True)
class UnitsHere:
    """The units at one spot of a map: how many, where, and of a single one its name and address name."""

    count: int
    easting: float
    northing: float
    name: str = ""
    slug: str = ""
    extent: float = 0  # metres between those farthest apart
