"""Learns the `Lexicon` from the database: whole, or what has changed since the one before.

Whole it takes 50 µs a name, so seconds where there are many. So what a topic's names were is compared with what they
are, and only other names are learnt. Where that would take the names of other topics apart in another way (a new word
that compounds may be made of), and where rules that names are learnt by have changed, all is read anew; until it is, a
text that has come is found already, and one that has gone no more.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db import connection

from articles.models import Article, Language, SearchRule, Synonym
from articles.queries.search.lexicon import (
    ASKED,
    FOREIGN,
    LONGEST_NAME,
    MEDICINE,
    MOST_JOINED,
    NAME,
    TITLE,
    Lexicon,
    Name,
    Topic,
    Withdrawn,
    spelling,
)
from articles.queries.search.rules import rules_from
from language.analysis import bare, fold, stem, written_words
from language.sound import sound

Told = tuple[str, float]  # a name as it is written, and what a match of it is worth

WEAK = 0.25  # what a word of little meaning is worth beside others
FEW = 20  # names; the topics of so many are counted when they are asked for
SHORTEST_HEARD = 4  # letters of a word whose sound is known
MANY = 0.1  # of the topics: when so many have changed, all is read anew
BEGINNING = 2  # letters that a word and its stem have in common
# The kinds of rules that names are learnt by. The others say which words are danger, and change nothing of them.
NAMING = (SearchRule.Kind.SAME, SearchRule.Kind.STOP_WORD, SearchRule.Kind.WEAK_WORD)
# The kinds of ämnesord that are worth the same in any language.
WORTH = {Synonym.Kind.ASKED.value: ASKED, Synonym.Kind.MEDICINE.value: MEDICINE}
FORGOTTEN = Name(-1, "", 0.0)


def read_lexicon(
    serial: int, known: Lexicon | None = None, meanwhile: Callable[[Lexicon], None] = lambda rough: None
) -> Lexicon:
    """All that the search knows by heart; what is the same as in the one before is taken from it. Where that is not
    all, `meanwhile` is called with what can do until the rest is read."""
    current = SearchRule.objects.filter(ended_at__isnull=True).order_by("pk")
    rows = list(current.values_list("kind", "text", "added_by"))
    rules_told = hash(tuple(rows))
    naming_told = hash(tuple(row for row in rows if row[0] in NAMING))
    topics = _topics()
    names = _names(topics)
    told = {topic: hash(tuple(names[topic])) for topic in topics}
    if known is not None and known.naming_told == naming_told:
        if known.rules_told != rules_told:
            known = replace(known, rules=rules_from(rows), rules_told=rules_told)
        changed = {topic for topic in known.told.keys() | told.keys() if known.told.get(topic) != told.get(topic)}
        if len(changed) <= MANY * len(told):
            found, is_whole = _changed(known, serial, names, changed)
            if is_whole:
                return _ready(found, topics, told)
            # Not to be changed in its turn: some of its words are taken apart as they were.
            meanwhile(_ready(replace(found, serial=known.serial, naming_told=None), topics, told))
    found = Lexicon(serial, rules_from(rows), rules_told, naming_told)
    _take_apart(found, _learn(found, names))
    return _ready(found, topics, told)


def _ready(found: Lexicon, topics: dict[int, Topic], told: dict[int, int]) -> Lexicon:
    """The lexicon, when its names are learnt: with what it knows besides."""
    found.topics, found.told, found.withdrawn = topics, told, _withdrawn(topics)
    found.medicines = frozenset(name.text for name in found.names if name.worth == MEDICINE)
    _read_text_words(found)
    _weigh(found)
    found.reading = False
    found.seen.clear()
    return found


def _topics() -> dict[int, Topic]:
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
    return {
        pk: Topic(pk, slug, title, kind, demand, summary, tuple(sorted(translated[slug])))
        for pk, slug, _, title, kind, demand, summary in swedish
    }


def _names(topics: dict[int, Topic]) -> dict[int, list[Told]]:
    """The names of each topic, titles first; those of a translation lead to the Swedish article. A word that is the
    very title of another topic is no name of this one."""
    of_slug = {topic.slug: pk for pk, topic in topics.items()}
    found: dict[int, list[Told]] = {
        pk: [(topic.title, TITLE), (topic.slug.replace("-", " "), TITLE)] for pk, topic in topics.items()
    }
    titles = Article.objects.national().filter(live__isnull=False).exclude(language=Language.SWEDISH)
    for slug, title in titles.order_by("pk").values_list("slug", "title"):
        if slug in of_slug:
            found[of_slug[slug]].append((title, FOREIGN))
    titled = {fold(name): each.slug for each in topics.values() for name in (each.slug.replace("-", " "), each.title)}
    words_of = Synonym.objects.order_by("pk").values_list("article__slug", "text", "kind", "language")
    for slug, text, kind, language in words_of:
        if slug in of_slug and titled.get(fold(text), slug) == slug:
            found[of_slug[slug]].append((text, WORTH.get(kind) or (NAME if language == "sv" else FOREIGN)))
    return found


def _withdrawn(topics: dict[int, Topic]) -> dict[str, Withdrawn]:
    """What the articles that are looked over are called, but for what leads to a text that is there."""
    gone = Article.objects.national().filter(language=Language.SWEDISH, live__isnull=True, withdrawn_at__isnull=False)
    rows = gone.order_by("pk").values_list("pk", "slug", "title")
    articles = {pk: Withdrawn(slug, title) for pk, slug, title in rows}
    if not articles:
        return {}
    names = Synonym.objects.filter(article__in=articles, kind=Synonym.Kind.NAME, language="sv").order_by("pk")
    found = {spelling(text): articles[pk] for pk, text in names.values_list("article", "text")}
    for article in articles.values():
        found |= {spelling(article.title): article, spelling(article.slug.replace("-", " ")): article}
    titles = {spelling(text) for topic in topics.values() for text in (topic.title, topic.slug.replace("-", " "))}
    return {name: article for name, article in found.items() if name not in titles}


def _changed(known: Lexicon, serial: int, names: dict[int, list[Told]], changed: set[int]) -> tuple[Lexicon, bool]:
    """The lexicon with the names of these topics as they are now, and whether it is what one knows that reads all."""
    found = known.to_change(serial)
    if not changed:
        return found, True
    _forget(found, {number for number, name in enumerate(found.names) if name.topic in changed})
    learnt = _learn(found, {topic: names[topic] for topic in names if topic in changed})
    is_whole = not _takes_others_apart(found, known)
    _take_apart(found, learnt)
    return found, is_whole


def _learn(found: Lexicon, names: dict[int, list[Told]]) -> range:
    """The names and their words, and short names typed as one word; nobody's spelling is mended into another language,
    nothing is a compound of medicines. Answers with their numbers: they are taken apart when all words are known."""
    first = len(found.names)
    for topic, rows in names.items():
        for text, worth in rows:
            pairs = written_words(text)
            if not pairs:
                continue
            folded = [found.one(each) for each, _ in pairs]
            found.names.append(Name(topic, " ".join(folded), worth))
            if worth == FOREIGN:
                found.foreign.update(folded)
                continue
            for each, word in pairs:
                _learn_word(found, each, word)
                if worth != MEDICINE:
                    found.stems[stem(bare(each))] += 1
            if joined := _joined(folded, worth):
                _learn_word(found, joined, text)
                found.joined[joined] = tuple(folded)
    return range(first, len(found.names))


def _joined(folded: list[str], worth: float) -> str:
    """A short name typed as one word; "" for any other."""
    return "".join(map(bare, folded)) if worth >= NAME and 1 < len(folded) <= MOST_JOINED else ""


def _learn_word(found: Lexicon, folded: str, written: str) -> None:
    found.words[folded] += 1
    if folded not in found.written:
        found.written[folded] = written
        if len(folded) >= SHORTEST_HEARD:
            heard = sound(written.replace(" ", ""))
            found.by_sound[heard] = (*found.by_sound.get(heard, ()), folded)
            found.by_length[len(folded)].append(folded)


def _forget(found: Lexicon, numbers: set[int]) -> None:
    """What `_learn` and `_take_apart` made of all the names of some topics."""
    for number in numbers:
        name = found.names[number]
        folded = name.text.split()
        for atom in found.atoms_of(folded):
            if left_with := [each for each in found.names_with.pop(atom) if each != number]:
                found.names_with[atom] = left_with
        whole = "".join(map(bare, folded))
        if left := tuple(topic for topic in found.whole.pop(whole, ()) if topic != name.topic):
            found.whole[whole] = left
    for number in numbers:
        name, found.names[number] = found.names[number], FORGOTTEN
        folded = name.text.split()
        if name.worth == FOREIGN:
            for each in folded:
                _one_less(found.foreign, each)
            continue
        for each in folded:
            _forget_word(found, each)
            if name.worth != MEDICINE:
                _one_less(found.stems, stem(bare(each)))
        if joined := _joined(folded, name.worth):
            _forget_word(found, joined)
            found.joined.pop(joined, None)  # should another name be typed so too, `_takes_others_apart` finds it
    for places in (found.beginnings, found.titles):
        places[:] = array("Q", [at for at in places if at // LONGEST_NAME not in numbers])


def _forget_word(found: Lexicon, folded: str) -> None:
    if not _one_less(found.words, folded):
        return
    written = found.written.pop(folded)
    if len(folded) >= SHORTEST_HEARD:
        heard = sound(written.replace(" ", ""))
        if left := tuple(word for word in found.by_sound.pop(heard) if word != folded):
            found.by_sound[heard] = left
        found.by_length[len(folded)].remove(folded)


def _one_less(counted: Counter[str], what: str) -> bool:
    """Whether none is left."""
    counted[what] -= 1
    if counted[what]:
        return False
    del counted[what]
    return True


def _takes_others_apart(found: Lexicon, known: Lexicon) -> bool:
    """Whether words of other names would now be taken apart in another way than they were."""
    beginnings = {each[:BEGINNING] for each in found.stems.keys() ^ known.stems.keys()}
    joined = {word for word, _ in found.joined.items() ^ known.joined.items()}
    heads = set(found.rules.heads.values())
    for word in [each for each in found._atoms if each in joined or any(part in each for part in beginnings)]:
        was = found._atoms.pop(word)
        if found.atoms(word) != was and (word in known.words or word in known.foreign or word in heads):
            return True
    return False


def _take_apart(found: Lexicon, numbers: Iterable[int]) -> None:
    """What leads to each name: its atoms, all of it typed as one word, and its beginning from each telling word on."""
    alone: dict[int, tuple[int, ...]] = {}
    begun = [*found.beginnings]
    names_with: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        name = found.names[number]
        folded = [*map(found.one, name.text.split())]
        for atom in found.atoms_of(folded):
            names_with[atom].append(number)
        whole = "".join(map(bare, folded))
        topics = found.whole.get(whole, ())
        if name.topic not in topics:
            own = alone.setdefault(name.topic, (name.topic,))
            found.whole[whole] = (*topics, *own) if topics else own
        at = 0
        for word in folded:
            if at == 0 or word not in found.rules.stop:
                begun.append(number * LONGEST_NAME + at)
            at += len(word) + 1
    found.names_with.update({atom: [*found.names_with.get(atom, ()), *new] for atom, new in names_with.items()})
    found.beginnings = array("Q", sorted(begun, key=found.begun_at))
    titles = (at for at in found.beginnings if at % LONGEST_NAME == 0)
    found.titles = array("Q", (at for at in titles if found.names[at // LONGEST_NAME].worth == TITLE))


def _read_text_words(found: Lexicon) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unnest(words) FROM articles_searchdocument")
        found.spelt = {word for (word,) in cursor.fetchall()}


def _weigh(found: Lexicon) -> None:
    """An atom tells the more, the fewer topics have it in their names."""
    many = max(len(found.topics), 1)
    found.weights, found.rarity, found._topics_with = array("d", bytes(8 * len(found.names))), {}, {}
    for atom, names in found.names_with.items():
        topics = found.topics_with(atom)
        if len(names) > FEW:
            found._topics_with[atom] = dict(topics)
        rarity = math.log(1 + many / len(topics)) * (WEAK if atom in found.rules.weak else 1.0)
        found.rarity[atom] = rarity
        for number in names:
            found.weights[number] += rarity
