"""The places that people name when they look for care, and the points that distances are counted from.

Names of regions, municipalities, towns, villages, districts, islands and hospitals come from the project's facts.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from language.analysis import fold
from regions import facts

# Provinces that lie in one region, and what people call the regions beside their names.
_ALSO_CALLED = {
    "01": ("Storstockholm", "SLL"),
    "03": ("Uppland",),
    "04": ("Södermanland",),
    "12": ("Scania", "Skåneregionen"),
    "14": ("VGR", "Västergötland", "Bohuslän", "Dalsland", "Västsverige"),
    "18": ("Närke",),
    "20": ("Dalarnas län",),
    "21": ("Gästrikland", "Hälsingland"),
    "22": ("Medelpad", "Ångermanland"),
    "23": ("Jämtland", "Härjedalen"),
}
_PART = re.compile(r"[- ]")
WELL_KNOWN = 2  # the size (see `PlaceFact`) of places that a word may be a slip of
MOST_NAMED = 3  # places of the same name that are told of


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
    typed: str = ""  # what one types to mean it, where that is not the name
    size: int = 1  # see `PlaceFact`, as for the kind
    kind: str = facts.TOWN

    @property
    def where(self) -> str:
        """How one says where: "i Skåne", "på Gotland", "nära Lund"."""
        return (
            facts.regions_by_code()[self.region_code].inside
            if self.is_region
            else _("nära %(place)s") % {"place": self.name}
        )


@functools.cache
def known_places() -> dict[str, Place]:
    """Folded name → the place that is meant by it when nothing else is said. A municipality wins over its region's
    name, a main town over another town."""
    found: dict[str, Place] = {}
    for place in map(_municipality, facts.municipalities()):
        for word in ("kommun", "stad"):
            for name in (f"{place.name} {word}", f"{place.name}s {word}"):
                found.setdefault(fold(name), place)
    found |= {name: places[0] for name, places in _namesakes().items()}
    for region in facts.regions():
        place = region_place(region.code)
        for name in (region.name, region.county, region.organisation, f"Region {region.name}", f"{region.name} län"):
            found.setdefault(fold(name), place)
        for name in _ALSO_CALLED.get(region.code, ()):
            found.setdefault(fold(name), place)
    for name, place in list(found.items()):
        for spelling in _spellings(name):
            found.setdefault(spelling, place)
    for other, name in facts.place_names():
        found.setdefault(fold(other), found[fold(name)])
    return found


@functools.cache
def well_known() -> dict[str, Place]:
    """Of `known_places` those that a word may be a slip of: regions and towns by their names. There are so many
    villages and districts that any word is near one."""
    return {
        name: place
        for name, place in known_places().items()
        if place.kind == facts.TOWN and place.size <= WELL_KNOWN and name == fold(place.name)
    }


def called(folded: str) -> list[Place]:
    """All places of a folded name, that which is meant when nothing else is said first."""
    return _namesakes().get(folded) or [place for place in [known_places().get(folded)] if place]


def _spellings(name: str) -> list[str]:
    """Other ways to write a folded name: "munka-ljungby" with a space or together, "sankt" as "s:t" or "st"."""
    parts = _PART.split(name)
    if len(parts) == 1:
        return []
    spellings = [" ".join(parts), "-".join(parts), "".join(parts)]
    if parts[0] == "sankt":
        spellings += [" ".join(["st", *parts[1:]]), " ".join(["s t", *parts[1:]])]
    return spellings


def _municipality(municipality: facts.MunicipalityFact) -> Place:
    """Where its name is a place's too, that place: Åre, whose main town is Järpen. It is well known, however small. One
    that is all of its region and has no town of its name is the region: Gotland."""
    if municipality.name != municipality.seat and facts.municipalities_of(municipality.region_code) == (municipality,):
        return region_place(municipality.region_code)
    place = _own_places().get((municipality.code, municipality.name)) or main_town(municipality.code)
    return replace(place, name=municipality.name, size=min(place.size, WELL_KNOWN))


@functools.cache
def _own_places() -> dict[tuple[str, str], Place]:
    return {(fact.municipality_code, fact.name): _place(fact) for fact in facts.places()}


def main_town(code: str) -> Place:
    """The main town of a municipality."""
    return _place(facts.main_towns()[code])


def place_in(code: str, name: str) -> Place:
    """The place of that name in a municipality, where it has a point of its own; else the main town."""
    return _own_places().get((code, name)) or main_town(code)


@functools.cache  # one object, in however many lists it stands
def _place(fact: facts.PlaceFact) -> Place:
    code = fact.municipality_code
    region_code = facts.municipalities_by_code()[code].region_code
    return Place(fact.name, fact.easting, fact.northing, region_code, code, size=fact.size, kind=fact.kind)


@functools.cache
def _namesakes() -> dict[str, list[Place]]:
    """Folded name → the places of that name: a municipality, a main town, and then others, the larger first."""
    found: dict[str, list[Place]] = {}
    municipalities = [_municipality(each) for each in facts.municipalities()]
    for place in [*municipalities, *map(main_town, facts.main_towns()), *map(_place, facts.places())]:
        known = found.setdefault(fold(place.name), [])
        if all(each.municipality_code != place.municipality_code for each in known):
            known.append(place)
    return found


def told_apart(place: Place, query: str, region_code: str = "") -> Place:
    """Of places that are called the same: the one that was typed letter by letter (Habo, Håbo), or else lies in the
    reader's region, or else is the largest; with a word about others that may have been meant."""
    alike = _namesakes().get(fold(place.name), [])
    if place.is_region or len(alike) < 2:
        return place
    typed = unicodedata.normalize("NFC", query.lower())
    as_typed = [each for each in alike if re.search(rf"\b{re.escape(each.name.lower())}", typed)]
    if typed.isascii():  # å, ä and ö are often left out: a village is not meant where a town is
        as_typed = [each for each in as_typed if each.size <= place.size + 1]
    fitting = as_typed or [each for each in alike if each.name == place.name]
    near = [each for each in fitting if each.region_code == region_code]
    meant = fitting[0] if not near or _is_municipality(fitting[0]) else near[0]
    return replace(meant, note=_about_others(meant, [each for each in alike if each is not meant]))


