"""Reads what a person typed into find care: a kind of care, a place, whether it must be open now, and the rest.

Names of municipalities, their main towns, larger towns and regions, and postcodes come from the project's facts; other
towns from the units' own addresses.
"""

import functools
import re
from dataclasses import dataclass

from django.db.models import Avg, Count, Min

from language.analysis import fold, words
from regions import facts
from regions.kinds import LAY_WORDS, PLURALS, UnitKind
from regions.models import CareUnit

_FILLER = frozenset(
    "i pa vid nara naara runt omkring mig min narmaste narmsta inom en ett och till hitta vard var finns".split()
)
_NOW = frozenset("oppet oppen oppna nu ikvall".split())
_POSTCODE = re.compile(r"\b([1-9]\d{2}) ?(\d{2})\b")
_PREFIX = re.compile(r"^[1-9]\d{1,4}$")
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look: a point in SWEREF 99 TM, or a whole region with its main town as the point."""

    name: str
    easting: int
    northing: int
    region_code: str
    municipality_code: str = ""
    is_region: bool = False
    note: str = ""

    @property
    def where(self) -> str:
        """How one says where: "i Skåne", "på Gotland", "nära Lund"."""
        return facts.regions_by_code()[self.region_code].inside if self.is_region else f"nära {self.name}"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a query was taken to mean; `rest` is what was neither kind nor place, looked for in units' names."""

    query: str
    kind: UnitKind | None = None
    place: Place | None = None
    open_now: bool = False
    rest: tuple[str, ...] = ()


@functools.cache
def _kind_words() -> dict[str, UnitKind]:
    found = dict(LAY_WORDS)
    for kind in UnitKind:
        found[fold(str(kind.label))] = kind
        found[fold(PLURALS[kind])] = kind
    return found


@functools.cache
def _known_places() -> dict[str, Place]:
    """Folded name → place. A municipality wins over its region's name, a main town over another town."""
    found: dict[str, Place] = {}
    by_code = facts.municipalities_by_code()

    def point(name: str, code: str) -> Place:
        municipality = by_code[code]
        return Place(name, municipality.easting, municipality.northing, municipality.region_code, code)

    for municipality in facts.municipalities():
        for name in (municipality.name, f"{municipality.name} kommun", f"{municipality.name}s kommun"):
            found.setdefault(fold(name), point(municipality.name, municipality.code))
    for municipality in facts.municipalities():
        found.setdefault(fold(municipality.seat), point(municipality.seat, municipality.code))
    for town, code in facts.places():
        found.setdefault(fold(town), point(town, code))
    for region in facts.regions():
        place = region_place(region.code)
        for name in (region.name, region.county, region.organisation, f"Region {region.name}", f"{region.name} län"):
            found.setdefault(fold(name), place)
    return found


@functools.cache
def region_place(code: str) -> Place:
    """A whole region, with its seat as the point that distances are counted from."""
    region = facts.regions_by_code()[code]
    seat = next(m for m in facts.municipalities() if region.seat in (m.seat, m.name) and m.region_code == code)
    return Place(region.name, seat.easting, seat.northing, code, is_region=True)


def understand(query: str) -> Understood:
    """What the query means. At most one database query, and only for words that no fact explains."""
    text = fold(query)
    place = None
    postcode = _POSTCODE.search(text)
    if postcode:
        text = text.replace(postcode[0], " ")
        place = _postcode(postcode[1] + postcode[2])
    left = words(text)[:MAX_WORDS]
    if place is None:
        place, left = _take_place(left)
    kind, left = _take_kind(left)
    open_now = bool(_NOW & set(left))
    rest = [word for word in left if word not in _FILLER and word not in _NOW]
    if place is None and rest and len(rest) == 1 and _PREFIX.match(rest[0]):
        place = _postcode(rest[0])
        rest = [] if place else rest
    if place is None and rest:
        place = _town(" ".join(rest))
        rest = [] if place else rest
    return Understood(query, kind, place, open_now, tuple(rest))


def _take_place(left: list[str]) -> tuple[Place | None, list[str]]:
    """The longest run of words that names a place; of several, the last ("akuten i Vara" is in Vara)."""
    known = _known_places()
    for size in range(min(4, len(left)), 0, -1):
        for start in range(len(left) - size, -1, -1):
            name = " ".join(left[start : start + size])
            place = known.get(name) or (known.get(name.removesuffix("s")) if size == 1 and len(name) > 4 else None)
            if place:
                return place, left[:start] + left[start + size :]
    return None, left


def _take_kind(left: list[str]) -> tuple[UnitKind | None, list[str]]:
    for size in (2, 1):
        for start in range(len(left) - size + 1):
            kind = _kind_words().get(" ".join(left[start : start + size]))
            if kind:
                return kind, left[:start] + left[start + size :]
    return None, left


def _postcode(digits: str) -> Place | None:
    """The middle of the units with that postcode or prefix, else the post town of its first digits."""
    found = CareUnit.objects.filter(postal_code__startswith=digits, easting__isnull=False).aggregate(
        east=Avg("easting"),
        north=Avg("northing"),
        region=Min("region_id"),
        municipality=Min("municipality_id"),
        n=Count("pk"),
    )
    shown = f"{digits[:3]} {digits[3:]}".strip()
    if found["n"]:
        return Place(
            f"postnummer {shown}", round(found["east"]), round(found["north"]), found["region"], found["municipality"]
        )
    for length in (3, 2):
        entry = facts.postcodes().get(digits[:length])
        if entry:
            municipality = facts.municipalities_by_code()[entry[0]]
            return Place(
                f"postnummer {shown}",
                municipality.easting,
                municipality.northing,
                municipality.region_code,
                municipality.code,
                note=f"Postnummer som börjar på {digits[:length]} hör till trakten kring {entry[1]}.",
            )
    return None


def _town(name: str) -> Place | None:
    """The middle of the units whose address is in a town of that name."""
    found = CareUnit.objects.filter(city_key=name, easting__isnull=False).aggregate(
        city=Min("city"),
        east=Avg("easting"),
        north=Avg("northing"),
        region=Min("region_id"),
        municipality=Min("municipality_id"),
    )
    if not found["city"]:
        return None
    return Place(found["city"], round(found["east"]), round(found["north"]), found["region"], found["municipality"])
