"""What a process knows by heart: the names of the published articles, the words that they and the texts are made of,
and the rules of the search. `learning` reads it, and again when `SearchState` says that something has changed.

Names and what is asked are both taken apart into atoms: canonical stems, compounds split. "Öroninflammation" and
"inflammation i örat" then have the same atoms.
"""

import functools
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.text import Truncator

from articles.models import ArticleKind, Language
from articles.queries.search.rules import Rules
from language.analysis import bare, base, stem, words
from language.compounds import parts_among
from ui.addresses import address_of

TITLE, NAME, ASKED, FOREIGN, MEDICINE = 1.0, 0.98, 0.92, 0.95, 0.93  # what a match of such a name is worth
OFTEN = 3.0  # names; an atom that a topic has in so many is worth half of what it would be in all
LONGEST_WHOLE = 5  # letters; a longer word may be a compound
MOST_JOINED = 3  # words of a name that may be typed together
SUMMARY_SHOWN = 170  # letters
LONGEST_NAME = 1 << 16  # letters, more than any has: a name's number and a place in it make one number


@functools.lru_cache(maxsize=8192)  # more than there are topics
def _shortened(summary: str) -> str:
    return str(Truncator(summary).chars(SUMMARY_SHOWN))


@functools.cache  # so that equal ones are one object
def _held_by(count: int) -> float:
    return count / (count + OFTEN)


@functools.cache
def _kind_label(kind: str, language: str | None) -> str:
    return str(ArticleKind(kind).label)


@dataclass(frozen=True, slots=True)
class Topic:
    """A published Swedish article as a search result names it."""

    pk: int
    slug: str
    title: str
    kind: str
    demand: float
    summary: str
    languages: tuple[str, ...] = ()

    def kind_in(self, language: str | None) -> str:
        """What its kind is called in the language, which is the reader's."""
        return _kind_label(self.kind, language)

    @property
    def brief(self) -> str:
        """As much of the summary as a result has room for."""
        return _shortened(self.summary)

    @property
    def translations(self) -> list[tuple[Language, str]]:
        """The languages that the topic is translated into, with the addresses."""
        return [(Language(each), address_of("translated_article", each, self.slug)) for each in self.languages]

    def get_absolute_url(self) -> str:
        return address_of("article", self.slug)


