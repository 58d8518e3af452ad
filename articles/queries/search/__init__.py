"""Search among the articles: what is typed is understood with the `lexicon`, PostgreSQL's full text does the matching
(`matching`), and `ranking` puts the topic itself before the texts that mention it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from articles.queries.search.ages import is_fever_in_the_youngest
from articles.queries.search.asked import Asked, Word, asked_for, did_you_mean, is_named
from articles.queries.search.at_hand import lexicon, lexicon_at_hand
from articles.queries.search.emergency import DANGERS, Verdict, is_emergency, verdict
from articles.queries.search.lexicon import Lexicon, Topic, Withdrawn, spelling
from articles.queries.search.likelihood import evidence, likelihood
from articles.queries.search.matching import match_texts
from articles.queries.search.ranking import Ranked, rank
from articles.queries.search.suggesting import suggest
from articles.site_pages import SitePage, site_page_terms
from language.analysis import bare, fold, stem, words, written_words

__all__ = [
    "ArticleHit",
    "SearchAnswer",
    "Topic",
    "call_first",
    "is_box_shown",
    "is_emergency",
    "lexicon",
    "nearest",
    "search_articles",
    "suggest",
]

LIMIT = 12
GUESSES = 5
WORTH_A_GUESS = 60  # rapidfuzz ratio, 0–100; under it titles are merely made of the same letters
LONG_WORD = 7  # letters; a word of a title by which it may be guessed
CHOICES, WORTH_A_CHOICE = 3, 65
CALL = "ring-112"
LIKELY = 0.5  # how well a name fits (`Ranked.by_name`) from which it is likely what was meant
LIKE_DANGER = 0.5  # how likely a danger must be (`likelihood`) for what the rules know nothing of to be one
SURELY_DANGER = 0.75  # and how likely where there is little to judge by
AGAINST_DANGER = -1.0  # `evidence` under which it is none, though the rules think so
WORTH_JUDGING = 3  # words: fewer are little to judge by
WONDERING = frozenset(
    "är ar det detta en ett har jag du han hon tror kan vara eller".split()
)  # "är det en stroke" is "stroke"
SURE = 0.75  # the same, from which the search is sure of what was meant


@dataclass(frozen=True, slots=True)
class ArticleHit:
    topic: Topic
    exact: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found among articles and site pages, and what it did to find it.

    `interpreted_as` is set when other words than the typed ones were looked for; `did_you_mean` when another query may
    have been meant; `partly` when no article holds all that was asked; `guesses` when nothing matched. `sure` says that
    the first hit's name was asked for, `named` that every asked word is a word of some topic's name. `withdrawn` is the
    article that was asked for and is being looked over; the hits are then of other topics. `medicine` is the first one
    that was named.
    """

    query: str
    interpreted_as: str | None
    emergency: bool
    hits: list[ArticleHit]
    pages: list[SitePage]
    guesses: list[Topic]
    partly: bool = False
    did_you_mean: str | None = None
    sure: bool = False
    named: bool = False
    withdrawn: Withdrawn | None = None
    medicine: str | None = None


def search_articles(query: str, *, literally: bool = False, may_wait: bool = False) -> SearchAnswer:
    """One query, the match, which tells whether the lexicon still holds; more when it does not. Who may have changed it
    `may_wait` while it is read."""
    known = lexicon_at_hand()
    asked = asked_for(query, known, literally=literally)
    texts, is_current = match_texts(asked, known)
    if not is_current and (newer := lexicon(may_wait=may_wait)) is not known:
        known = newer
        asked = asked_for(query, known, literally=literally)
        texts, _ = match_texts(asked, known)
    ranked = rank(asked, texts, known)[:LIMIT]
    says_something = any(not known.rules.stop.issuperset(word.folded) for word in asked.words)
    if not says_something:  # "jag har en": only a name that is made of such words was meant
        ranked = [each for each in ranked if each.exact]
    emergency = _is_emergency(query, asked, known)
    if emergency and not (ranked and (ranked[0].exact or ranked[0].by_name >= LIKELY)):
        ranked = _call_first(ranked, known)
    whole = any(each.exact or (each.topic in texts and texts[each.topic].everything) for each in ranked)
    named = bool(asked.words) and all(word.meant or is_named(word, known) for word in asked.words)
    sure = bool(ranked) and (ranked[0].exact or ranked[0].by_name >= SURE)
    return SearchAnswer(
        query=query,
        interpreted_as=asked.meant if asked.changed and fold(asked.meant) != fold(query) else None,
        emergency=emergency,
        hits=[ArticleHit(known.topics[each.topic], each.exact) for each in ranked],
        pages=_site_pages(asked) if asked.words else [],
        guesses=_guesses(query, known) if says_something and not ranked else [],
        partly=bool(ranked) and not whole and (not named or ranked[0].by_name < LIKELY),
        did_you_mean=None if sure or named else did_you_mean(asked, known),
        named=named,
        sure=sure,
        withdrawn=_withdrawn(query, ranked, known) if known.withdrawn else None,
        medicine=_medicine(asked, known),
    )


