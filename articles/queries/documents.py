"""Published articles as documents for machines: one, a page of them, all, and what has changed since a moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef

from articles.facts import fill
from articles.models import Article, Language, RegionalAddition
from articles.models.article import ArticleQuerySet
from articles.queries.facts import fact_values
from articles.queries.filled import filled_with
from articles.queries.page import page_of_row, published_rows
from articles.queries.page_parts import ArticlePage, OtherLanguage
from articles.queries.rows import rows
from articles.queries.version_text import text_of_row, text_rows
from regions.facts import RegionFact, regions_by_code
from regions.open_data.document import stamp
from regions.open_data.licences import TEXT_LICENCE
from regions.queries.open_data import nothing_missing_until

Document = dict[str, Any]

BATCH = 50
ATTRIBUTION = "Vårdguiden"
# The articles' changes are stamped by the site's own clocks, which may differ from the database's by so much.
CLOCKS_DIFFER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Which:
    """The articles that are asked for. Empty is any."""

    language: str = ""
    kind: str = ""
    region: str = ""


def articles_of(which: Which) -> ArticleQuerySet:
    found = _told(None)
    asked = {"language": which.language, "kind": which.kind, "region": which.region}
    return found.filter(**{name: value for name, value in asked.items() if value})


def article_document(slug: str, region: RegionFact | None, language: Language = Language.SWEDISH) -> Document | None:
    """The article at an address, read in a region. Two queries."""
    found = _told(region).at_address(slug, region.code if region else None, language).first()
    return _document(found, fact_values(), region) if found else None


def document_page(found: ArticleQuerySet, after: int, limit: int) -> tuple[list[Document], int | None]:
    """At most so many of the articles in the order they came, and where the next page begins. Two queries."""
    rows = list(found.filter(pk__gt=after).order_by("pk")[: limit + 1])
    values = fact_values()
    more = rows[limit - 1].pk if len(rows) > limit else None
    return [_document(row, values, row.region_fact) for row in rows[:limit]], more


def every_document(which: Which) -> Iterator[Document]:
    """Each published article in turn, read some at a time."""
    after: int | None = 0
    while after is not None:
        found, after = document_page(articles_of(which), after, BATCH)
        yield from found


def _told(region: RegionFact | None) -> ArticleQuerySet:
    additions = RegionalAddition.objects.filter(adds_to=OuterRef("pk"), live__isnull=False)
    return published_rows(region.code if region else "").annotate(
        **text_rows(OuterRef("live")),
        every_addition=rows(
            additions.order_by("region", "pk"), "anchor", "region_id", title="live__title",
            text="live__chapters__text", version="live__number", published_on="live__published_on",
            example="live__is_example",
        ),
    )  # fmt: skip


def _document(row: Article, values: Mapping[str, str], region: RegionFact | None) -> Document:
    page = filled_with(page_of_row(row, text_of_row(row), {}), values)
    article, revision = page.article, page.revision
    return {
        "id": document_id(article),
        "slug": article.slug,
        "language": article.language_tag,
        "easy_read": article.language == Language.EASY,
        "kind": article.kind,
        "title": revision.title,
        "summary": revision.summary,
        "life_threatening": revision.life_threatening,
        "version": revision.number,
        "published_on": revision.published_on,
        "review_due": revision.review_due,
        "correction": revision.correction_reason or None,
        "example": revision.is_example,
        "reviewed": bool(page.reviews) and not page.unsigned,
        "reviews": page.reviews,
        "not_reviewed": page.unsigned,
        **_translation(page),
        "region": region.code if region else None,
        "care_levels": [
            {
                "level": step.level.value,
                "heading": step.heading,
                "signs": step.signs,
                "where": step.where,
                "if_closed": step.if_closed,
                "unit_kind": step.unit_kind or None,
            }
            for step in page.ladder
        ],
        "care_additions": page.care_additions,
        "chapters": page.chapters,
        "regional_additions": _additions(row, values),
        "sources": page.sources,
        "synonyms": page.synonyms,
        "topic_areas": page.areas,
        "related": [{"slug": related["slug"], "title": related["title"]} for related in page.related],
        "versions": [
            {name: version[name] for name in ("number", "published_on", "change_note", "correction_reason")}
            for version in page.versions
        ],
        "licence": TEXT_LICENCE.as_json() | {"attribution": ATTRIBUTION},
        "url": settings.SITE_URL + article.get_absolute_url(),
        "json": settings.SITE_URL + article.address("article_json"),
    }


def document_id(article: Article) -> str:
    """What the article is called for ever: its language, its region if it is a region's own, and its address."""
    region = article.region_fact
    return "/".join([article.language, *([region.slug] if region else []), article.slug])


