"""All that an article's page shows, in one query that is written once; the text of its version is read once in each
process, and the open units of a region add one query."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, JSONField, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from articles.diff import compare
from articles.models import (
    Article,
    Language,
    RegionalAddition,
    Revision,
    Synonym,
    TopicArea,
)
from articles.models.article import ArticleQuerySet, address_in
from articles.queries.filled import filled
from articles.queries.page_parts import ArticlePage, Original, OtherLanguage
from articles.queries.rows import NO_ROWS, dated, once, rows, rows_behind
from articles.queries.signatures import reviews_that_hold, unsigned_of
from articles.queries.version_text import VersionText, version_text, what_readers_read
from articles.subjects import ARTICLE
from page_memory.shown import is_being_built, reads, shows
from regions.facts import RegionFact
from regions.prepared import Given, Prepared, remembered
from regions.queries import OpenNearby, open_nearby
from regions.subjects import REGION
from ui.addresses import address_of


def article_page(
    slug: str, region: RegionFact | None, at: datetime, language: Language = Language.SWEDISH
) -> ArticlePage | None:
    """The published article of that slug, with what the region adds, or None."""
    with shows(ARTICLE) as owners, shows(REGION) as regions:
        articles = _rows_at(slug, language.value, region.code if region else "")
        if not articles:
            return None
        row: Any = (article := articles[0])
        owners.add(article.pk)
        regions.add(article.region_id or "none")
        assert article.live is not None
        original, text = _original(article, row.language_rows), version_text(article.live)
    if article.language != Language.SWEDISH:
        reads(Article._meta.db_table)  # any text that comes or goes may be one that it points at
    kinds = [step.unit_kind for step in text.ladder if step.unit_kind]
    nearby = open_nearby(region.code, kinds[:3], at) if region else {}
    return filled(replace(page_of_row(article, text, nearby), original=original))


def _rows_at(slug: str, language: str, region: str) -> list[Article]:
    """What stands at the address, the nearest first. A page for the memory asks again only when an article has changed,
    as most are built anew for another reason: a crisis is told of, units open or close, a new day begins. And it asks
    once for all the regions that have written nothing there. Who is not given pages from the memory has perhaps just
    published something, and sees it now."""
    if not is_being_built():
        return _at_address(slug=slug, language=language, region=region)
    if region and (slug,) not in remembered(_WRITTEN_IN, {"region": region}):
        region = ""
    return _at_address.remembered(slug=slug, language=language, region=region)


# Where something of a region is read: at its own addresses, and at those of what it adds to.
_WRITTEN_IN = """
    SELECT COALESCE(national.slug, own.slug)
    FROM articles_article AS own LEFT JOIN articles_article AS national ON national.id = own.adds_to_id
    WHERE own.region_id = %(region)s"""


def published_rows(region: str | Given) -> ArticleQuerySet:
    """Every published article with all that its page shows in a region (its code, or "") beside the version's text;
    `page_of_row` reads them."""
    found = _everything(region).pages().filter(live__isnull=False)
    return found.select_related("live__made_from")


# What a page asks of its article and version: half of the columns, and those that are not used cost as much.
_SHOWN = (
    *("slug", "language", "kind", "region", "adds_to", "live"),
    *("live__article", "live__number", "live__title", "live__summary", "live__life_threatening", "live__change_note"),
    *("live__is_correction", "live__correction_reason", "live__is_example", "live__published_on", "live__review_due"),
    *("live__digest", "live__made_from", "live__made_from__number", "live__made_from__published_on"),
)
_at_address = Prepared(
    lambda: (
        published_rows(Given("region")).only(*_SHOWN).at_address(Given("slug"), Given("region"), Given("language"))[:1]
    )
)


def page_of_row(article: Article, text: VersionText, nearby: Mapping[str, OpenNearby]) -> ArticlePage:
    """The page of one of `published_rows`, without the values of facts and what it was made from. No query."""
    row: Any = article
    assert article.live is not None
    additions = [addition | {"id": f"tillagg-{number}"} for number, addition in enumerate(row.additions_here, 1)]
    # An addition whose chapter is gone in a newer version stands with the care ladder: never lost in silence.
    chapters, loose = text.chapters_with(additions)
    ladder = text.ladder_with(nearby)
    translated = {topic["slug"]: topic["title"] for topic in row.translated_rows}
    headings = [("sok-vard", _("När och var ska jag söka vård?"))] if ladder else []
    headings += [(chapter["id"], chapter["heading"]) for chapter in chapters]
    return ArticlePage(
        article=article,
        revision=article.live,
        ladder=ladder,
        chapters=chapters,
        care_additions=loose,
        sources=list(text.sources),
        related=_related(row.related_rows, translated),
        areas=row.area_rows,
        versions=_with_previous(article, [dated(version, "published_on") for version in row.version_rows]),
        reviews=[dated(review, "signed_on") for review in once(row.review_rows)],
        synonyms=row.synonym_rows,
        regions_with_additions=sorted(set(row.addition_regions)),
        other_languages=_other_languages(article, row.language_rows),
        unsigned=sorted(row.unsigned_rows),
        headings=[*headings, ("kallor", _("Källor och ändringar"))],
        translated=_pointed_at(chapters, translated) if article.language != Language.SWEDISH else None,
    )


def _everything(region: str | Given) -> ArticleQuerySet:
    additions = RegionalAddition.objects.filter(adds_to=OuterRef("pk"), live__isnull=False)
    here = additions.filter(region_id=region)  # none() would make the list NULL
    return Article.objects.annotate(
        review_rows=reviews_that_hold(F("live")),
        unsigned_rows=Case(When(live__is_correction=True, then=unsigned_of(F("live"))), default=Value([])),
        related_rows=rows_behind(
            Revision.related.through.objects.filter(revision=OuterRef("live")),
            Article.objects.filter(pk=OuterRef("article_id"), live__isnull=False), "slug", "title", "sort_key",
        ),
        area_rows=rows(TopicArea.objects.filter(articles=OuterRef("pk")).order_by("position"), "slug", "name"),
        version_rows=rows(
            Revision.objects.filter(article=OuterRef("pk"), published_on__isnull=False).order_by("-number"),
            "number", "title", "change_note", "published_on", "is_correction", "correction_reason",
        ),
        synonym_rows=ArraySubquery(
            Synonym.objects.filter(article=OuterRef("pk"), kind=Synonym.Kind.NAME, language="sv")
            .order_by("pk")
            .values("text")
        ),
        language_rows=rows(
            Article.objects.national().filter(slug=OuterRef("slug"), live__isnull=False),
            "language", "title", "live", published_on="live__published_on", made_from="live__made_from",
        ),
        translated_rows=Case(
            When(
                ~Q(language=Language.SWEDISH),
                then=rows(
                    Article.objects.national().filter(language=OuterRef("language"), live__isnull=False),
                    "slug", "title",
                ),
            ),
            default=NO_ROWS,
            output_field=JSONField(),
        ),
        additions_here=rows(
            here.order_by("pk"),
            "anchor", title="live__title", text="live__chapters__text", is_example="live__is_example",
        ),
        addition_regions=ArraySubquery(additions.values("region_id")),
    )  # fmt: skip


def _related(rows: list[dict[str, Any] | None], translated: Mapping[str, str]) -> list[dict[str, str]]:
    """The topics to read next, each with its title in the language of the page where it is there ("own_title")."""
    ordered = sorted(filter(None, rows), key=lambda related: related["sort_key"])
    return [related | {"own_title": translated.get(related["slug"], "")} for related in ordered]


def _pointed_at(chapters: list[dict[str, Any]], translated: Iterable[str]) -> frozenset[str]:
    text = "\n".join(chapter["text"] for chapter in chapters)
    return frozenset(slug for slug in translated if f"(/{slug}/" in text)


def _other_languages(article: Article, rows: list[dict[str, Any]]) -> list[OtherLanguage]:
    swedish = next((row["live"] for row in rows if row["language"] == Language.SWEDISH), None)
    order = list(Language)
    return sorted(
        (
            OtherLanguage(
                Language(row["language"]),
                row["title"],
                address_in(row["language"], "article", article.slug),
                date.fromisoformat(row["published_on"]),
                older=swedish is not None and row["language"] != Language.SWEDISH and row["made_from"] != swedish,
            )
            for row in rows
            if row["language"] != article.language
        ),
        key=lambda other: order.index(other.language),
    )


def _original(article: Article, rows: list[dict[str, Any]]) -> Original | None:
    """One more query, and only when the Swedish text has changed since; and the texts of both, once in each process."""
    made_from = article.live.made_from if article.live else None
    if made_from is None:
        return None
    url = address_of("article", article.slug)
    now = next((row for row in rows if row["language"] == Language.SWEDISH), None)
    if now is None or now["live"] == made_from.pk:  # what was published and is there no more has been withdrawn
        return Original(url, made_from.number, made_from.published_on, withdrawn=now is None)
    found = Revision.objects.filter(pk__in=[made_from.pk, now["live"]]).select_related("article")
    old, new = sorted(found, key=lambda revision: revision.pk != made_from.pk)
    sections = compare(what_readers_read(old), what_readers_read(new))
    changed = tuple(section.heading for section in sections if section.changed)
    return Original(url, old.number, old.published_on, new.published_on, changed)


def _with_previous(article: Article, versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each version, newest first, with its address and the number of the published one before it (None for the
    first)."""
    numbers = [version["number"] for version in versions]
    return [
        version | {"previous": number, "url": article.address("version", version["number"])}
        for version, number in zip(versions, [*numbers[1:], None], strict=True)
    ]
