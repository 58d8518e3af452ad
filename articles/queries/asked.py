"""What a search asks for: the typed words, each with the ways it may be met in a text.

A word is met by its stem, by what begins as it does, and by its parts when it is a compound; words typed apart are also
met joined ("mag ont"). A word that no article's name holds may be a slip of the finger and then has a second meaning.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from language.analysis import STOP_WORDS, fold, stem, terms, words
from language.compounds import parts
from language.spelling import nearest

MAX_WORDS = 10
SHORTEST_BEGINNING = 3  # letters; fewer begin too much
MOST_JOINED = 3  # words typed apart that may be one


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or words typed apart, as alternatives of a raw tsquery; `meant` is the word it may be a slip for."""

    typed: tuple[str, ...]
    stems: frozenset[str]
    shown: str
    meant: str = ""

    @property
    def as_typed(self) -> str:
        return _any(self.typed)

    @property
    def as_meant(self) -> str:
        return _any((*self.typed, *_ways(fold(self.meant)))) if self.meant else self.as_typed

    @property
    def all_stems(self) -> frozenset[str]:
        return self.stems | frozenset(terms(self.meant))


@dataclass(frozen=True)
class Asked:
    """A query, understood with the help of the articles' names."""

    words: tuple[Word, ...]
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stems", frozenset().union(*(word.all_stems for word in self.words)))

    @property
    def as_meant(self) -> str:
        """The query with its slips mended, as a person reads it."""
        return " ".join(word.meant or word.shown for word in self.words)


def understand_words(query: str, known: Mapping[str, str]) -> Asked:
    """What the query asks for. `known` is every word of the articles' names, folded → as it is written."""
    found = _WRITTEN.findall(query)
    folded = [(fold(word), word) for word in found]
    kept = [pair for pair in folded if pair[0] not in STOP_WORDS] or folded
    stems = {stem(_bare(word)) for word in known}
    asked: list[Word] = []
    left = kept[:MAX_WORDS]
    while left:
        size = next((n for n in range(MOST_JOINED, 1, -1) if len(left) >= n and _joined(left[:n]) in stems), 1)
        asked.append(_word(left[:size], known, stems))
        left = left[size:]
    return Asked(tuple(asked))


_WRITTEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return stem("".join(_bare(word) for word, _ in pairs))


def _word(pairs: list[tuple[str, str]], known: Mapping[str, str], stems: set[str]) -> Word:
    shown = " ".join(written for _, written in pairs)
    if len(pairs) > 1:
        joined = _joined(pairs)
        apart = _all(stem(_bare(word)) for word, _ in pairs)
        return Word((joined, apart), frozenset({joined, *(stem(_bare(word)) for word, _ in pairs)}), shown)
    word = pairs[0][0]
    own = frozenset(terms(word))
    is_known = word in known or stem(_bare(word)) in stems
    slip = None if is_known else nearest(word, known)
    return Word(_ways(word), own, shown, meant=known[slip].lower() if slip else "")


def _ways(word: str) -> tuple[str, ...]:
    """The ways to meet one folded word: its stem, what begins with it, its parts."""
    bare = _bare(word)
    ways = [stem(bare)]
    if len(bare) >= SHORTEST_BEGINNING:
        ways.append(f"{bare}:*")
    if pieces := parts(bare):
        ways.append(_all(pieces))
    return tuple(ways)


def _bare(word: str) -> str:
    """Letters and digits only: what is safe in a raw tsquery, and how "p-piller" is indexed."""
    return "".join(c for c in word if c.isalnum())


def _all(stems: Iterable[str]) -> str:
    return "(" + " & ".join(stems) + ")"


def _any(ways: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(ways)) + ")"


def name_stems(name: str) -> frozenset[str]:
    """The stems that say what a name names: without stop words unless it has nothing else."""
    found = words(name)
    return frozenset(stem(_bare(word)) for word in ([w for w in found if w not in STOP_WORDS] or found))
