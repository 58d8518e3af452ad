"""Misspellings: the known word that a typed word is nearest to."""

import functools
import tomllib
from collections.abc import Collection
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.analysis import fold

SHORTEST = 5  # letters; a shorter word is too near too many others
LONG, LONGER = 8, 13  # from here on two wrong letters are forgiven, and three


def nearest(word: str, known: Collection[str], *, most: int = 3) -> str | None:
    """The known word that is one slip away (added, left out, changed or swapped letter; more in long words, but never
    more than `most`), or None.

    Both are folded (`language.analysis.fold`). Of words as near, one that begins alike is meant, and then the first.
    """
    if len(word) < SHORTEST:
        return None
    slips = min(most, 1 + (len(word) >= LONG) + (len(word) >= LONGER))
    found = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=slips, limit=10)
    return min(found, key=lambda match: (match[1], match[0][:2] != word[:2], match[2]))[0] if found else None


@functools.cache
def everyday_words() -> frozenset[str]:
    """The folded ordinary words that look like slips of words that matter much more."""
    return _everyday("words")


@functools.cache
def near_places() -> frozenset[str]:
    """The folded ordinary words that look like slips of places and kinds of care."""
    return _everyday("near_places")


@functools.cache
def everyday_places() -> frozenset[str]:
    """The folded names of places that are ordinary words too."""
    return _everyday("places")


@functools.cache
def everyday_english() -> frozenset[str]:
    """The ordinary English words that look like slips of words that we know."""
    return _everyday("english")


def _everyday(name: str) -> frozenset[str]:
    data = tomllib.loads((Path(__file__).parent / "everyday.toml").read_text(encoding="utf-8"))
    return frozenset(fold(data[name]).split())


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS = {key: (at + row / 2, row) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}
_ALIKE = ("aeiouy", "kcgq", "sz", "td", "bp", "vwf", "mn", "jgy")  # letters that are heard for each other


def is_likely(typed: str, meant: str) -> bool:
    """Whether a letter typed for another is one that fingers or ears take for it: "svumma" is "svimma", but "toppen"
    is not "koppen". A letter too many, too few or two that are swapped are always likely."""
    if len(typed) != len(meant):
        return True
    wrong = [(one, other) for one, other in zip(typed, meant, strict=True) if one != other]
    return len(wrong) != 1 or _beside(*wrong[0]) or any(wrong[0][0] in each and wrong[0][1] in each for each in _ALIKE)


def _beside(one: str, other: str) -> bool:
    """Whether two keys lie side by side."""
    if one not in _KEYS or other not in _KEYS:
        return False
    (across, row), (other_across, other_row) = _KEYS[one], _KEYS[other]
    return abs(across - other_across) <= 1 and abs(row - other_row) <= 1
