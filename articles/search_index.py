"""What PostgreSQL knows of an article: the stems of its head (names, summary, headings, signs) and of its body.

Two vectors without weights or positions, since the index alone then answers which articles hold a word; how much that
is worth, `articles.queries.search` says.
"""

import re
from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import prefetch_related_objects

from articles.facts import fill
from articles.models import Article, Language, SearchDocument, Synonym
from articles.queries.facts import fact_values
from language.analysis import bare, terms, words
from language.compounds import parts

_UPSERT = """
    INSERT INTO articles_searchdocument (article_id, head, body, words)
    SELECT id, head::tsvector, body::tsvector, string_to_array(words, ' ')
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS new (id, head, body, words)
    ON CONFLICT (article_id) DO UPDATE
    SET head = EXCLUDED.head, body = EXCLUDED.body, words = EXCLUDED.words
"""
_PARTS = ("live__chapters", "live__care_levels", "synonyms", "topic_areas")
_NO_WORD = re.compile(r"\d+")


def is_searched(article: Article) -> bool:
    """Whether the search finds the article: the national ones in Swedish, which lead on to the rest."""
    return article.language == Language.SWEDISH and article.region_id is None


def index_articles(articles: Iterable[Article]) -> None:
    """Makes the articles' search documents anew from their live revisions; one without leaves the search."""
    articles = list(articles)
    if not articles:
        return
    prefetch_related_objects(articles, *_PARTS)
    SearchDocument.objects.filter(article__in=[article for article in articles if article.live is None]).delete()
    facts = fact_values()
    rows = [(article.pk, *document(article, facts)) for article in articles if article.live]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [list(column) for column in zip(*rows, strict=True)])


def document(article: Article, facts: Mapping[str, str]) -> tuple[str, str, str]:
    """The head and body of an article as the text of tsvectors, and the distinct folded words of its text (not of its
    ämnesord, which may be misspelt on purpose) with spaces between."""
    revision = article.live
    assert revision is not None
    synonyms = [synonym.text for synonym in article.synonyms.all() if synonym.kind == Synonym.Kind.NAME]
    names = [revision.title, article.slug.replace("-", " "), *synonyms]
    levels, chapters = list(revision.care_levels.all()), list(revision.chapters.all())
    head = [revision.summary, *(area.name for area in article.topic_areas.all())]
    head += [fill(sign, facts) for level in levels for sign in level.signs] + [chapter.heading for chapter in chapters]
    body = [fill(chapter.text, facts) for chapter in chapters]
    spelt = {word for text in [revision.title, *head, *body] for word in words(text) if not _NO_WORD.search(word)}
    split = [part for name in [*names, revision.summary] for word in words(name) for part in parts(bare(word))]
    return _vector({*_stems([*names, *head]), *split}), _vector(_stems(body)), " ".join(sorted(spelt))


def _stems(texts: Iterable[str]) -> set[str]:
    return {term for text in texts for term in terms(text)}


def _vector(stems: Iterable[str]) -> str:
    """A tsvector's text; stems are letters and digits only, so that nothing needs quoting."""
    return " ".join(sorted(stems))