def _translation(page: ArticlePage) -> Document:
    made_from = page.revision.made_from
    swedish: Any = next((row for row in _languages(page) if row["language"] == Language.SWEDISH), None)
    return {
        "made_from_version": made_from.number if made_from else None,
        "older_than_original": bool(made_from and swedish and swedish["live"] != made_from.pk),
        "translations": [_other(other) for other in page.other_languages],
    }


def _languages(page: ArticlePage) -> list[dict[str, Any]]:
    row: Any = page.article
    found: list[dict[str, Any]] = row.language_rows
    return found


def _other(other: OtherLanguage) -> Document:
    return {
        "language": other.language.tag,
        "easy_read": other.language == Language.EASY,
        "title": other.title,
        "url": settings.SITE_URL + other.url,
        "older_than_original": other.older,
    }


def _additions(row: Any, values: Mapping[str, str]) -> list[Document]:
    """What each region adds, whichever region the article is read in."""
    found = []
    for addition in row.every_addition:
        region = regions_by_code()[addition.pop("region_id")]
        found.append(
            {"region": {"code": region.code, "slug": region.slug, "name": region.name}}
            | addition
            | {"text": fill(addition["text"], values)}
        )
    return found


# ---- what has changed ----


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what has changed, and the moment up to which nothing can have been left out."""

    rows: list[Document]
    until: datetime
    cursor: tuple[datetime, int] | None


# An article becomes another when it, or what a region adds to it, is published or withdrawn; when a fact that it names
# gets another value; and, told the night after, when someone signs a review of it.
_CHANGED = """
    WITH moments AS (
        SELECT coalesce(article.adds_to_id, article.id) AS article_id, change.at
        FROM articles_statuschange AS change
            JOIN articles_revision AS revision ON revision.id = change.revision_id
            JOIN articles_article AS article ON article.id = revision.article_id
        WHERE change.status IN ('published', 'withdrawn') AND change.at >= %(first)s AND change.at < %(until)s
        UNION ALL
        SELECT coalesce(article.adds_to_id, article.id), value.in_force_at
        FROM articles_factvalue AS value
            JOIN articles_fact AS fact ON fact.id = value.fact_id
            JOIN articles_article AS article ON article.live_id IS NOT NULL
            JOIN articles_revisionpart AS part ON part.revision_id = article.live_id
        WHERE value.in_force_at >= %(first)s AND value.in_force_at < %(until)s
            AND position('{' || fact.name || '}' IN part.content) > 0
        UNION ALL
        SELECT coalesce(article.adds_to_id, article.id), midnight
        FROM articles_review AS review
            JOIN articles_article AS article ON article.live_id = review.revision_id
            CROSS JOIN LATERAL (
                SELECT (review.signed_on + 1)::timestamp AT TIME ZONE 'Europe/Stockholm' AS midnight
            ) AS night
        WHERE midnight >= %(first)s AND midnight < %(until)s
    ), latest AS (SELECT article_id, max(at) AS at FROM moments GROUP BY article_id)
    SELECT article_id, at FROM latest WHERE (at, article_id) > (%(at)s, %(id)s) ORDER BY at, article_id LIMIT %(limit)s
"""


def changes(since: datetime, cursor: tuple[datetime, int] | None, limit: int) -> Changes:
    """Each article that has changed since then, once, with all that it says now. Five queries."""
    until = nothing_missing_until() - CLOCKS_DIFFER
    at, pk = cursor or (since, 0)
    asked: dict[str, Any] = {"first": max(since, at), "until": until, "at": at, "id": pk, "limit": limit + 1}
    with connection.cursor() as database:
        database.execute(_CHANGED, asked)
        found = database.fetchall()
    ids = [pk for pk, _ in found[:limit]]
    values = fact_values()
    told = {row.pk: _document(row, values, row.region_fact) for row in _told(None).filter(pk__in=ids)}
    gone = Article.objects.filter(pk__in=set(ids) - set(told)).in_bulk()
    rows = [
        {
            "id": told[pk]["id"] if pk in told else document_id(gone[pk]),
            "change": "published" if pk in told else "withdrawn",
            "at": stamp(at),
            "article": told.get(pk),
        }
        for pk, at in found[:limit]
    ]
    more = len(found) > limit
    return Changes(rows, until, (found[limit - 1][1], found[limit - 1][0]) if more else None)
