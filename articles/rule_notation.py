"""What hinders a rule of the search from being read. `articles/queries/search/rules.py` takes what it does not
understand for words: so it is refused before."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import SearchRule
from language.analysis import words

_Kind = SearchRule.Kind
_SIGNS = re.compile(r"[{}|<>_?!=:;,.()\[\]\\/*\"&+%#]")
_ODD = re.compile(r"[;,.()\[\]\\/*\"&+%#]")  # what means nothing in any rule
_BRACES = re.compile(r"([^\s{}|]*)\{([^{}]*)\}")
_GROUP = re.compile(r"<([^<>\s|{}]+)>")
_GROUP_NAME = re.compile(r"[\w-]+")
SHORTEST = 3  # letters of at least one word, or a phrase is in nearly all that is typed
NOTATION = (  # an example, and what it means
    ("{svårt|tungt} andas", gettext_lazy("Ett av orden inom klamrarna, och ”andas”.")),
    ("2{slö|blek|virrig}", gettext_lazy("Två av orden inom klamrarna, vilka som helst.")),
    ("{<maskin>} {hand|finger}", gettext_lazy("Något av orden i gruppen maskin, och hand eller finger.")),
    ("=krampar", gettext_lazy("Just så, inte ”kramp”.")),
    (
        "hur_vanligt",
        gettext_lazy("Orden intill varandra, skrivna just så. ”_vad” är först i sökningen och ”film_” sist."),
    ),
    (
        "?stroke",
        gettext_lazy(
            "Före en fara: ett namn som folk också läser om. Före ett uttryck som inte visar 112: att "
            "någon läser om det."
        ),
    ),
    (
        "!statistik",
        gettext_lazy(
            "Före ett uttryck som inte visar 112: ingen är i fara, vad som än står i övrigt. Före en "
            "fara: det händer nu."
        ),
    ),
    ("maskin: såg|kvarn", gettext_lazy("En grupp: namnet, ett kolon och orden med streck mellan.")),
    ("ont smärta värk", gettext_lazy("Ord som betyder detsamma: minst två, det vanligaste först.")),
    ("liksom ba", gettext_lazy("Ord utan eller med liten betydelse: varje ord för sig.")),
)


def why_not_a_rule(kind: str, text: str, groups: Collection[str]) -> str:
    """What hinders the search from reading the text as a rule of that kind; empty when nothing does. `groups` are the
    names of those that are known."""
    if not words(text):
        return _("Skriv minst ett ord.")
    if kind in (_Kind.STOP_WORD, _Kind.WEAK_WORD, _Kind.SAME):
        return _why_not_words(kind, text)
    if kind == _Kind.GROUP:
        return _why_not_group(text, groups)
    return _why_not_phrase(text, groups)


def _why_not_words(kind: str, text: str) -> str:
    if found := _found(_SIGNS, text):
        return _("Skriv bara ord, med mellanslag mellan. Ta bort %s") % found
    if kind == _Kind.SAME and len(set(words(text))) < 2:
        return _("Skriv minst två ord som betyder detsamma, det vanligaste först: ont smärta värk.")
    return ""


def _why_not_group(text: str, groups: Collection[str]) -> str:
    name, colon, alternatives = text.partition(":")
    if not colon or not _GROUP_NAME.fullmatch(name.strip()):
        return _("Skriv gruppens namn, ett kolon och sedan orden med ett streck mellan. Exempel: maskin: såg|kvarn.")
    if found := _found(re.compile(r"[{}?!]"), alternatives):
        return _("I en grupp står bara ord med streck mellan. Ta bort %s") % found
    if not all(map(words, alternatives.split("|"))):
        return _("Ett ord saknas före eller efter ett streck. Exempel: maskin: såg|kvarn.")
    return _why_not_read(alternatives, [each for each in groups if each != name.strip()])


def _why_not_phrase(text: str, groups: Collection[str]) -> str:
    told = text[1:] if text[0] in "?!" else text
    if found := _found(re.compile(r"[?!]"), told):
        return _("%s står bara allra först i ett uttryck.") % found
    for front, inside in _BRACES.findall(told):
        several = inside.split("|")
        if front not in ("", "2") and not front.endswith(("_", "=")):
            return _("Framför { står ingenting eller siffran 2. Exempel: 2{slö|blek|virrig}.")
        if not all(map(str.strip, several)):
            return _("Ett ord saknas inom klamrarna. Exempel: {svårt|tungt} andas.")
        if front == "2" and len(several) < 2 and "<" not in inside:
            return _("2{ } betyder två av orden. Skriv minst två ord med streck mellan: 2{slö|blek|virrig}.")
    left = _BRACES.sub(" ", told)
    if "{" in left or "}" in left:
        return _("En klammer saknar sin andra hälft, eller står inom en annan. Exempel: {svårt|tungt} andas.")
    if re.search(r"\}[^\s_]", told):
        return _("Efter } står ett mellanslag, eller _ när nästa ord ska stå intill. Exempel: {svårt|tungt} andas.")
    if "|" in left:
        return _("Strecket | står bara inom klamrar. Exempel: {svårt|tungt} andas.")
    if why := _why_not_read(told, groups):
        return why
    if "<" in left:
        return _("Namnet på en grupp står inom klamrar: {<maskin>} eller {<maskin>|yxa}.")
    if "<" not in told and max(map(len, words(told))) < SHORTEST:
        return _("Uttrycket är så kort att det finns i nästan allt som skrivs. Skriv minst ett ord på tre bokstäver.")
    return ""


def _why_not_read(text: str, groups: Collection[str]) -> str:
    """What holds for groups and phrases alike: groups that are there, signs that stand where they mean something."""
    for name in _GROUP.findall(text):
        if name not in groups:
            known = _("Det finns ingen grupp som heter %(name)s. De som finns är: %(groups)s.")
            return known % {"name": name, "groups": ", ".join(sorted(groups)) or "–"}
    left = _GROUP.sub("x", text)
    if "<" in left or ">" in left:
        return _("Namnet på en grupp skrivs <så>, till exempel <maskin>.")
    if found := _found(_ODD, left):
        return _("De här tecknen betyder ingenting i en regel. Ta bort %s") % found
    if re.search(r"=(?![\w{])|\w=", left):
        return _("= står tätt före ett ord som ska vara skrivet just så. Exempel: =krampar.")
    if re.search(r"(?<![\w}])_(?![\w{])", left):
        return _("_ står tätt intill ord som ska stå bredvid varandra. Exempel: hur_vanligt.")
    return ""


def _found(signs: re.Pattern[str], text: str) -> str:
    return " ".join(dict.fromkeys(signs.findall(text)))
