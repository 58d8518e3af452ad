"""Search among the articles: what is typed goes through `language.analysis`, PostgreSQL's full text does the matching."""

import functools
import tomllib
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When
from rapidfuzz import fuzz, process

from articles.library_format import LIBRARY
from articles.models import Article, SearchDocument
from articles.queries.lists import published
from articles.site_pages import SITE_PAGES, SitePage
from language.analysis import STOP_WORDS, fold, stem, terms, words

MAX_TERMS = 10
LIMIT = 12
CLOSE_ENOUGH = 76  # rapidfuzz ratio, 0–100


@dataclass(frozen=True, slots=True)
class ArticleHit:
    article: Article
    exact: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found among articles and site pages, and what it did to find it.

    `interpreted_as` is set when other words than the typed ones were looked for; `guesses` when nothing matched.
    """

    query: str
    interpreted_as: str | None
    emergency: bool
    hits: list[ArticleHit]
    pages: list[SitePage]
    guesses: list[Article]


def search_articles(query: str) -> SearchAnswer:
    """At most three queries: the match, the known names when nothing matched, and the match of the nearest name."""
    asked = _meaningful(query)
    emergency = is_emergency(query)
    hits = _match(query, asked) if asked else []
    interpreted, guesses = None, []
    if asked and not hits:
        names = _names()
        nearest = _nearest_names(query, names)
        if nearest and nearest[0][1] >= CLOSE_ENOUGH:
            interpreted = nearest[0][0]
            hits = _match(interpreted, _meaningful(interpreted))
        elif nearest:
            guesses = list({names[name].pk: names[name] for name, _ in nearest}.values())[:5]
    return SearchAnswer(query, interpreted, emergency, hits, _site_pages(asked), guesses)


def _meaningful(query: str) -> tuple[str, ...]:
    """The stems that are looked for. Stop words count only when there is nothing else."""
    found = [word for word in words(query) if word not in STOP_WORDS] or words(query)
    return tuple(dict.fromkeys(term for word in found for term in terms(word)))[:MAX_TERMS]


def _match(query: str, asked: tuple[str, ...]) -> list[ArticleHit]:
    """Articles that hold every term (as a beginning), else those that hold any; exact names first."""
    every = _tsquery(asked, " & ")
    some = _tsquery(asked, " | ")
    name = fold(query)
    found = (
        SearchDocument.objects.filter(Q(vector=some) | Q(names__contains=[name]), article__live__isnull=False)
        .annotate(
            exact=_is(names__contains=[name]),
            whole=_is(vector=every),
            rank=SearchRank(F("vector"), some, weights=[0.05, 0.2, 0.5, 1.0], normalization=Value(1)),
        )
        .select_related("article__live")
        .order_by("-exact", "-whole", "-rank", "article__sort_key")
    )
    rows = list(found[:LIMIT])
    if any(row.whole or row.exact for row in rows):
        rows = [row for row in rows if row.whole or row.exact]
    return [ArticleHit(row.article, row.exact) for row in rows]


def _is(**condition: object) -> Case:
    return Case(When(**condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _tsquery(asked: tuple[str, ...], operator: str) -> SearchQuery:
    safe = ["".join(c for c in term if c.isalnum()) for term in asked]
    return SearchQuery(operator.join(f"{term}:*" for term in safe if term), search_type="raw", config="simple")


def _names() -> dict[str, Article]:
    documents = SearchDocument.objects.filter(article__live__isnull=False).select_related("article__live")
    return {name: document.article for document in documents for name in document.names}


def _nearest_names(query: str, names: dict[str, Article]) -> list[tuple[str, float]]:
    found = process.extract(fold(query), names.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=50)
    return [(name, score) for name, score, _ in found]


def suggest(query: str, limit: int) -> list[Article]:
    """Articles whose title or ämnesord begins as typed; one query."""
    typed = [stem(word) if n + 1 < len(words(query)) else word for n, word in enumerate(words(query))][:MAX_TERMS]
    if not typed:
        return []
    asked = _tsquery(tuple(typed), " & ")
    # `A` keeps to titles and ämnesord; a word under way is not stemmed, since its stem is not there yet.
    raw = " & ".join(f"{''.join(c for c in term if c.isalnum()) or 'x'}:*A" for term in typed)
    titles = SearchQuery(raw, search_type="raw", config="simple")
    begins = fold(query)
    rows: QuerySet[Article] = (
        published()
        .filter(search_document__vector=titles)
        .annotate(
            own_name=_is(sort_key__istartswith=begins),
            rank=SearchRank(F("search_document__vector"), asked),
        )
        .order_by("-own_name", "-rank", "sort_key")
    )
    return list(rows[:limit])


def _site_pages(asked: tuple[str, ...]) -> list[SitePage]:
    if not asked:
        return []
    return [page for page in SITE_PAGES if all(any(own.startswith(term) for own in page.terms) for term in asked)]


# ---- emergency phrases ----


@functools.cache
def _emergency_phrases() -> tuple[frozenset[str], ...]:
    data = tomllib.loads((LIBRARY / "emergency_phrases.toml").read_text(encoding="utf-8"))
    return tuple(frozenset(_significant(phrase)) for phrase in data["phrases"])


def _significant(text: str) -> list[str]:
    return [stem(word.replace("-", "")) for word in words(text) if word not in STOP_WORDS]


def is_emergency(query: str) -> bool:
    """Whether what was typed holds every word of an emergency phrase."""
    typed = set(_significant(query))
    return any(phrase <= typed for phrase in _emergency_phrases())
