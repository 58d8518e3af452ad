"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

import functools
import tomllib

from articles.library_format import LIBRARY
from language.analysis import STOP_WORDS, bare, stem, words

# In "föder nu" and "vill dö" the small word is what makes the phrase urgent.
_SMALL_WORDS = STOP_WORDS - {"nu", "vill"}


def is_emergency(query: str) -> bool:
    """Whether what was typed holds every word of an emergency phrase, in any order and inflection."""
    typed = frozenset(_significant(query))
    return any(phrase <= typed for phrase in _emergency_phrases())


@functools.cache
def _emergency_phrases() -> tuple[frozenset[str], ...]:
    data = tomllib.loads((LIBRARY / "emergency_phrases.toml").read_text(encoding="utf-8"))
    return tuple(frozenset(_significant(phrase)) for phrase in data["phrases"])


def _significant(text: str) -> list[str]:
    return [stem(bare(word)) for word in words(text) if word not in _SMALL_WORDS]
