"""The 21 regions, 290 municipalities and the places in them as facts of the project, read once from `regions/data/`.

The database holds the same rows for foreign keys (`manage.py load_regions`); what never changes is read from here,
so that finding the region in a path or a municipality's name costs no query.
"""

import csv
import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from language.analysis import slug
from language.ordering import sort_key

DATA = Path(__file__).parent / "data"
# Municipalities that are islands: Värmdö, Ekerö, Lidingö, Gotland, Öckerö, Tjörn, Orust, Hammarö.
_ISLANDS = frozenset({"0120", "0125", "0186", "0980", "1407", "1419", "1421", "1761"})
TOWN, HOSPITAL, AREA = "ort", "sjukhus", "trakt"  # three of the kinds of `places.csv`


@dataclass(frozen=True, slots=True)
class RegionFact:
    """One of the 21 self-governing regions, keyed by county code (länskod)."""

    code: str
    slug: str
    name: str
    county: str
    organisation: str
    seat: str
    website: str

    @property
    def inside(self) -> str:
        """How one says where: "i Skåne", but "på Gotland"."""
        return _inside(self.name, is_island=self.slug == "gotland")


@dataclass(frozen=True, slots=True)
class MunicipalityFact:
    """One of the 290 municipalities, keyed by SCB code; the centre point is in SWEREF 99 TM metres."""

    code: str
    name: str
    region_code: str
    seat: str
    northing: int
    easting: int

    @property
    def inside(self) -> str:
        """How one says where: "i Lund", but "på Orust"."""
        return _inside(self.name, is_island=self.code in _ISLANDS)

    def get_absolute_url(self) -> str:
        """The page of its care units."""
        region = regions_by_code()[self.region_code]
        return reverse("municipality", args=[region.slug, slug(self.name)])


@dataclass(frozen=True, slots=True)
class PlaceFact:
    """A town, village, district, island, area or hospital that people say where they are with, and its point in SWEREF
    99 TM metres. Its size is 1 for more than 10 000 inhabitants, 2 for 2 000, 3 for 500 and 4 for fewer; a hospital's
    is 2."""

    name: str
    municipality_code: str
    kind: str
    size: int
    northing: int
    easting: int


def _inside(name: str, *, is_island: bool) -> str:
    return (_("på %(name)s") if is_island else _("i %(name)s")) % {"name": name}


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def regions() -> tuple[RegionFact, ...]:
    """All 21 regions, in order of code."""
    return tuple(RegionFact(**row) for row in _rows("regions.csv"))


@functools.cache
def regions_by_name() -> tuple[RegionFact, ...]:
    """All 21 regions, as a menu has them."""
    return tuple(sorted(regions(), key=lambda region: sort_key(region.name)))


@functools.cache
def regions_by_slug() -> dict[str, RegionFact]:
    return {region.slug: region for region in regions()}


@functools.cache
def regions_by_code() -> dict[str, RegionFact]:
    return {region.code: region for region in regions()}


@functools.cache
def municipalities() -> tuple[MunicipalityFact, ...]:
    """All 290 municipalities, in order of code."""
    return tuple(
        MunicipalityFact(
            code=row["code"],
            name=row["name"],
            region_code=row["region_code"],
            seat=row["seat"],
            northing=int(row["northing"]),
            easting=int(row["easting"]),
        )
        for row in _rows("municipalities.csv")
    )


@functools.cache
def municipalities_of(region_code: str) -> tuple[MunicipalityFact, ...]:
    """A region's municipalities in alphabetical order."""
    own = (each for each in municipalities() if each.region_code == region_code)
    return tuple(sorted(own, key=lambda each: sort_key(each.name)))


@functools.cache
def municipalities_by_code() -> dict[str, MunicipalityFact]:
    return {municipality.code: municipality for municipality in municipalities()}


@functools.cache
def places() -> tuple[PlaceFact, ...]:
    """The places that people name, the larger first, and towns before others. One whose own point nobody knows has that
    of the main town."""
    rows = _rows("places.csv")
    known = {(row["municipality_code"], row["name"]): row for row in rows}
    seats = {each.code: known[each.code, each.seat] for each in municipalities()}

    def fact(row: dict[str, str]) -> PlaceFact:
        point = row if row["northing"] else seats[row["municipality_code"]]
        code, kind, size = row["municipality_code"], row["kind"], int(row["size"])
        return PlaceFact(row["name"], code, kind, size, int(point["northing"]), int(point["easting"]))

    return tuple(sorted(map(fact, rows), key=lambda place: (place.size, place.kind != TOWN)))


@functools.cache
def place_names() -> tuple[tuple[str, str], ...]:
    """(what a place is also called, in speech or in other languages; its name)."""
    return tuple((row["name"], row["place"]) for row in _rows("place_names.csv"))


@functools.cache
def main_towns() -> dict[str, PlaceFact]:
    """Municipality code → its main town."""
    seats = {(each.code, each.seat) for each in municipalities()}
    return {place.municipality_code: place for place in places() if (place.municipality_code, place.name) in seats}


@functools.cache
def postcodes() -> dict[str, tuple[str, str]]:
    """Postcode prefix of two or three digits → (municipality code, post town)."""
    return {row["prefix"]: (row["municipality_code"], row["place"]) for row in _rows("postcodes.csv")}


@functools.cache
def county_map() -> dict[str, Any]:
    """The counties' outlines as SVG paths (see regions/data/README.md)."""
    return dict(json.loads((DATA / "county_map.json").read_text(encoding="utf-8")))
