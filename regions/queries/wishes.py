"""What else a unit must have, chosen or said in words: "vårdcentral Malmö arabiska", "drop in", "tar nya patienter"."""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from language.analysis import fold
from regions.models.unit import Accessibility, Language
from ui.text import source_text

_ACCESS = {
    "rullstol": Accessibility.WHEELCHAIR,
    "rullstolsanpassad": Accessibility.WHEELCHAIR,
    "hiss": Accessibility.LIFT,
    "horslinga": Accessibility.HEARING_LOOP,
    "teckensprak": Accessibility.SIGN_LANGUAGE,
    "handikapparkering": Accessibility.PARKING,
}
_LISTS = frozenset("lista listar listad listas listning listningar".split())
_NEW = frozenset("nya patienter".split())
_DROP_IN = frozenset("drop in".split())
# Words that say nothing more beside a wish.
_BESIDE = frozenset("drop patienter pratar prata talar tala talande personal sprak kan tar emot med utan".split())


@dataclass(frozen=True, slots=True)
class Wishes:
    """What else the unit must have: any of the languages, all of the rest. Codes as in `regions.models`."""

    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    e_services: tuple[str, ...] = ()
    drop_in: bool = False
    takes_new_listings: bool = False

    def __or__(self, other: "Wishes") -> "Wishes":
        return Wishes(
            tuple(dict.fromkeys(self.languages + other.languages)),
            tuple(dict.fromkeys(self.accessibility + other.accessibility)),
            tuple(dict.fromkeys(self.e_services + other.e_services)),
            self.drop_in or other.drop_in,
            self.takes_new_listings or other.takes_new_listings,
        )


NO_WISHES = Wishes()


def wishes_in(typed: Collection[str], rest: list[str]) -> tuple[Wishes, list[str]]:
    """The wishes that folded words tell, and what is left of the words that nothing else explained."""
    languages = {word: code for word in rest if (code := _languages().get(word))}
    access = {word: _ACCESS[word].value for word in rest if word in _ACCESS}
    lists = _LISTS.intersection(rest) or (_NEW if _NEW.issubset(typed) else frozenset())
    drop_in = frozenset({"dropin"}.intersection(rest)) or (_DROP_IN if _DROP_IN.issubset(typed) else frozenset())
    wishes = Wishes(
        tuple(dict.fromkeys(languages.values())), tuple(dict.fromkeys(access.values())), (), bool(drop_in), bool(lists)
    )
    if wishes == NO_WISHES:
        return wishes, rest
    told = {*languages, *access, *lists, *drop_in, *_BESIDE}
    return wishes, [word for word in rest if word not in told]


@functools.cache
def _languages() -> dict[str, str]:
    """Folded word → language: "arabiska", "arabisk", "arabisktalande"."""
    found = {}
    for language in Language:
        if language == Language.SWEDISH:
            continue
        name = fold(source_text(language.label))
        found[name] = language.value
        if name.endswith("ska"):
            found[name[:-1]] = found[f"{name[:-1]}talande"] = found[f"{name}talande"] = language.value
    return found
