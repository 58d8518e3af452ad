"""Reads what a person typed into find care: a kind of care, a place, whether it must be open now, and the rest.

Names of municipalities, their main towns, larger towns and regions, and postcodes come from the project's facts; other
towns from the units' own addresses.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass, replace

from django.db.models import Avg, Count, Min, QuerySet
from django.utils.translation import gettext as _

from language.analysis import STOP_WORDS, fold, stem, words
from regions import facts
from regions.kinds import KIND_SLUGS, LAY_WORDS, PLURALS, UnitKind
from regions.models import CareUnit
from ui.text import source_text

_FILLER = frozenset(
    "i pa vid nara naara runt omkring mig min narmaste narmsta inom en ett och till hitta vard varden var finns "
    "ligger det som ar jag for att soker sok postnummer postnr mottagning mottagningar mottagningen vardenhet".split()
)
_NOW = frozenset("oppet oppen oppna nu idag ikvall dygnet".split())
_EVENINGS = frozenset("kvall kvallen kvallar helg helgen helger lordag lordagar sondag sondagar".split())
_POSTCODE = re.compile(r"\b(?:se?-)?([1-9][0-9]{2}) ?([0-9]{2})\b")
_PREFIX = re.compile(r"[1-9][0-9]{1,3}")
_NO_POSTCODES = frozenset({"112", "1177"})  # whoever types these looks for help, not for a post town
_AT = frozenset("i pa vid nara naara runt omkring till inom kring".split())  # what a place's name comes after
_TYPED_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
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
    typed: str = ""  # what one types to mean it, where that is not the name

    @property
    def where(self) -> str:
        """How one says where: "i Skåne", "på Gotland", "nära Lund"."""
        return (
            facts.regions_by_code()[self.region_code].inside
            if self.is_region
            else _("nära %(place)s") % {"place": self.name}
        )


@dataclass(frozen=True, slots=True)
class Understood:
    """What a query was taken to mean; `rest` is what was neither kind nor place, looked for in units' names."""

    query: str
    kind: UnitKind | None = None
    place: Place | None = None
    open_now: bool = False
    evenings: bool = False
    rest: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The words looked for in units' names, as they were typed."""
        typed = [word for word in _TYPED_WORD.findall(self.query) if fold(word) in self.rest]
        return " ".join(typed if len(typed) == len(self.rest) else self.rest)

    def query_with(self, *, kind: bool = True, name: bool = True) -> str:
        """A query for less than was asked: without the opening hours, and without the kind or the name."""
        parts = [
            source_text(self.kind.label).lower() if self.kind and kind else "",
            self.name if name else "",
            (self.place.typed or self.place.name) if self.place else "",
        ]
        return " ".join(part for part in parts if part)


@functools.cache
def kind_words() -> dict[str, UnitKind]:
    plurals = {fold(source_text(plural)): kind for kind, plural in PLURALS.items()}
    found = LAY_WORDS | KIND_SLUGS | plurals
    stems = {stem(word): kind for word, kind in found.items() if " " not in word}
    return stems | found


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
    return found


@functools.cache
def _spelt_alike() -> dict[str, dict[str, Place]]:
    """Municipalities that only å, ä or ö tells apart, Habo and Håbo: folded name → name in lower case → place."""
    found: dict[str, dict[str, Place]] = {}
    for each in facts.municipalities():
        place = Place(each.name, each.easting, each.northing, each.region_code, each.code)
        found.setdefault(fold(each.name), {})[each.name.lower()] = place
    return {name: places for name, places in found.items() if len(places) > 1}


def _as_spelt(place: Place, query: str) -> Place:
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