@dataclass(frozen=True, slots=True)
class Name:
    """A title or ämnesord: its folded words, and what a match of it is worth (0–1)."""

    topic: int
    text: str
    worth: float


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A national article in Swedish that a publisher has taken away; its page says what to do meanwhile."""

    slug: str
    title: str

    def get_absolute_url(self) -> str:
        return address_of("article", self.slug)


def spelling(text: str) -> str:
    """The same for a name in every inflection."""
    return " ".join(stem(bare(word)) for word in words(text))


@dataclass
class Lexicon:
    serial: int
    rules: Rules
    rules_told: int = 0  # what the database said of the rules, as a hash
    naming_told: int | None = 0  # the same of those that names are learnt by; None of one that is not to be changed
    topics: dict[int, Topic] = field(default_factory=dict)
    withdrawn: dict[str, Withdrawn] = field(default_factory=dict)  # by their names (`spelling`)
    told: dict[int, int] = field(default_factory=dict)  # topic → what the database said of its names, as a hash
    names: list[Name] = field(default_factory=list)
    weights: "array[float]" = field(default_factory=lambda: array("d"))  # how much all the atoms of each name tell
    names_with: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # atom → names
    whole: dict[str, tuple[int, ...]] = field(default_factory=dict)  # a name without spaces → topics
    stems: Counter[str] = field(default_factory=Counter)  # of the words of names
    words: Counter[str] = field(default_factory=Counter)  # folded, of names
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)  # a short name typed as one word → its words
    written: dict[str, str] = field(default_factory=dict)  # a folded word of a name → as it is written
    spelt: set[str] = field(default_factory=set)  # the folded words of the texts, which are spelt right
    foreign: Counter[str] = field(default_factory=Counter)  # the folded words of names in other languages
    medicines: frozenset[str] = frozenset()  # the folded names of medicines that are one word
    by_sound: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    rarity: dict[str, float] = field(default_factory=dict)  # atom → how much it tells, in nats
    beginnings: "array[int]" = field(default_factory=lambda: array("Q"))  # places (`begun_at`) in names, sorted
    titles: "array[int]" = field(default_factory=lambda: array("Q"))  # the beginnings of titles, sorted
    too_common: set[str] = field(default_factory=set)  # tsqueries that so many texts answer that they tell nothing
    mended: dict[tuple[str, str], list[Any]] = field(default_factory=dict)  # slips, and what they were taken for
    suggested: dict[str, list[int]] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)  # while it is read: words, each but once in memory
    reading: bool = True  # what is typed later is not kept: it may be someone's name
    _atoms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _topics_with: dict[str, dict[int, float]] = field(default_factory=dict)  # of the atoms that many names have

    def to_change(self, serial: int) -> "Lexicon":
        """A copy to teach, while others go on reading this one; `learning` weighs it anew."""
        return replace(
            self,
            serial=serial,
            names=[*self.names],
            names_with=self.names_with.copy(),  # whose lists are replaced and never changed
            whole={**self.whole},
            stems=self.stems.copy(),
            words=self.words.copy(),
            joined={**self.joined},
            written={**self.written},
            foreign=self.foreign.copy(),
            by_sound={**self.by_sound},
            by_length=defaultdict(list, {length: [*words] for length, words in self.by_length.items()}),
            beginnings=self.beginnings[:],
            titles=self.titles[:],
            too_common=set(),
            mended={},
            suggested={},
            seen={},
            reading=True,
            _atoms={**self._atoms},
        )

    def one(self, word: str) -> str:
        """The word, as the object that it already is in memory while the lexicon is read."""
        return self.seen.setdefault(word, word) if self.reading else word

    def atoms(self, folded: str) -> tuple[str, ...]:
        """The canonical stems of one folded word: of its parts when it is a compound, else its own."""
        found = self._atoms.get(folded)
        if found is None:
            plain = bare(folded)
            own = self.one(stem(plain))
            if parts := self.joined.get(folded):
                found = tuple(dict.fromkeys(atom for part in parts for atom in self.atoms(part)))
            elif self.rules.canonical(own) != own:  # another word stands for it, which may be a compound
                found = self.atoms(self.rules.heads[self.rules.same[own]])
            else:
                plain = base(plain)  # "ångesten" is no kind of "sten"
                split = parts_among(plain, self.stems) if len(plain) > LONGEST_WHOLE else ()
                found = tuple(self.one(self.rules.canonical(part)) for part in split or (own,))
            if self.reading:
                self._atoms[folded] = found
        return found

    def atoms_of(self, folded: list[str]) -> Iterable[str]:
        """The atoms of a name's telling words, each once."""
        telling = [word for word in folded if word not in self.rules.stop] or folded
        return dict.fromkeys(atom for word in telling for atom in self.atoms(word))

    def topics_with(self, atom: str) -> Mapping[int, float]:
        """Topic → how much its names have the atom: 0–1, the more the more of them do."""
        known = self._topics_with.get(atom)
        if known is not None:
            return known
        counts = Counter(self.names[number].topic for number in self.names_with.get(atom, ()))
        return {topic: _held_by(count) for topic, count in counts.items()}

    def rare(self, atom: str) -> float:
        return self.rarity.get(atom, self._unseen)

    @property
    def _unseen(self) -> float:
        return math.log(1 + 2 * max(len(self.topics), 1))

    def has_word(self, folded: str) -> bool:
        """Whether a folded word stands, just so, in some name or text."""
        return folded in self.written or folded in self.spelt or folded in self.foreign

    def beginning_with(self, text: str, most: int, *, titles: bool = False) -> list[int]:
        """The names that begin, or have a word that begins, with the folded text; or the titles that begin so."""
        among = self.titles if titles else self.beginnings
        found: dict[int, None] = {}
        for at in range(bisect_left(among, text, key=self.begun_at), len(among)):
            if not self.begun_at(among[at]).startswith(text) or len(found) >= most:
                break
            found[among[at] // LONGEST_NAME] = None
        return list(found)

    def begun_at(self, place: int) -> str:
        """The text of a name from one of its words on."""
        number, at = divmod(place, LONGEST_NAME)
        return self.names[number].text[at:]
