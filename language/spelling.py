"""Misspellings: the known word that a typed word is nearest to."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import OSA

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
