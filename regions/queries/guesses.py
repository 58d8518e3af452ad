"""What a misspelt word in find care may have meant, offered as a link and never taken for granted."""

import functools

from rapidfuzz import process
from rapidfuzz.distance import OSA

from regions.queries.asking import kind_words
from regions.queries.gazetteer import well_known
from regions.queries.understanding import Understood
from ui.text import source_text

LEAST_LETTERS = 4
LEAST_ALIKE = 0.74  # one slip in four letters, two in eight


def did_you_mean(understood: Understood) -> str | None:
    """The query with its unknown words changed into the places and kinds that they are most like, or None."""
    if not understood.rest:
        return None
    whole = _nearest(" ".join(understood.rest))
    guesses = [whole] if whole else [_nearest(word) for word in understood.rest]
    if not any(guesses):
        return None
    words = [guess or word for guess, word in zip(guesses, understood.rest, strict=False)]
    return " ".join(part for part in (understood.query_with(name=False), *words) if part)


def _nearest(word: str) -> str | None:
    if len(word) < LEAST_LETTERS:
        return None
    found = process.extractOne(word, _names().keys(), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE)
    return _names()[found[0]] if found else None


@functools.cache
def _names() -> dict[str, str]:
    """Folded word → how it is written."""
    kinds = {word: source_text(kind.label).lower() for word, kind in kind_words().items()}
    return kinds | {name: place.name for name, place in well_known().items()}
