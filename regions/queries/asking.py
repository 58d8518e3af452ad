"""The words that people ask for a kind of care with."""

import functools

from language.analysis import fold, stem
from regions.kinds import KIND_SLUGS, LAY_WORDS, PLURALS, UnitKind, asked_abroad, asked_words
from ui.text import source_text

_HURRY = frozenset({"akut"})
# Where another kind is named too, these only say where it is, or that one wants to see someone.
_GENERAL = _HURRY.union(
    "sjukhus sjukhuset lasarett lasarettet hospital lakare lakaren doktor doktorn doctor clinic".split()
)


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
    for spared in (_GENERAL, _HURRY, frozenset[str]()):
        if spared and spared.isdisjoint(left):
            continue
        kind, others = _first_kind(left, spared)
        if kind:
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