def understand(query: str) -> Understood:
    """What the query means. At most one database query, and only for words that no fact explains."""
    text = fold(query)
    place = None
    postcode = _POSTCODE.search(text)
    if postcode:
        text = text.replace(postcode[0], " ")
        place = _postcode(postcode[1] + postcode[2])
    named, left = _take_place(words(text)[:MAX_WORDS])
    named = _as_spelt(named, query) if named else None
    place = place or named  # "413 01 Göteborg" is near the postcode
    kind, left = _take_kind(left)
    times = set(left)
    rest = [word for word in left if word not in _FILLER | _NOW | _EVENINGS]
    if place is None and len(rest) == 1 and _PREFIX.fullmatch(rest[0]) and rest[0] not in _NO_POSTCODES:
        place = _postcode(rest[0])
        rest = [] if place else rest
    if place is None and rest:
        place = _town(" ".join(rest))
        rest = [] if place else rest
    return Understood(query, kind, place, bool(_NOW & times), bool(_EVENINGS & times), tuple(rest))


def _take_place(left: list[str]) -> tuple[Place | None, list[str]]:
    """The longest run of words that names a place; of several, the last ("akuten i Vara" is in Vara)."""
    known = known_places()
    for size in range(min(4, len(left)), 0, -1):
        for start in range(len(left) - size, -1, -1):
            name = " ".join(left[start : start + size])
            place = known.get(name) or (known.get(name.removesuffix("s")) if size == 1 and len(name) > 3 else None)
            if place and not (size == 1 and _is_common_word(name, left, start)):
                return place, left[:start] + left[start + size :]
    return None, left


def _is_common_word(name: str, left: list[str], start: int) -> bool:
    """Whether a place's name is the everyday word that it also is: "vad kan det vara", but not "akuten i Vara"."""
    alone = all(word == name or word in _FILLER for word in left)
    named = start > 0 and left[start - 1] in _AT
    return name in STOP_WORDS and not (alone or named or _take_kind(left)[0])


def _take_kind(left: list[str]) -> tuple[UnitKind | None, list[str]]:
    """The first word that names a kind; "akut" beside another kind only says that there is a hurry."""
    kind, others = _first_kind([word for word in left if word != "akut"])
    return (kind, others) if kind else _first_kind(left)


def _first_kind(left: list[str]) -> tuple[UnitKind | None, list[str]]:
    known = kind_words()
    for size in (2, 1):
        for start in range(len(left) - size + 1):
            words_here = left[start : start + size]
            kind = known.get(" ".join(words_here)) or (known.get(stem(words_here[0])) if size == 1 else None)
            if kind:
                return kind, left[:start] + left[start + size :]
    return None, left


def _postcode(digits: str) -> Place | None:
    """The middle of the units with that postcode or prefix where most of them are, else the post town of the digits.

    None, and no question to the database, where no post town has such digits.
    """
    if digits[:2] not in facts.postcodes():
        return None
    shown = f"{digits[:3]} {digits[3:]}".strip()
    name, typed = _("postnummer %(digits)s") % {"digits": shown}, f"postnummer {shown}"
    found = _middles(CareUnit.objects.filter(postal_code__startswith=digits))
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


def _town(name: str) -> Place | None:
    """The middle of the units whose address is in a town of that name; of several such towns, the one with most."""
    found = _middles(CareUnit.objects.filter(city_key=name).exclude(city=""))
    if len(found) < 2:
        return found[0] if found else None
    here, *others = (facts.municipalities_by_code()[place.municipality_code].name for place in found)
    note = _("%(town)s finns i flera kommuner. Det här är i %(municipality)s. Orten finns också i %(others)s.")
    note %= {"town": found[0].name, "municipality": here, "others": ", ".join(others)}
    return replace(found[0], note=note)


def _middles(units: QuerySet[CareUnit]) -> list[Place]:
    """The middle of the units in each municipality that has some with a position, the most units first."""
    rows = (
        units.filter(easting__isnull=False)
        .values("municipality_id", "region_id")
        .annotate(town=Min("city"), east=Avg("easting"), north=Avg("northing"), n=Count("pk"))
        .order_by("-n", "municipality_id")
    )
    return [
        Place(row["town"], round(row["east"]), round(row["north"]), row["region_id"], row["municipality_id"])
        for row in rows[:5]
    ]
