"""Search among the articles: what is typed is understood in `asked`, PostgreSQL's full text does the matching."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, F, OuterRef, Q, QuerySet, Value, When
from rapidfuzz import fuzz, process

from articles.models import Article, SearchDocument, Synonym
from articles.queries.asked import Asked, Word, asked_for, name_stems
from articles.queries.emergency import is_emergency
from articles.queries.lists import published
from articles.site_pages import SITE_PAGES, SitePage
from language.analysis import bare, fold, stem, words, written_words
from language.ordering import sort_key

CANDIDATES = 40
LIMIT = 12
CLOSE_ENOUGH = 84  # rapidfuzz ratio, 0–100: the whole query is taken for that name
WORTH_A_GUESS = 60
WEIGHTS = [0.05, 0.2, 0.5, 1.0]  # of D, C, B and A, see `articles.search_index`
BEGINS_ALIKE = 0.2  # what a word is worth that only begins as the typed one does
GUESSES = 5

Row = Any  # a SearchDocument with the annotations of `_match`


@dataclass(frozen=True, slots=True)
class ArticleHit:
    article: Article
    exact: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found among articles and site pages, and what it did to find it.

    `interpreted_as` is set when other words than the typed ones were looked for; `partly` when no article holds all of
    them; `guesses` when nothing matched.
    """

    query: str
    interpreted_as: str | None
    emergency: bool
    hits: list[ArticleHit]
    pages: list[SitePage]
    guesses: list[Article]
    partly: bool = False


def search_articles(query: str) -> SearchAnswer:
    """Two queries: the names of the articles, and the match."""
    named = _articles_by_name()
    written: dict[str, str] = {}
    for name in named:
        for folded, word in written_words(name):
            written.setdefault(folded, word)
    asked = asked_for(query, written)
    emergency = is_emergency(query) or is_emergency(asked.meant)
    if not asked.words:
        return SearchAnswer(query, None, emergency, [], [], [])
    pages = _site_pages(asked)
    nearest = process.extract(
        query, list(named), scorer=fuzz.ratio, processor=fold, limit=GUESSES * 2, score_cutoff=WORTH_A_GUESS
    )
    taken_for = nearest[0][0] if nearest and nearest[0][1] >= CLOSE_ENOUGH else None
    rows = _match(query, asked, taken_for)
    for found, interpreted, partly in (
        ([row for row in rows if row.exact or row.typed_all], None, False),
        ([row for row in rows if row.meant_all], asked.meant, False),
        ([row for row in rows if row.typed_some], None, True),
        ([row for row in rows if row.taken], taken_for, False),
        (rows, asked.meant, True),
    ):
        if found:
            # An article whose whole name was typed belongs here even if some other typed word is not in it.
            hits = [row for row in rows if row in found or _named(row, asked)]
            return SearchAnswer(query, interpreted, emergency, _ranked(hits, query, asked), pages, [], partly)
    guesses = list({named[name].pk: named[name] for name, _, _ in nearest}.values())[:GUESSES]
    return SearchAnswer(query, None, emergency, [], pages, guesses)


def _articles_by_name() -> dict[str, Article]:
    """Every name of the published articles as it is written → the article without its text; titles before ämnesord."""
    synonyms = Synonym.objects.filter(article=OuterRef("pk")).order_by("pk").values("text")
    articles = Article.objects.filter(language="sv", live__isnull=False).annotate(synonym_texts=ArraySubquery(synonyms))
    rows = list(articles.order_by("sort_key"))
    found: dict[str, Article] = {article.title: article for article in rows}
    for article in rows:
        for name in article.synonym_texts:
            found.setdefault(name, article)
    return found


def _match(query: str, asked: Asked, taken_for: str | None) -> list[Row]:
    """Articles that hold some asked word, those that hold all of them first."""
    some = _tsquery((word.as_meant for word in asked.words), "|")
    found = (
        SearchDocument.objects.filter(article__live__isnull=False)
        .annotate(
            exact=_is(names__contains=[fold(query)]),
            taken=_is(names__contains=[fold(taken_for or query)]),
            typed_all=_is(vector=_tsquery((word.as_typed for word in asked.words), "&")),
            meant_all=_is(vector=_tsquery((word.as_meant for word in asked.words), "&")),
            typed_some=_is(vector=_tsquery((word.as_typed for word in asked.words), "|")),
            rank=_rank(some) * BEGINS_ALIKE
            + _rank(_tsquery((word.whole for word in asked.words), "|"))
            + _rank(_tsquery((word.whole for word in asked.words), "&"), cover_density=True),
        )
        .filter(Q(vector=some) | Q(taken=True) | Q(exact=True))
        .select_related("article__live")
        .order_by("-exact", "-typed_all", "-meant_all", "-rank", "article__sort_key")
    )
    return list(found[:CANDIDATES])


def _ranked(rows: list[Row], query: str, asked: Asked) -> list[ArticleHit]:
    """The best first: its very name was typed, then more of its name than of others', then how much it is about it."""
    folded = f" {fold(query)} "

    def merit(row: Row) -> tuple[bool, int, bool, bool, float]:
        return row.exact, _named(row, asked), any(f" {name} " in folded for name in row.names), row.typed_all, row.rank

    return [ArticleHit(row.article, row.exact) for row in sorted(rows, key=merit, reverse=True)[:LIMIT]]


def _named(row: Row, asked: Asked) -> int:
    """How many words that matter the longest name has that was typed whole, in any order; 0 if none was."""
    stems = asked.stems
    whole = [len(own) for name in row.names if (own := name_stems(name)) <= stems and (len(own) > 1 or " " not in name)]
    return max(whole, default=0)  # a name such as "med barn" has one word that matters, and says too little in others


def _rank(asked: SearchQuery, *, cover_density: bool = False) -> SearchRank:
    return SearchRank(F("vector"), asked, weights=WEIGHTS, normalization=Value(1), cover_density=cover_density)


def _is(**condition: object) -> Case:
    return Case(When(**condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _tsquery(parts: Iterable[str], operator: str) -> SearchQuery:
    return SearchQuery(f" {operator} ".join(parts), search_type="raw", config="simple")


def suggest(query: str, limit: int) -> list[Article]:
    """Articles whose title or ämnesord begins as typed; one query."""
    typed = [plain for word in words(query) if (plain := bare(word))][:10]
    if not typed:
        return []
    *before, last = typed
    # `A` keeps to titles and ämnesord; a word under way is not stemmed, since its stem is not there yet.
    begun = _tsquery([*(f"({stem(word)}:A | {word}:*A)" for word in before), f"({stem(last)}:A | {last}:*A)"], "&")
    rows: QuerySet[Article] = (
        published()
        .filter(search_document__vector=begun)
        .annotate(
            own_name=_is(sort_key__startswith=sort_key(query)),
            rank=SearchRank(F("search_document__vector"), begun),
        )
        .order_by("-own_name", "-rank", "sort_key")
    )
    return list(rows[:limit])


def _site_pages(asked: Asked) -> list[SitePage]:
    def about(page: SitePage, word: Word) -> bool:
        begun = bare(fold(word.shown))
        return bool(word.stems & page.terms) or any(own.startswith(begun) for own in page.terms)

    return [page for page in SITE_PAGES if all(about(page, word) for word in asked.words)]
