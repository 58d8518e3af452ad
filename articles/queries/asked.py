"""What a search asks for: the typed words, each with the ways it may be met in a text.

A word is met by its stem, by what begins as it does, and by its parts when it is a compound; words typed apart are also
met joined ("mag ont"). A word that is in no article's name may be a slip of the finger, and then has a second meaning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from language.analysis import STOP_WORDS, bare, stem, terms, words, written_words
from language.compounds import parts
from language.spelling import nearest

MAX_WORDS = 10
SHORTEST_BEGINNING = 3  # letters; fewer begin too much
MOST_JOINED = 3  # words typed apart that may be one


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or words typed apart, as a raw tsquery of what was typed and of what may have been `meant`."""

    shown: str
    stems: frozenset[str]
    as_typed: str
    meant: str
    as_meant: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, understood with the help of the articles' names."""

    words: tuple[Word, ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for word in self.words for stem in word.stems)

    @property
    def meant(self) -> str:
        """The query with its slips mended, as a person reads it."""
        return " ".join(word.meant or word.shown for word in self.words)


def asked_for(query: str, known: Mapping[str, str]) -> Asked:
    """What the query asks for. `known` has every word of the articles' names, folded → as it is written."""
    found = written_words(query)
    left = ([pair for pair in found if pair[0] not in STOP_WORDS] or found)[:MAX_WORDS]
    stems = {stem(bare(word)) for word in known}
    asked: list[Word] = []
    while left:
        size = next((n for n in range(MOST_JOINED, 1, -1) if len(left) >= n and _joined(left[:n]) in stems), 1)
        asked.append(_apart(left[:size]) if size > 1 else _word(*left[0], known, stems))
        left = left[size:]
    return Asked(tuple(asked))


def name_stems(name: str) -> frozenset[str]:
    """The stems that say what a name names: without stop words, unless it has nothing else."""
    found = words(name)
    return frozenset(stem(bare(word)) for word in ([w for w in found if w not in STOP_WORDS] or found))


def _word(folded: str, written: str, known: Mapping[str, str], stems: set[str]) -> Word:
    own = frozenset(terms(folded))
    typed = _ways(folded)
    is_known = folded in known or stem(bare(folded)) in stems
    slip = None if is_known else nearest(folded, known)
    if slip is None:
        return Word(written, own, _any(typed), "", _any(typed))
    meant = known[slip].lower()
    return Word(written, own | frozenset(terms(meant)), _any(typed), meant, _any([*typed, *_ways(slip)]))


def _apart(pairs: list[tuple[str, str]]) -> Word:
    """Words typed apart that are one: "mag ont"."""
    stems = [stem(bare(folded)) for folded, _ in pairs]
    either = _any([_joined(pairs), _all(stems)])
    return Word(" ".join(written for _, written in pairs), frozenset([_joined(pairs), *stems]), either, "", either)


def _joined(pairs: list[tuple[str, str]]) -> str:
    return stem("".join(bare(folded) for folded, _ in pairs))


def _ways(word: str) -> list[str]:
    """The ways to meet one folded word: its stem, what begins with it, its parts."""
    plain = bare(word)
    ways = [stem(plain)]
    if len(plain) >= SHORTEST_BEGINNING:
        ways.append(f"{plain}:*")
    if pieces := parts(plain):
        ways.append(_all(pieces))
    return ways


def _all(stems: Iterable[str]) -> str:
    return "(" + " & ".join(stems) + ")"


def _any(ways: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(ways)) + ")"
