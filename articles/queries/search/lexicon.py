"""What a process knows by heart: the names of the published articles, the words that they and the texts are made of,
and the rules of the search. Read anew when `SearchState` says that something has changed.

Names and what is asked are both taken apart into atoms: canonical stems, compounds split. "Öroninflammation" and
"inflammation i örat" then have the same atoms.
"""

import functools
import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils.text import Truncator

from articles.models import Article, ArticleKind, Language, SearchRule, Synonym
from articles.queries.search.rules import Rules, rules_of
from language.analysis import bare, fold, stem, written_words
from language.compounds import parts_among
from language.sound import sound

TITLE, NAME, ASKED, FOREIGN = 1.0, 0.98, 0.92, 0.95  # what a match of such a name is worth
WEAK = 0.25  # what a word of little meaning is worth beside others
LONGEST_WHOLE = 5  # letters; a longer word may be a compound
MOST_JOINED = 3  # words of a name that may be typed together
FEW = 20  # names; the topics of so many are counted when they are asked for
SUMMARY_SHOWN = 170  # letters
LONGEST_NAME = 1 << 16  # letters, more than any has: a name's number and a place in it make one number


@functools.lru_cache(maxsize=4096)
def _shortened(summary: str) -> str:
    return str(Truncator(summary).chars(SUMMARY_SHOWN))


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

    @property
    def kind_label(self) -> str:
        return str(ArticleKind(self.kind).label)

    @property
    def brief(self) -> str:
        """As much of the summary as a result has room for."""
        return _shortened(self.summary)

    @property
    def translations(self) -> list[tuple[Language, str]]:
        """The languages that the topic is translated into, with the addresses."""
        return [(Language(each), reverse("translated_article", args=[each, self.slug])) for each in self.languages]

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Name:
    """A title or ämnesord: its folded words, and what a match of it is worth (0–1)."""

    topic: int
    text: str
    worth: float


@dataclass
class Lexicon:
    serial: int
    rules: Rules
    topics: dict[int, Topic] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    weights: "array[float]" = field(default_factory=lambda: array("d"))  # how much all the atoms of each name tell
    names_with: dict[str, tuple[int, ...]] = field(default_factory=dict)  # atom → names
    whole: dict[str, tuple[int, ...]] = field(default_factory=dict)  # a name without spaces → topics
    stems: set[str] = field(default_factory=set)  # of the words of names
    written: dict[str, str] = field(default_factory=dict)  # a folded word of a name → as it is written
    spelt: set[str] = field(default_factory=set)  # the folded words of the texts, which are spelt right
    foreign: set[str] = field(default_factory=set)  # the folded words of names in other languages
    by_sound: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    rarity: dict[str, float] = field(default_factory=dict)  # atom → how much it tells, in nats
    beginnings: "array[int]" = field(default_factory=lambda: array("Q"))  # places (`begun_at`) in names, sorted
    titles: "array[int]" = field(default_factory=lambda: array("Q"))  # the beginnings of titles, sorted
    too_common: set[str] = field(default_factory=set)  # tsqueries that so many texts answer that they tell nothing
    mended: dict[tuple[str, str], list[Any]] = field(default_factory=dict)  # slips, and what they were taken for
    suggested: dict[str, list[int]] = field(default_factory=dict)
    reading: bool = True  # what is typed later is not kept: it may be someone's name
    _atoms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _topics_with: dict[str, dict[int, int]] = field(default_factory=dict)  # of the atoms that many names have

    def atoms(self, folded: str) -> tuple[str, ...]:
        """The canonical stems of one folded word: of its parts when it is a compound, else its own."""
        found = self._atoms.get(folded)
        if found is None:
            plain = bare(folded)
            own = stem(plain)
            if self.rules.canonical(own) != own:  # another word stands for it, which may be a compound
                found = self.atoms(self.rules.heads[self.rules.same[own]])
            else:
                split = parts_among(plain, self.stems) if len(plain) > LONGEST_WHOLE else ()
                found = tuple(self.rules.canonical(part) for part in split or (own,))
            if self.reading:
                self._atoms[folded] = found
        return found

    def atoms_of(self, folded: list[str]) -> Iterable[str]:
        """The atoms of a name's telling words, each once."""
        telling = [word for word in folded if word not in self.rules.stop] or folded
        return dict.fromkeys(atom for word in telling for atom in self.atoms(word))

    def topics_with(self, atom: str) -> Mapping[int, int]:
        """Topic → how many of its names have the atom."""
        return self._topics_with.get(atom) or Counter(self.names[n].topic for n in self.names_with.get(atom, ()))

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


def read_lexicon(serial: int) -> Lexicon:
    """All that the search knows by heart, from the database: 57 µs a name, so seconds where there are many."""
    rules = SearchRule.objects.filter(ended_at__isnull=True).order_by("pk").values_list("kind", "text")
    found = Lexicon(serial, rules_of(rules))
    _read_topics(found)
    for topic, text, worth in _names(found):
        _learn_name(found, topic, text, worth)
    _take_apart(found)
    _read_text_words(found)
    _weigh(found)
    found.reading = False
    return found