def _medicine(asked: Asked, known: Lexicon) -> str | None:
    """The first medicine that was named, as it is written."""
    return next((known.written[each] for word in asked.words if (each := word.folded[0]) in known.medicines), None)


def _withdrawn(query: str, ranked: list[Ranked], known: Lexicon) -> Withdrawn | None:
    """The article that is being looked over and was asked for, by its name or with more words than that: "vattkoppor
    gravid". Not with more where they are another text's name."""
    asked = spelling(query)
    if asked in known.withdrawn or (ranked and ranked[0].exact):
        return known.withdrawn.get(asked)
    typed = set(asked.split())
    named = [name for name in known.withdrawn if name and typed.issuperset(name.split())]
    return known.withdrawn[max(named, key=len)] if named else None


def _is_emergency(query: str, asked: Asked, known: Lexicon) -> bool:
    """Whether it may be about a life at stake: as the rules say, of what was typed or of what was meant, and where they
    say nothing, as the examples do. The rules that came with the program are broad, and what speaks against danger is
    none; an editor's own are always right."""
    told = verdict(query, known.rules, known.spelt.__contains__)
    is_mended = any(word.meant and fold(word.shown) not in known.rules.spelt for word in asked.words)
    if told not in DANGERS and is_mended:
        meant = verdict(f"{query} {asked.meant}", known.rules, known.spelt.__contains__)
        told = meant if meant in DANGERS else told
    if told != Verdict.HARMLESS and is_fever_in_the_youngest(query):
        return True
    is_short = len(words(query)) < WORTH_JUDGING
    if told == Verdict.NOTHING:
        return likelihood(query) > (SURELY_DANGER if is_short else LIKE_DANGER)
    if told == Verdict.DANGER:
        says_little = sum(typed.lower() not in WONDERING for _, typed in written_words(query)) < WORTH_JUDGING
        return says_little or _is_foreign(query, known) or evidence(query) >= AGAINST_DANGER
    return told == Verdict.EDITORS_DANGER


def _is_foreign(query: str, known: Lexicon) -> bool:
    """Whether all words are of names in other languages, of which the examples know little."""
    telling = [word for word in words(query) if len(word) > len("de")]
    return known.spelt.isdisjoint(telling) and all(map(known.foreign.__contains__, telling))


def _call_first(ranked: list[Ranked], known: Lexicon) -> list[Ranked]:
    """Where no topic clearly answers what may be about a life at stake, how to ring 112 comes first."""
    call = _how_to_call(known)
    if call is None:
        return ranked
    others = (each for each in ranked if each.topic != call.pk)
    return [Ranked(call.pk, 0.0, exact=False, by_name=0.0), *others][:LIMIT]


def call_first(query: str) -> Topic | None:
    """How to ring 112, where the answer to the query would tell of it. No query beside that of `suggest`."""
    known = lexicon_at_hand()
    return _how_to_call(known) if is_box_shown(query, known) else None


def is_box_shown(query: str, known: Lexicon) -> bool:
    """Whether the box with 112 stands above the answer, by the rules of that lexicon."""
    return _is_emergency(query, asked_for(query, known), known)


def _how_to_call(known: Lexicon) -> Topic | None:
    return next((topic for topic in known.topics.values() if topic.slug == CALL), None)


def nearest(queries: Iterable[str]) -> dict[str, list[Topic]]:
    """The few topics that each of several searches that found nothing may have meant, if any. One query for them all.

    Stricter than `SearchAnswer.guesses`: an editor who chooses one teaches the search.
    """
    known = lexicon(may_wait=True)
    return {query: _guesses(query, known, fuzz.token_set_ratio, WORTH_A_CHOICE)[:CHOICES] for query in queries}


def _guesses(
    query: str, known: Lexicon, likeness: Callable[..., float] = fuzz.ratio, least: float = WORTH_A_GUESS
) -> list[Topic]:
    """The topics whose titles, or long words of them, look most like what was typed."""
    looked_at = [
        (pk, text)
        for pk, topic in known.topics.items()
        for text in dict.fromkeys([fold(topic.title), *filter(_is_long, words(topic.title))])
    ]
    texts = [text for _, text in looked_at]
    near = process.extract(fold(query), texts, scorer=likeness, limit=2 * GUESSES, score_cutoff=least)
    return [known.topics[pk] for pk in dict.fromkeys(looked_at[at][0] for _, _, at in near)][:GUESSES]


def _is_long(word: str) -> bool:
    return len(word) >= LONG_WORD


def _site_pages(asked: Asked) -> list[SitePage]:
    def about(own: frozenset[str], word: Word) -> bool:
        begun = bare(word.folded[0])
        return stem(begun) in own or not own.isdisjoint(word.atoms) or any(term.startswith(begun) for term in own)

    return [page for page, own in site_page_terms() if all(about(own, word) for word in asked.words)]
