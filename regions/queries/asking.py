"""The words that people ask for a kind of care with."""

import functools
import re
from collections.abc import Collection

from language.analysis import fold, stem
from regions.kinds import KIND_SLUGS, LAY_WORDS, PLURALS, UnitKind, asked_abroad, asked_words, narrower_words
from ui.text import source_text

SHORTEST_HEAD, SHORTEST_PART = 3, 5  # letters of what a compound begins with, and of the part that names a kind
LONGEST_COMPOUND = 60  # letters; looking through what is longer would take the square of the time
_ANIMALS = ("djur", "hund", "katt", "hast")
_PLACE_OF_CARE = re.compile(r"s?(?:mottagning|enhet|klinik|avdelning|buss|central)(?:en)?")
_HURRY = frozenset({"akut"})
# Kinds of their own, and beside one that has such units (`narrower`) these of it: "psykiatrisk akutmottagning".
_AT_ONCE = frozenset("akuten akutmottagning akutmottagningen akutmottagningar jour jouren".split())
_ANY_DOCTOR = frozenset(
    "lakare lakaren doktor doktorn doctor clinic primarvard primarvarden primarvards sjukskoterska "
    "sjukskoterskan".split()
)
# Where another kind is named too, these only say where it is, or that one wants to see someone.
_GENERAL = _HURRY | _ANY_DOCTOR | frozenset("sjukhus sjukhuset sjukhusets lasarett lasarettet hospital".split())


@functools.cache
def kind_words() -> dict[str, UnitKind]:
    """What a kind of care is called, folded; single Swedish words by their stems too."""
    plurals = {fold(source_text(plural)): kind for kind, plural in PLURALS.items()}
    found = asked_words() | LAY_WORDS | KIND_SLUGS | plurals
    found |= {f"{word}en": kind for word, kind in found.items() if word.endswith("mottagning")}
    stems = {stem(word): kind for word, kind in found.items() if " " not in word}
    return asked_abroad() | stems | found


def take_kind(left: list[str]) -> tuple[UnitKind | None, list[str]]:
    """The first word that names a kind, and the words beside it. "Akut" beside another kind only says that there is a
    hurry, and a hospital where it is; "läkare" is any doctor."""
    for spared in (_GENERAL | _AT_ONCE, _GENERAL, _HURRY, frozenset[str]()):
        if spared and spared.isdisjoint(left):
            continue
        kind, others = _first_kind(left, spared)
        at_once = spared & _AT_ONCE & set(left)
        if kind and (not at_once or narrower(kind, at_once)):
            return kind, [word for word in others if word not in spared]
    return None, left


def _first_kind(left: list[str], spared: frozenset[str]) -> tuple[UnitKind | None, list[str]]:
    """One word, or two or three; words typed apart that are one kind count too ("vård central"), and what one
    begins with ("BVC-sköterska"). Words that are spared do not count by themselves."""
    known = kind_words()
    for size in (3, 2, 1):
        for start in range(len(left) - size + 1):
            words_here = left[start : start + size]
            kind = known.get(" ".join(words_here))
            if kind is None and size == 2:
                kind = known.get("".join(words_here))
            if size == 1 and words_here[0] in spared:
                continue
            if kind is None and size == 1:
                kind = known.get(stem(words_here[0])) or known.get(words_here[0].replace("-", " "))
                kind = kind or known.get(words_here[0].partition("-")[0])
            if kind:
                return kind, left[:start] + left[start + size :]
    return None, left


def narrower(kind: UnitKind | None, said: Collection[str]) -> tuple[str, ...]:
    """What words in the names of units begin with that are just what was asked for: "bup" is psychiatry for children.
    Nothing where the words are as wide as the kind."""
    groups = narrower_words().get(kind, ()) if kind else ()
    return next((group for group in groups if any(word.startswith(group) for word in said)), ())


def kind_within(left: list[str]) -> tuple[UnitKind | None, list[str]]:
    """The kind that a compound is of ("primärvårdsrehab", "vaccinationsbuss"), and the words beside it."""
    for word in left:
        kind = _kind_of_compound(word)
        if kind:
            return kind, [other for other in left if other != word]
    return None, left


def _kind_of_compound(word: str) -> UnitKind | None:
    if not word.isascii() or len(word) > LONGEST_COMPOUND or word.startswith(_ANIMALS):
        return None
    known = kind_words()
    for cut in range(SHORTEST_HEAD, len(word) - SHORTEST_PART + 1):  # the longest tail first
        if word[cut:] in known and word[cut:] not in _ANY_DOCTOR:
            return known[word[cut:]]
    for cut in range(len(word) - SHORTEST_HEAD, SHORTEST_PART - 1, -1):
        if _PLACE_OF_CARE.fullmatch(word[cut:]) and word[:cut] in known:
            return known[word[:cut]]
    return None
