"""The places that people name when they look for care, and the points that distances are counted from.

Names of municipalities, their main towns, larger towns and regions, and postcodes come from the project's facts; other
towns from the units' own addresses.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass, replace

from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _

from language.analysis import fold
from regions import facts
from regions.outline import within_outline
from regions.sweref import from_wgs84

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


_POSITION = re.compile(r"([56][0-9](?:\.[0-9]{1,6})?),([12][0-9](?:\.[0-9]{1,6})?)")
# In SQL: asked on every search for what may be a town.
_MIDDLES = {
    asked: f"""
        SELECT municipality_id, region_id, min(city), avg(easting), avg(northing)
        FROM regions_careunit
        WHERE {condition} AND easting IS NOT NULL AND (closed_on IS NULL OR closed_on > CURRENT_DATE)
        GROUP BY municipality_id, region_id
        ORDER BY count(*) DESC, municipality_id
        LIMIT 5
    """  # noqa: S608 – constants only
    for asked, condition in (("postal_code", "postal_code LIKE %s"), ("town", "city_key = %s AND city <> ''"))
}


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
    """Folded name → place. A municipality wins over its region's name, a main town over another town."""
    found: dict[str, Place] = {}
    by_code = facts.municipalities_by_code()

    def point(name: str, code: str) -> Place:
        municipality = by_code[code]
        return Place(name, municipality.easting, municipality.northing, municipality.region_code, code)

    for municipality in facts.municipalities():
        place = point(municipality.name, municipality.code)
        found.setdefault(fold(municipality.name), place)
        for word in ("kommun", "stad"):
            found.setdefault(fold(f"{municipality.name} {word}"), place)
            found.setdefault(fold(f"{municipality.name}s {word}"), place)
    for municipality in facts.municipalities():
        found.setdefault(fold(municipality.seat), point(municipality.seat, municipality.code))
    for town, code in facts.places():
        found.setdefault(fold(town), point(town, code))
    for region in facts.regions():
        place = region_place(region.code)
        for name in (region.name, region.county, region.organisation, f"Region {region.name}", f"{region.name} län"):
            found.setdefault(fold(name), place)
        for name in _ALSO_CALLED.get(region.code, ()):
            found.setdefault(fold(name), place)
    return found


@functools.cache
def _spelt_alike() -> dict[str, dict[str, Place]]:
    """Municipalities that only å, ä or ö tells apart, Habo and Håbo: folded name → name in lower case → place."""
    found: dict[str, dict[str, Place]] = {}
    for each in facts.municipalities():
        place = Place(each.name, each.easting, each.northing, each.region_code, each.code)
        found.setdefault(fold(each.name), {})[each.name.lower()] = place
    return {name: places for name, places in found.items() if len(places) > 1}


def as_spelt(place: Place, query: str) -> Place:
    """Of places that are spelt alike, the one that was typed letter by letter, with a word about the other."""
    alike = _spelt_alike().get(fold(place.name), {})
    typed = unicodedata.normalize("NFC", query.lower())
    for name, each in alike.items():
        if re.search(rf"\b{re.escape(name)}", typed):
            others = [p for p in alike.values() if p != each]
            where = ", ".join(f"{p.name} i {facts.regions_by_code()[p.region_code].county}" for p in others)
            return replace(each, note=_("Det finns också %(where)s.") % {"where": where})
    return place


@functools.cache
def region_place(code: str) -> Place:
    """A whole region, with its seat as the point that distances are counted from."""
    region = facts.regions_by_code()[code]
    seat = next(m for m in facts.municipalities() if region.seat in (m.seat, m.name) and m.region_code == code)
    return Place(region.name, seat.easting, seat.northing, code, is_region=True)


def position_place(text: str) -> Place | None:
    """The reader's own position, "55.70,13.19": degrees with two decimals, which is a kilometre or so. None outside
    Sweden. The municipality is the one whose centre is nearest."""
    found = _POSITION.fullmatch(text)
    if not found:
        return None
    easting, northing = from_wgs84(round(float(found[1]), 2), round(float(found[2]), 2))
    if not within_outline(easting, northing):
        return None
    nearest = min(facts.municipalities(), key=lambda m: (m.easting - easting) ** 2 + (m.northing - northing) ** 2)
    return Place(_("din plats"), easting, northing, nearest.region_code, nearest.code)


def postcode_place(digits: str) -> Place | None:
    """The middle of the units with that postcode or prefix where most of them are, else the post town of the digits.

    None, and no question to the database, where no post town has such digits.
    """
    if digits[:2] not in facts.postcodes():
        return None
    shown = f"{digits[:3]} {digits[3:]}".strip()
    name, typed = _("postnummer %(digits)s") % {"digits": shown}, f"postnummer {shown}"
    found = _middles("postal_code", f"{digits}%")
    if found:
        return replace(found[0], name=name, typed=typed)
    for length in (3, 2):
        entry = facts.postcodes().get(digits[:length])
        if entry:
            municipality = facts.municipalities_by_code()[entry[0]]
            return Place(
                name,
                municipality.easting,
                municipality.northing,
                municipality.region_code,
                municipality.code,
                note=_("Postnummer som börjar på %(digits)s hör till trakten kring %(town)s.")
                % {"digits": digits[:length], "town": entry[1]},
                typed=typed,
            )
    return None


def town_place(name: str) -> Place | None:
    """The middle of the units whose address is in a town of that name; of several such towns, the one with most."""
    found = _middles("town", name)
    if len(found) < 2:
        return found[0] if found else None
    here, *others = (facts.municipalities_by_code()[place.municipality_code].name for place in found)
    note = _("%(town)s finns i flera kommuner. Det här är i %(municipality)s. Orten finns också i %(others)s.")
    note %= {"town": found[0].name, "municipality": here, "others": ", ".join(others)}
    return replace(found[0], note=note)


def _middles(asked: str, value: str) -> list[Place]:
    """The middle of the units in each municipality that has some with a position, the most units first. None while the
    database is gone: then a postcode is its post town."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_MIDDLES[asked], [value])
            rows = cursor.fetchall()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        return []
    return [
        Place(town, round(east), round(north), region, municipality) for municipality, region, town, east, north in rows
    ]