def _read_topics(found: Lexicon) -> None:
    rows = (
        Article.objects.national()
        .filter(live__isnull=False)
        .values_list("pk", "slug", "language", "title", "kind", "demand", "live__summary")
    )
    translated: dict[str, list[str]] = defaultdict(list)
    swedish = []
    for row in rows.order_by("sort_key", "pk"):
        if row[2] == Language.SWEDISH:
            swedish.append(row)
        else:
            translated[row[1]].append(row[2])
    for pk, slug, _, title, kind, demand, summary in swedish:
        found.topics[pk] = Topic(pk, slug, title, kind, demand, summary, tuple(sorted(translated[slug])))


def _names(found: Lexicon) -> list[tuple[int, str, float]]:
    """(topic, text, worth) of every name, titles first; those of a translation lead to the Swedish article. A word that
    is the very title of another topic is no name of this one."""
    of_slug = {topic.slug: pk for pk, topic in found.topics.items()}
    rows = [(pk, topic.title, TITLE) for pk, topic in found.topics.items()]
    rows += [(pk, topic.slug.replace("-", " "), TITLE) for pk, topic in found.topics.items()]
    titles = Article.objects.national().filter(live__isnull=False).exclude(language=Language.SWEDISH)
    rows += [(of_slug[slug], title, FOREIGN) for slug, title in titles.values_list("slug", "title") if slug in of_slug]
    titled = {fold(topic.slug.replace("-", " ")): topic.slug for topic in found.topics.values()}
    titled |= {fold(topic.title): topic.slug for topic in found.topics.values()}
    words_of = Synonym.objects.order_by("pk").values_list("article__slug", "text", "kind", "language")
    for slug, text, kind, language in words_of:
        if slug in of_slug and titled.get(fold(text), slug) == slug:
            worth = ASKED if kind == Synonym.Kind.ASKED else NAME if language == "sv" else FOREIGN
            rows.append((of_slug[slug], text, worth))
    return rows


def _learn_name(found: Lexicon, topic: int, text: str, worth: float) -> None:
    """A name and its words, and a short name typed as one word; nobody's spelling is mended into another language."""
    pairs = written_words(text)
    if not pairs:
        return
    found.names.append(Name(topic, " ".join(folded for folded, _ in pairs), worth))
    if worth == FOREIGN:
        found.foreign.update(folded for folded, _ in pairs)
        return
    for folded, word in pairs:
        _learn(found, folded, word)
        found.stems.add(stem(bare(folded)))
    if worth >= NAME and 1 < len(pairs) <= MOST_JOINED:
        joined = "".join(bare(folded) for folded, _ in pairs)
        _learn(found, joined, text)
        found._atoms[joined] = tuple(dict.fromkeys(atom for folded, _ in pairs for atom in found.atoms(folded)))


def _learn(found: Lexicon, folded: str, written: str) -> None:
    if folded not in found.written:
        found.written[folded] = written
        if len(folded) > 3:
            found.by_sound[sound(written.replace(" ", ""))].append(folded)
            found.by_length[len(folded)].append(folded)


def _take_apart(found: Lexicon) -> None:
    """What leads to each name: its atoms, all of it typed as one word, and its beginning from each telling word on."""
    names_with: dict[str, list[int]] = defaultdict(list)
    alone = {pk: (pk,) for pk in found.topics}
    for number, name in enumerate(found.names):
        folded = name.text.split()
        for atom in found.atoms_of(folded):
            names_with[atom].append(number)
        whole = "".join(map(bare, folded))
        topics = found.whole.get(whole, ())
        if name.topic not in topics:
            found.whole[whole] = (*topics, name.topic) if topics else alone[name.topic]
        at = 0
        for word in folded:
            if at == 0 or word not in found.rules.stop:
                found.beginnings.append(number * LONGEST_NAME + at)
            at += len(word) + 1
    found.names_with = {atom: tuple(numbers) for atom, numbers in names_with.items()}
    found.beginnings = array("Q", sorted(found.beginnings, key=found.begun_at))
    of_titles = (at for at in found.beginnings if at % LONGEST_NAME == 0)
    found.titles.extend(at for at in of_titles if found.names[at // LONGEST_NAME].worth == TITLE)


def _read_text_words(found: Lexicon) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(words) FROM articles_searchdocument")
        found.spelt.update(word for (word,) in cursor.fetchall())


def _weigh(found: Lexicon) -> None:
    """An atom tells the more, the fewer topics have it in their names."""
    many = max(len(found.topics), 1)
    found.weights.extend(0.0 for _ in found.names)
    for atom, names in found.names_with.items():
        topics = found.topics_with(atom)
        if len(names) > FEW:
            found._topics_with[atom] = dict(topics)
        rarity = math.log(1 + many / len(topics)) * (WEAK if atom in found.rules.weak else 1.0)
        found.rarity[atom] = rarity
        for number in names:
            found.weights[number] += rarity
