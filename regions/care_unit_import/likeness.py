"""When two units are likely one: the same kind, the same name in its town, and near each other.

A name of its own ("Vårdcentralen Gripen") is one unit within 150 metres, or in its municipality when a position is
missing. A chain's or a kind's bare name ("Apoteket", "Vårdcentralen") is one only within 50 metres or in the same
street, since two of a chain's shops may share a square. Two HSA ids are always two units.
"""

import math
from dataclasses import dataclass

DISTANCE = 150  # metres
BARE_DISTANCE = 50
MOST_IN_A_CELL = 50  # a bound on the work that a strange file can cause
Key = tuple[str, ...]


@dataclass(slots=True)
class Candidate:
    """A unit of the database or a row of the file, among others with the same key of the name."""

    row_number: int | None
    unit_id: int | None
    has_source: bool
    name: str
    full_name: str
    bare: bool
    placed: bool
    kinds: frozenset[str]
    municipality_id: str
    street: str
    easting: int | None
    northing: int | None
    hsa_id: str | None

    @property
    def label(self) -> str:
        return f"rad {self.row_number}" if self.row_number else f"”{self.name}” (nr {self.unit_id}) som redan finns"

    @property
    def position(self) -> tuple[int, int]:
        assert self.easting is not None
        assert self.northing is not None
        return self.easting, self.northing

    def may_be(self, other: "Candidate") -> bool:
        two_ids = self.hsa_id and other.hsa_id and self.hsa_id != other.hsa_id
        return not two_ids and not self.kinds.isdisjoint(other.kinds)

    def place_keys(self) -> list[Key]:
        """What must be equal, beside the name's key, when a position is missing."""
        keys: list[Key] = []
        if not self.bare:
            keys.append((self.municipality_id, "name"))
        elif self.placed:
            keys.append((self.municipality_id, "full name", self.full_name))
        if self.street:
            keys.append((self.municipality_id, "street", self.street.lower()))
        return [(*key, kind) for key in keys for kind in sorted(self.kinds)]


class Group:
    """The units with one key of the name; finds the one that a new row is a duplicate of, whatever their number."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Candidate]] = {}
        self._everywhere: dict[Key, Candidate] = {}
        self._without_position: dict[Key, Candidate] = {}

    def add(self, candidate: Candidate) -> None:
        if candidate.easting is not None:
            self._into_cell(candidate)
        for key in candidate.place_keys():
            self._everywhere.setdefault(key, candidate)
            if candidate.easting is None:
                self._without_position.setdefault(key, candidate)

    def find(self, row: Candidate) -> tuple[Candidate, str] | None:
        """The unit that the row is a duplicate of, and why."""
        near = self._nearest(row)
        if near:
            return near[1], f"samma namn och typ, {near[0]:.0f} m från {near[1].label}"
        places = self._everywhere if row.easting is None else self._without_position
        for key in row.place_keys():
            found = places.get(key)
            if found and found.may_be(row):
                where = "gata" if key[1] == "street" else "kommun"
                return found, f"samma namn, typ och {where} som {found.label}, position saknas"
        return None

    def merge(self, kept: Candidate, row: Candidate) -> None:
        """What the kept one learns from a row that was merged into it, and what later rows are compared with."""
        kept.hsa_id = kept.hsa_id or row.hsa_id
        if kept.easting is None and row.easting is not None:
            kept.easting, kept.northing = row.easting, row.northing
            self._into_cell(kept)

    def _into_cell(self, candidate: Candidate) -> None:
        cell = self._cells.setdefault(_cell(candidate), [])
        if len(cell) < MOST_IN_A_CELL:
            cell.append(candidate)

    def _nearest(self, row: Candidate) -> tuple[float, Candidate] | None:
        if row.easting is None:
            return None
        limit = BARE_DISTANCE if row.bare else DISTANCE
        x, y = _cell(row)
        around = (self._cells.get((x + dx, y + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        found = [(_distance(row, other), other) for cell in around for other in cell if other.may_be(row)]
        return min((pair for pair in found if pair[0] <= limit), key=lambda pair: pair[0], default=None)


def _cell(candidate: Candidate) -> tuple[int, int]:
    easting, northing = candidate.position
    return easting // DISTANCE, northing // DISTANCE


def _distance(one: Candidate, other: Candidate) -> float:
    return math.dist(one.position, other.position)
