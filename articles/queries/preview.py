"""A text that nobody has published, as the public page would show it. No query, and one where it refers to facts."""

from django.utils.translation import override

from articles.models import Article, Revision
from articles.models.choices import chapter_anchor
from articles.queries.filled import filled
from articles.queries.page_parts import ArticlePage, Ladder
from articles.queries.writing import Topics
from articles.text import ArticleText


def preview_page(article: Article, text: ArticleText, topics: Topics) -> ArticlePage:
    """The page of the text, without what only a published article has: versions, reviews, regional additions."""
    with override(article.language_tag):  # what has no heading of its own is called what its reader would see
        return filled(_page(article, text, topics))


def _page(article: Article, text: ArticleText, topics: Topics) -> ArticlePage:
    return ArticlePage(
        article=article,
        revision=Revision(title=text.title, summary=text.summary, life_threatening=text.life_threatening),
        ladder=[
            Ladder(
                level.level,
                level.heading or str(level.level.label),
                list(level.signs),
                level.where,
                level.if_closed,
                level.unit_kind,
            )
            for level in text.levels
        ],
        chapters=[
            {
                "kind": chapter.kind.value,
                "heading": chapter.heading or str(chapter.kind.label),
                "text": chapter.text,
                "id": chapter_anchor(chapter.kind),
                "additions": [],
            }
            for chapter in text.chapters
        ],
        care_additions=[],
        sources=[
            {"title": source.title, "owner": source.owner, "language": source.language.value} for source in text.sources
        ],
        related=[{"slug": slug, "title": topics.titles[slug]} for slug in text.related if slug in topics.titles],
        areas=[],
        versions=[],
        reviews=[],
        synonyms=[],
        regions_with_additions=[],
    )
