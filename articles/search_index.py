"""What the search knows of an article: weighted stems for PostgreSQL's full text, and its names for exact hits.

Weights: A title and ämnesord, B summary and topic areas, C headings and signs, D the text.
"""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from articles.models import Article, Revision, SearchDocument
from language.analysis import fold, terms


def index_article(article: Article) -> None:
    """Makes the article's search document anew from its live revision; without one it leaves the search."""
    revision = article.live
    if revision is None:
        SearchDocument.objects.filter(article=article).delete()
        return
    vector, names = document(article, revision)
    SearchDocument.objects.update_or_create(article=article, defaults={"vector": vector, "names": names})


def document(article: Article, revision: Revision) -> tuple[SearchVector, list[str]]:
    synonyms = [synonym.text for synonym in article.synonyms.all()]
    levels, chapters = list(revision.care_levels.all()), list(revision.chapters.all())
    names = list(dict.fromkeys(fold(name) for name in [revision.title, article.slug.replace("-", " "), *synonyms]))
    vector = (
        _vector([revision.title, *synonyms], "A")
        + _vector([revision.summary, *(area.name for area in article.topic_areas.all())], "B")
        + _vector([chapter.heading for chapter in chapters] + [sign for level in levels for sign in level.signs], "C")
        + _vector([chapter.text for chapter in chapters], "D")
    )
    return vector, names


def _vector(texts: Iterable[str], weight: str) -> SearchVector:
    return SearchVector(Value(" ".join(term for text in texts for term in terms(text))), config="simple", weight=weight)