def _about_others(meant: Place, alike: list[Place]) -> str:
    """Of places of that name those that are not much smaller."""
    by_code = facts.municipalities_by_code()
    others = [each for each in alike if each.size <= meant.size + 1]
    same = [by_code[each.municipality_code].name for each in others if each.name == meant.name]
    if same:
        return in_several(meant.name, by_code[meant.municipality_code].name, same[:MOST_NAMED])
    counties = facts.regions_by_code()
    where = ", ".join(f"{each.name} i {counties[each.region_code].county}" for each in others[:MOST_NAMED])
    return _("Det finns också %(where)s.") % {"where": where} if where else ""


def in_several(town: str, here: str, others: list[str]) -> str:
    """That a town is in a municipality, and that others have one of the same name."""
    note = _("%(town)s finns i flera kommuner. Det här är i %(municipality)s. Namnet finns också i %(others)s.")
    return note % {"town": town, "municipality": here, "others": ", ".join(others)}


def within(place: Place, wide: Place) -> Place | None:
    """The place of that name that lies in a municipality or a region: Dalby in Lund. None if there is none. A town that
    its region is named after is the region to another municipality."""
    alike = _namesakes().get(fold(place.name), [])
    if wide.is_region:
        return next((each for each in alike if each.region_code == wide.region_code), None)
    if not _is_municipality(wide):
        return None
    own = facts.municipalities_by_code()[wide.municipality_code]
    here = [each for each in alike if each.municipality_code == own.code and each.name != own.name]
    if not here and wide.name == facts.regions_by_code()[wide.region_code].name:  # "Täby Stockholm"
        here = [each for each in alike if each.region_code == wide.region_code and _is_municipality(each)]
        here = [each for each in here if each.municipality_code != own.code]
    return here[0] if here else None


def _is_municipality(place: Place) -> bool:
    """Or its main town."""
    own = facts.municipalities_by_code()[place.municipality_code]
    return place.name in (own.name, own.seat)


@functools.cache
def region_place(code: str) -> Place:
    """A whole region, with its seat as the point that distances are counted from."""
    region = facts.regions_by_code()[code]
    seat = next(m for m in facts.municipalities() if region.seat in (m.seat, m.name) and m.region_code == code)
    return replace(main_town(seat.code), name=region.name, municipality_code="", is_region=True)


def nearest_place(easting: int, northing: int) -> Place:
    """The town, village or district that is nearest to a point."""
    return min(_towns(), key=lambda each: (each.easting - easting) ** 2 + (each.northing - northing) ** 2)


@functools.cache
def _towns() -> list[Place]:
    return [_place(fact) for fact in facts.places() if fact.kind not in (facts.AREA, facts.HOSPITAL)]
