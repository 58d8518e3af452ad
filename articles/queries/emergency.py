"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

import functools
import tomllib

from articles.library_format import LIBRARY
from language.analysis import STOP_WORDS, bare, fold, stem, words
from language.spelling import nearest

LONG = 7  # letters
EXACTLY = "="  # before a word of a phrase that means something else in other inflections

# In "föder nu", "vill dö" and "blöder mycket" the small word is what makes the phrase urgent.
_SMALL_WORDS = STOP_WORDS - {"nu", "vill", "mycket"}


def is_emergency(query: str) -> bool:
    """Whether what was typed holds every word of an emergency phrase, in any order and inflection, also with a slip."""
    typed = {form for word in words(query) for form in (stem(bare(word)), EXACTLY + word)}
    slips = {nearest(word, _long_words(), most=1) for word in words(query) if len(word) >= LONG}
    typed |= {stem(word) for word in slips if word}
    return any(phrase <= typed for phrase in _emergency_phrases())


@functools.cache
def _phrases() -> tuple[str, ...]:
    data = tomllib.loads((LIBRARY / "emergency_phrases.toml").read_text(encoding="utf-8"))
    return tuple(fold(phrase) for phrase in data["phrases"])


@functools.cache
def _emergency_phrases() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_forms(phrase)) for phrase in _phrases())


@functools.cache
def _long_words() -> frozenset[str]:
    """Words that are long enough to be told from others when a letter is wrong."""
    return frozenset(word for phrase in _phrases() for word in words(phrase) if len(word) >= LONG)


def _forms(phrase: str) -> list[str]:
    """The stems that must have been typed, and with "=" the words that must have been typed just so."""
    found = [word for word in phrase.split() if word not in _SMALL_WORDS]
    return [word if word.startswith(EXACTLY) else stem(bare(word)) for word in found]
