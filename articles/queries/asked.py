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
SHORTEST_HEAD = 5  # letters of a known word that an unknown one begins with
MOST_JOINED = 3  # words typed apart that may be one


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or words typed apart, as raw tsqueries: as it was typed, as it may have been `meant`, and `whole`,
    which leaves out what only begins alike."""

    shown: str
    stems: frozenset[str]
    as_typed: str
    meant: str
    as_meant: str
    whole: str


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
    ways, beginning = _ways(folded), _beginning(folded)
    is_known = folded in known or stem(bare(folded)) in stems
    slip = None if is_known else nearest(folded, known) or _begun_with(folded, known)
    if slip is None:
        typed = _any([*ways, *beginning])
        return Word(written, own, typed, "", typed, _any(ways))
    meant, both = known[slip].lower(), [*ways, *_ways(slip)]
    return Word(
        written,
        own | frozenset(terms(meant)),
        _any([*ways, *beginning]),
        meant,
        _any([*both, *beginning, *_beginning(slip)]),
        _any(both),
    )


def _apart(pairs: list[tuple[str, str]]) -> Word:
    """Words typed apart that are one: "mag ont"."""
    stems = [stem(bare(folded)) for folded, _ in pairs]
    either = _any([_joined(pairs), _all(stems)])
    shown = " ".join(written for _, written in pairs)
    return Word(shown, frozenset([_joined(pairs), *stems]), either, "", either, either)


def _joined(pairs: list[tuple[str, str]]) -> str:
    return stem("".join(bare(folded) for folded, _ in pairs))


def _begun_with(word: str, known: Mapping[str, str]) -> str | None:
    """The longest known word that an unknown one begins with: "ischiasnerven" is about "ischias"."""
    begun = [name for name in known if len(name) >= SHORTEST_HEAD and word.startswith(name)]
    return max(begun, key=len, default=None)


def _ways(word: str) -> list[str]:
    """The ways to meet one folded word: its stem, or its parts when it is a compound, the last of them in a name or
    summary: "barnhosta" is about "hosta"."""
    plain = bare(word)
    *before, last = parts(plain) or [""]
    return [stem(plain), *([_all([*before, f"{last}:AB"])] if before else [])]


def _beginning(word: str) -> list[str]:
    """Words that begin as this one does."""
    plain = bare(word)
    return [f"{plain}:*"] if len(plain) >= SHORTEST_BEGINNING else []


def _all(stems: Iterable[str]) -> str:
    return "(" + " & ".join(stems) + ")"


def _any(ways: Iterable[str]) -> str:
    return "(" + " | ".join(dict.fromkeys(ways)) + ")"
