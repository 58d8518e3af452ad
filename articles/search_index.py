"""What the search knows of an article: weighted stems for PostgreSQL's full text, and its names for exact hits.

Weights: A title and ämnesord, B the parts of compounds among them, summary and topic areas, C headings and signs, D the
text.
"""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import CombinedExpression

from articles.models import Article, Revision, SearchDocument
from language.analysis import bare, fold, terms, words
from language.compounds import parts


def index_article(article: Article) -> None:
    """Makes the article's search document anew from its live revision; without one it leaves the search."""
    revision = article.live
    if revision is None:
        SearchDocument.objects.filter(article=article).delete()
        return
    vector, names = document(article, revision)
    SearchDocument.objects.update_or_create(article=article, defaults={"vector": vector, "names": names})


def document(article: Article, revision: Revision) -> tuple[CombinedExpression, list[str]]:
    synonyms = [synonym.text for synonym in article.synonyms.all()]
    levels, chapters = list(revision.care_levels.all()), list(revision.chapters.all())
    names = list(dict.fromkeys(fold(name) for name in [revision.title, article.slug.replace("-", " "), *synonyms]))
    areas = [area.name for area in article.topic_areas.all()]
    signs = [sign for level in levels for sign in level.signs]
    vector = (
        _vector(_stems([revision.title, *synonyms]), "A")
        + _vector([*_stems([revision.summary, *areas]), *_parts(names)], "B")
        + _vector(_stems([*(chapter.heading for chapter in chapters), *signs]), "C")
        + _vector(_stems(chapter.text for chapter in chapters), "D")
    )
    return vector, names


def _stems(texts: Iterable[str]) -> list[str]:
    return [term for text in texts for term in terms(text)]


def _parts(names: Iterable[str]) -> list[str]:
    """The stems that the names' compounds are put together of, once each."""
    return list(dict.fromkeys(part for name in names for word in words(name) for part in parts(bare(word))))


def _vector(stems: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(Value(" ".join(stems)), config="simple", weight=weight)
