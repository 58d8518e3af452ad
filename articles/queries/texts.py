"""A revision as plain text values."""

from articles.models import ArticleKind, ChapterKind, Language, Level, Revision, SourceLanguage
from articles.text import ArticleText, ChapterText, LevelText, SourceText

PARTS = ("chapters", "care_levels", "sources", "related")


def text_of(revision: Revision) -> ArticleText:
    """What the revision says; four queries, none when its parts are prefetched (`PARTS`) and the article selected."""
    return with_parts(
        revision,
        levels=tuple(
            LevelText(Level(row.level), row.heading, tuple(row.signs), row.where, row.if_closed, row.unit_kind)
            for row in sorted(revision.care_levels.all(), key=lambda row: row.position)
        ),
        chapters=tuple(
            ChapterText(ChapterKind(row.kind), row.heading, row.text)
            for row in sorted(revision.chapters.all(), key=lambda row: row.position)
        ),
        sources=tuple(
            SourceText(row.title, row.owner, SourceLanguage(row.language))
            for row in sorted(revision.sources.all(), key=lambda row: row.position)
        ),
        related=tuple(sorted(article.slug for article in revision.related.all())),
    )


def with_parts(
    revision: Revision,
    levels: tuple[LevelText, ...],
    chapters: tuple[ChapterText, ...],
    sources: tuple[SourceText, ...],
    related: tuple[str, ...] = (),
) -> ArticleText:
    """What the revision itself holds, and the parts that were read for it. No query when its article is selected."""
    return ArticleText(
        kind=ArticleKind(revision.article.kind),
        language=Language(revision.article.language),
        title=revision.title,
        summary=revision.summary,
        life_threatening=revision.life_threatening,
        levels=levels,
        chapters=chapters,
        sources=sources,
        related=related,
        review_months=revision.review_months,
        change_note=revision.change_note,
    )
