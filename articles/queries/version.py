"""One version as its reader meets it: at its own address for ever, and at the desk before it is published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils.translation import gettext as _

from articles.models import Article, Language, Level, Revision, TopicArea
from articles.models.choices import chapter_anchor
from articles.queries.filled import filled_with, names_on
from articles.queries.page_parts import ArticlePage, Ladder
from articles.queries.rows import dated, once
from articles.queries.signatures import reviews_that_hold, unsigned_of
from articles.queries.since import (
    Since,
    published_and_withdrawn,
    since,
    values_at,
    values_of,
    went_live,
    withdrawn_on,
)
from regions.facts import RegionFact


def page_of(revision: Revision, reviews: Sequence[dict[str, Any]] = (), related: Iterable[Article] = ()) -> ArticlePage:
    """The version's text as a page, without what a region or the time adds. No query when the parts are prefetched."""
    ladder = [
        Ladder(Level(row.level), row.heading, row.signs, row.where, row.if_closed, row.unit_kind)
        for row in sorted(revision.care_levels.all(), key=lambda row: row.position)
    ]
    chapters = [
        {"id": chapter_anchor(row.kind), "kind": row.kind, "heading": row.heading, "text": row.text, "additions": []}
        for row in sorted(revision.chapters.all(), key=lambda row: row.position)
    ]
    sources = sorted(revision.sources.all(), key=lambda row: row.position)
    headings = [("sok-vard", _("När och var ska jag söka vård?"))] if ladder else []
    return ArticlePage(
        article=revision.article,
        revision=revision,
        ladder=ladder,
        chapters=chapters,
        care_additions=[],
        sources=[{"title": row.title, "owner": row.owner, "language": row.language} for row in sources],
        related=[{"slug": article.slug, "title": article.title} for article in related],
        areas=[],
        versions=[],
        reviews=list(reviews),
        synonyms=[],
        regions_with_additions=[],
        headings=headings + [(str(chapter["id"]), str(chapter["heading"])) for chapter in chapters],
    )


@dataclass(frozen=True, slots=True)
class CitedVersion:
    """A published version at its own address, and whether it still holds."""

    page: ArticlePage
    is_live: bool
    withdrawn_on: date | None
    is_reviewed: bool  # False for a correction with parts that no one has approved
    corrected_by: tuple[int, str] | None  # the version that mended a fault in it, and what was wrong
    since: Since

    @property
    def revision(self) -> Revision:
        return self.page.revision


def cited_version(
    slug: str, region: RegionFact | None, number: int, language: Language = Language.SWEDISH
) -> CitedVersion | None:
    """A version that has been published, whatever has happened since; None if there is none. Four queries."""
    newer = Revision.objects.filter(
        article=OuterRef("article"), number__gt=OuterRef("number"), published_on__isnull=False
    ).order_by("number")
    article = Article.objects.at_address(slug, region.code if region else None, language).values("pk")[:1]
    found: Any = (
        Revision.objects.filter(article=article, number=number, published_on__isnull=False)
        .annotate(
            corrected_in=Subquery(newer.filter(is_correction=True).values("number")[:1]),
            was_wrong=Subquery(newer.filter(is_correction=True).values("correction_reason")[:1]),
            newer_in=Subquery(newer.values("number")[:1]),
            unsigned_rows=Case(When(is_correction=True, then=unsigned_of(F("pk"))), default=Value([])),
            review_rows=reviews_that_hold(F("pk")),
            happened=published_and_withdrawn("article"),
        )
        .select_related("article__live", "article__region", "article__adds_to")
        .prefetch_related("chapters", "care_levels", "sources")
        .first()
    )
    if found is None:
        return None
    # Only the version right after a fault was told apart from it: an older one may never have had that fault.
    corrected = found.corrected_in is not None and found.corrected_in == found.newer_in
    page = page_of(found, [dated(review, "signed_on") for review in once(found.review_rows)])
    live_at, values = went_live(found.happened, found), values_of(names_on(page))
    return CitedVersion(
        page=filled_with(page, values_at(values, live_at)),
        is_live=found.article.live_id == found.pk,
        withdrawn_on=withdrawn_on(found.article, found.happened, found),
        is_reviewed=not found.unsigned_rows,
        corrected_by=(found.corrected_in, found.was_wrong) if corrected else None,
        since=since(values, found.happened, live_at),
    )


def ways_on(article: Article) -> tuple[list[Article], list[TopicArea]]:
    """Where else to read when the article is withdrawn: the topics that its last text pointed at, and its areas."""
    last = article.revisions.filter(published_on__isnull=False).order_by("-number").values("pk")[:1]
    pointed_at = Revision.related.through.objects.filter(revision__in=last).values("article")
    related = Article.objects.filter(pk__in=pointed_at, live__isnull=False).order_by("sort_key")
    return list(related), list(article.topic_areas.order_by("position"))
