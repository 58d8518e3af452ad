"""What else a unit must have, chosen or said in words: "vårdcentral Malmö arabiska", "drop in", "tar nya patienter"."""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from language.analysis import words
from regions.models.unit import Accessibility, Language
from ui.text import source_text

_ACCESS = {
    word: access
    for access, said in {
        Accessibility.WHEELCHAIR: "rullstol rullstolar rullstolen rullstolsanpassad rullstolsanpassat rullstolsburen"
        " rullstolsburna rullstolsvanlig rullstolsvanligt rullstolstillganglig rullstolsramp rullstolsbunden wheelchair"
        " wheelchairs",
        Accessibility.LIFT: "hiss hissen elevator",
        Accessibility.TOILET: "handikapptoalett rwc",
        Accessibility.HEARING_LOOP: "horslinga horselslinga teleslinga",
        Accessibility.SIGN_LANGUAGE: "teckensprak teckenspraket teckensprakig teckensprakskunnig",
        Accessibility.PARKING: "handikapparkering handikapparkeringsplats",
    }.items()
    for word in said.split()
}
# Beside the language's own name, of which every form counts.
_ALSO_SPOKEN = {"dari": "fa", "farsi": "fa", "sorani": "ku", "kurmanji": "ku", "samiska": "se", "tigrinska": "ti"}
_ENDINGS = ("", "talande", "sprakig", "sprakiga", "kunnig")
_LISTS = frozenset("lista listar listad listas listning listningar".split())
_NEW = frozenset("nya patienter".split())
_DROP_IN = frozenset("drop in".split())
_DROP_IN_AS_ONE = frozenset({"dropin", "drop-in"})
# Words that say nothing more beside a wish.
_BESIDE = frozenset(
    "drop patienter pratar prata pratas talar tala talas talande personal personalen sprak spraket kan tar emot med "
    "utan fran tillganglig tillgangligt tillganglighet framkomlig anpassad anpassat sitter "
    "speak speaks speaking spoken who that with access accessible".split()
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What else the unit must have: any of the languages, all of the rest. Codes as in `regions.models`."""

    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    e_services: tuple[str, ...] = ()
    drop_in: bool = False
    takes_new_listings: bool = False

    @property
    def labels(self) -> list[str]:
        """What was wished for, but for e-services, which nobody says in words."""
        told = [(_("Drop-in"), self.drop_in), (_("Tar emot nya listningar"), self.takes_new_listings)]
        chosen = [*map(Language, self.languages), *map(Accessibility, self.accessibility)]
        return [*(label for label, on in told if on), *(str(each.label) for each in chosen)]

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
    drop_in = _DROP_IN_AS_ONE.intersection(rest) or (_DROP_IN if _DROP_IN.issubset(typed) else frozenset())
    wishes = Wishes(
        tuple(dict.fromkeys(languages.values())), tuple(dict.fromkeys(access.values())), (), bool(drop_in), bool(lists)
    )
    if wishes == NO_WISHES:
        return wishes, rest
    told = {*languages, *access, *lists, *drop_in, *_BESIDE}
    return wishes, [word for word in rest if word not in told]


@functools.cache
def _languages() -> dict[str, str]:
    """Folded word → language: "arabiska", "arabisk", "arabisktalande", "arabiskspråkig", "Arabic"."""
    found: dict[str, str] = {}
    for language in Language:
        if language == Language.SWEDISH:
            continue
        with override("en"):
            found |= {words(name)[-1]: language.value for name in str(language.label).split(",")}  # "Northern Sami"
        for name in words(source_text(language.label)):
            forms = (name, name[:-1]) if name.endswith("ska") else (name,)
            found |= {f"{form}{ending}": language.value for form in forms for ending in _ENDINGS}
    return found | _ALSO_SPOKEN
