"""What a name identifies: whether it is a care unit at all, and what is left of it when two names are compared."""

import functools
from dataclasses import dataclass

from language.analysis import fold, words
from regions.care_unit_import.faults import RowRefused
from regions.facts import MunicipalityFact

# Words that say what a unit is, not which one.
_GENERIC_WORDS = (
    "vardcentral vardcentralen halsocentral halsocentralen huslakarmottagning huslakarmottagningen huslakare "
    "huslakaren huslakarna familjelakare familjelakarna lakarmottagning lakarmottagningen lakarhus lakarhuset "
    "apotek mottagning mottagningen klinik kliniken bvc barnavardscentral barnavardscentralen "
    "barnmorskemottagning barnmorskemottagningen ungdomsmottagning ungdomsmottagningen akutmottagning "
    "akutmottagningen narakut narakuten ogonmottagning hudmottagning tandlakare tandlakarna tandvard "
    "tandvarden tandklinik tandkliniken rehab rehabmottagning vaccinationsmottagning jourmottagning "
    "jourcentral sjukhus sjukhuset lasarett lasarettet psykiatri psykiatriska ab hb i och pa vid the"
)
# Chains: one has many units, at times two in a street, so that the name alone does not tell which.
_CHAIN_WORDS = (
    "apoteket apoteksgruppen hjartat kronan lloyd folktandvard distriktstandvard capio citykliniken narhalsan "
    "droghandel medstop docmorris cura aqua dental apoteksombud kry min doktor praktikertjanst aleris svea "
    "vaccin express"
)
_GENERIC, _CHAINS = frozenset(_GENERIC_WORDS.split()), frozenset(_CHAIN_WORDS.split())
_SAME = {"folktandvarden": "folktandvard", "distriktstandvarden": "distriktstandvard", "lloydsapotek": "lloyd"}
_NOT_CARE = {
    word: what
    for words_, what in {
        "begravningsbyrå": "en begravningsbyrå",
        "städ lokalvård": "städning",
        "vaktmästeri": "ett vaktmästeri",
        "restaurang produktionskök": "ett kök eller en restaurang",
        "bårhus obduktionsavdelning": "ett bårhus",
        "arkiv centralarkivet": "ett arkiv",
        "bibliotek centralbiblioteket sjukhusbiblioteket": "ett bibliotek",
        "västfastigheter": "en fastighetsförvaltning",
        "sekretariat administration": "administration",
        "fouu-enheten": "forskning och utbildning",
        "medicinteknik": "medicinsk teknik",
        "tandteknik dentalteknik dentallaboratorium": "ett tandtekniskt laboratorium",
        "vending": "en automat",
        "veterinär djursjukhus": "vård för djur",
    }.items()
    for word in words_.split()
}
# Along the Torne river the map has units of the Finnish side; the border is closer there than a position can tell.
_FINNISH = ("apteekki", "terveyskeskus", "terveystalo", "terveysasema", "hammaslääkäri", "sairaala")
_TORNE_VALLEY = {"2518", "2521", "2583", "2584"}


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name for comparing: its own words in order of the alphabet, and all its words in theirs.

    `bare`: its own words are none, or a chain's; then only nearness or the street can tell units apart.
    `placed`: the whole name says which of the chain's or the kind's units it is, through its town.
    """

    own: str
    full: str
    bare: bool
    placed: bool


def refuse_what_is_not_care(name: str) -> None:
    """Refuses the rows of the data that no one seeks care at."""
    lowered = name.lower()
    for word in lowered.replace("/", " ").replace(",", " ").split():
        if word in _NOT_CARE:
            raise RowRefused("inte en mottagning", f"namnet säger {_NOT_CARE[word]}")
    if "medicinsk teknik" in lowered:
        raise RowRefused("inte en mottagning", "namnet säger medicinsk teknik")


def refuse_what_is_in_finland(name: str, municipality_code: str) -> None:
    """Refuses what stands on the other side of the river."""
    if municipality_code in _TORNE_VALLEY and any(word in name.lower() for word in _FINNISH):
        raise RowRefused("ligger troligen i Finland", "finskt namn vid gränsen")


@functools.lru_cache(maxsize=2_000)
def name_key(name: str, municipality: MunicipalityFact, city: str = "") -> NameKey:
    """How a name is compared in its town: "Boo folktandvård" and "Folktandvården Boo" have the same key."""
    found = [_SAME.get(word, word) for word in words(name)]
    towns = town_words(municipality, city)
    own = {_base(word) for word in found if word not in _GENERIC} - {""}
    kept = {word for word in own if word not in towns}
    bare = kept <= _CHAINS
    return NameKey(" ".join(sorted(kept)), " ".join(found), bare, placed=own != kept or not bare)


@functools.lru_cache(maxsize=2_000)
def town_words(municipality: MunicipalityFact, city: str = "") -> frozenset[str]:
    """The words that only say which town: the municipality's name, its seat and the row's own town."""
    return frozenset(_base(word) for town in (municipality.name, municipality.seat, city) for word in words(fold(town)))


def _base(word: str) -> str:
    """A word without the s of the genitive and a last -apotek: "tegs" → "teg", "lloydsapotek" → "lloyd"."""
    if len(word) > 8 and word.endswith("apotek"):
        word = word.removesuffix("apotek")
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
