"""What PostgreSQL knows of an article: the stems of its head (names, summary, headings, signs) and of its body.

Two vectors without weights or positions, since the index alone then answers which articles hold a word; how much that
is worth, `articles.queries.search` says.
"""

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import prefetch_related_objects

from articles.models import Article, SearchDocument
from language.analysis import bare, terms, words
from language.compounds import parts

_UPSERT = """
    INSERT INTO articles_searchdocument (article_id, head, body, words, serial)
    SELECT id, head::tsvector, body::tsvector, string_to_array(words, ' '), %s
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) AS new (id, head, body, words)
    ON CONFLICT (article_id) DO UPDATE
    SET head = EXCLUDED.head, body = EXCLUDED.body, words = EXCLUDED.words, serial = EXCLUDED.serial
"""
_PARTS = ("live__chapters", "live__care_levels", "synonyms", "topic_areas")
_NO_WORD = re.compile(r"\d+")


def index_articles(articles: Iterable[Article]) -> None:
    """Makes the articles' search documents anew from their live revisions; one without leaves the search."""
    articles = list(articles)
    if not articles:
        return
    prefetch_related_objects(articles, *_PARTS)
    SearchDocument.objects.filter(article__in=[article for article in articles if article.live is None]).delete()
    rows = [(article.pk, *document(article)) for article in articles if article.live]
    serial = touch_search()
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT, [serial, *(list(column) for column in zip(*rows, strict=True))])


def touch_search() -> int:
    """Tells every process that what the search knows has changed. Held until the transaction ends, so that whoever
    sees the new serial sees the change."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_searchstate SET serial = nextval('articles_search_serial') RETURNING serial")
        return int(cursor.fetchone()[0])


def document(article: Article) -> tuple[str, str, str]:
    """The head and body of an article as the text of tsvectors, and its distinct folded words with spaces between."""
    revision = article.live
    assert revision is not None
    names = [revision.title, article.slug.replace("-", " "), *(synonym.text for synonym in article.synonyms.all())]
    levels, chapters = list(revision.care_levels.all()), list(revision.chapters.all())
    head = [*names, revision.summary, *(area.name for area in article.topic_areas.all())]
    head += [sign for level in levels for sign in level.signs] + [chapter.heading for chapter in chapters]
    body = [chapter.text for chapter in chapters]
    spelt = {word for text in [*head, *body] for word in words(text) if not _NO_WORD.search(word)}
    split = [part for name in [*names, revision.summary] for word in words(name) for part in parts(bare(word))]
    return _vector({*_stems(head), *split}), _vector(_stems(body)), " ".join(sorted(spelt))


def _stems(texts: Iterable[str]) -> set[str]:
    return {term for text in texts for term in terms(text)}


def _vector(stems: Iterable[str]) -> str:
    """A tsvector's text; stems are letters and digits only, so that nothing needs quoting."""
    return " ".join(sorted(stems))
