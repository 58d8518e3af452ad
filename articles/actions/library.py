"""Loads the library's text files into the database, as example texts."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import User
from articles.library_format import (
    LIBRARY,
    AdditionFile,
    ArticleFile,
    LibraryError,
    check_addition,
    check_together,
    read_addition,
    read_article,
    topic_areas,
)
from articles.models import (
    AdditionRevision,
    Article,
    CareLevel,
    Chapter,
    RegionalAddition,
    Revision,
    Source,
    Status,
    StatusChange,
    Synonym,
    TopicArea,
)
from articles.search_index import index_article
from articles.site_pages import RESERVED_SLUGS
from language.ordering import sort_key
from regions.facts import regions_by_slug

LOADER = "Exempelbiblioteket"


@dataclass
class LoadReport:
    """What loading changed: slugs of articles, and region/slug of additions."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0

    def lines(self) -> list[str]:
        return [
            *(f"ny       {name}" for name in self.new),
            *(f"ändrad   {name}" for name in self.changed),
            f"{len(self.new)} nya, {len(self.changed)} ändrade, {self.unchanged} oförändrade.",
        ]


@transaction.atomic
def load_library(*, by: User | None, folder: Path = LIBRARY) -> LoadReport:
    """Brings the database in line with the library's files; all of it or, if one file is faulty, nothing.

    Each changed text becomes a new published revision, marked as an example text. Articles that the library does not
    name are left alone.

    Raises:
        LibraryError: a file is not right; the message names the file and the line.
    """
    articles, earlier, additions = read_all(folder)
    report = LoadReport()
    areas = _topic_areas()
    rows = {slug: _article(text, report) for slug, text in articles.items()}
    for slug, text in articles.items():
        versions = [*earlier.get(slug, []), text]
        _bring_up_to_date(rows[slug], versions, rows, areas, report, by)
    for addition in additions:
        _load_addition(addition, rows[addition.slug], report)
    if report.new or report.changed:
        record("library.loaded", by=by, new=len(report.new), changed=len(report.changed))
    return report


def read_all(folder: Path) -> tuple[dict[str, ArticleFile], dict[str, list[ArticleFile]], list[AdditionFile]]:
    """Every file of the library, checked one by one and together."""
    articles = {file.slug: file for file in map(read_article, sorted(folder.glob("*.md")))}
    for file in articles.values():
        if file.slug in RESERVED_SLUGS or file.slug in regions_by_slug():
            raise LibraryError(file.path, 1, f"adressnamnet {file.slug!r} är upptaget av en annan sida.")
    check_together(articles.values(), RESERVED_SLUGS)
    earlier: dict[str, list[ArticleFile]] = {}
    for path in sorted((folder / "earlier").glob("*.md"), key=_version):
        file = read_article(path)
        if file.slug not in articles:
            raise LibraryError(path, 1, f"det finns ingen artikel {file.slug!r}.")
        earlier.setdefault(file.slug, []).append(file)
    additions = [read_addition(path) for path in sorted((folder / "additions").glob("*/*.md"))]
    for addition in additions:
        if addition.region_slug not in regions_by_slug():
            raise LibraryError(addition.path, 1, f"regionen {addition.region_slug!r} finns inte.")
        check_addition(addition, articles, RESERVED_SLUGS)
    return articles, earlier, additions


def _version(path: Path) -> int:
    """The number in the name of an earlier version: feber.2.md → 2."""
    number = path.name.split(".")[1:-1]
    if len(number) != 1 or not number[0].isdecimal():
        raise LibraryError(path, 1, "en tidigare version heter som artikeln med ett nummer, till exempel feber.1.md.")
    return int(number[0])


def _topic_areas() -> dict[str, TopicArea]:
    for position, (slug, row) in enumerate(topic_areas().items()):
        TopicArea.objects.update_or_create(slug=slug, defaults={**row, "position": position})
    return {area.slug: area for area in TopicArea.objects.all()}


def _article(text: ArticleFile, report: LoadReport) -> Article:
    article, _created = Article.objects.select_related("live").get_or_create(
        slug=text.slug,
        language="sv",
        defaults={"kind": text.kind, "title": text.title, "sort_key": sort_key(text.title)},
    )
    return article


def _bring_up_to_date(
    article: Article,
    versions: list[ArticleFile],
    rows: dict[str, Article],
    areas: dict[str, TopicArea],
    report: LoadReport,
    by: User | None,
) -> None:
    text = versions[-1]
    if article.live and article.live.digest == text.digest:
        report.unchanged += 1
        return
    (report.changed if article.live else report.new).append(text.slug)
    known = set(article.revisions.values_list("digest", flat=True))
    for version in versions:
        if version.digest not in known or version is text:
            _publish(article, _write_revision(article, version, rows), by)
    article.kind, article.title, article.sort_key = text.kind, text.title, sort_key(text.title)
    article.save(update_fields=["kind", "title", "sort_key", "live"])
    article.topic_areas.set([areas[slug] for slug in text.topic_areas])
    article.synonyms.all().delete()
    Synonym.objects.bulk_create(Synonym(article=article, text=word) for word in text.synonyms)
    index_article(article)


def _write_revision(article: Article, text: ArticleFile, rows: dict[str, Article]) -> Revision:
    revision = Revision.objects.create(
        article=article,
        number=article.revisions.count() + 1,
        title=text.title,
        summary=text.summary,
        life_threatening=text.life_threatening,
        review_months=text.review_months,
        change_note=text.change_note,
        digest=text.digest,
        is_example=True,
    )
    revision.related.set([rows[slug] for slug in text.related if slug in rows])
    Chapter.objects.bulk_create(
        Chapter(revision=revision, position=n, kind=chapter.kind, heading=chapter.heading, text=chapter.text)
        for n, chapter in enumerate(text.chapters)
    )
    CareLevel.objects.bulk_create(
        CareLevel(
            revision=revision,
            position=n,
            level=level.level,
            heading=level.heading,
            signs=list(level.signs),
            where=level.where,
            if_closed=level.if_closed,
            unit_kind=level.unit_kind,
        )
        for n, level in enumerate(text.care_levels)
    )
    Source.objects.bulk_create(
        Source(revision=revision, position=n, title=title, owner=owner) for n, (title, owner) in enumerate(text.sources)
    )
    return revision


def _publish(article: Article, revision: Revision, by: User | None) -> None:
    today = timezone.localdate()
    revision.submitted_at = timezone.now()
    revision.published_on = today
    revision.review_due = months_after(today, revision.review_months)
    revision.save(update_fields=["submitted_at", "published_on", "review_due"])
    for status in (Status.SUBMITTED, Status.PUBLISHED):
        StatusChange.objects.create(revision=revision, status=status, by=by, by_name=by.name if by else LOADER)
    article.live = revision


def _load_addition(text: AdditionFile, article: Article, report: LoadReport) -> None:
    addition, _created = RegionalAddition.objects.select_related("live").get_or_create(
        article=article, region_id=regions_by_slug()[text.region_slug].code, anchor=text.anchor
    )
    if addition.live and addition.live.digest == text.digest:
        report.unchanged += 1
        return
    (report.changed if addition.live else report.new).append(f"{text.region_slug}/{text.slug}")
    addition.live = AdditionRevision.objects.create(
        addition=addition,
        number=addition.revisions.count() + 1,
        title=text.title,
        text=text.text,
        change_note=text.change_note,
        digest=text.digest,
        is_example=True,
        submitted_at=timezone.now(),
        published_on=timezone.localdate(),
        published_by=LOADER,
    )
    addition.save(update_fields=["live"])


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
