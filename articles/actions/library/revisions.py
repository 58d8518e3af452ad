"""Writes new versions of articles, many at a time: a revision with all its parts, then that it is published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import User
from articles.library_format import ArticleFile
from articles.models import Article, CareLevel, Chapter, Language, Revision, Source, Status, StatusChange

LOADER = "Exempelbiblioteket"
FIRST, FIRST_IN_ENGLISH = "Första versionen.", "First version."


@dataclass(frozen=True)
class NewVersion:
    """A text that becomes a revision of its article, and the revision that a translation was made from."""

    article: Article
    text: ArticleFile
    number: int
    made_from: Revision | None = None


def write_versions(versions: Iterable[NewVersion], articles: dict[str, Article], by: User | None) -> list[Revision]:
    """The published revisions, in the order of `versions`. `articles` are those that a related topic may be."""
    versions = list(versions)
    revisions = Revision.objects.bulk_create(map(_revision, versions))
    related, chapters, levels, sources = [], [], [], []
    for version, revision in zip(versions, revisions, strict=True):
        text = version.text
        related += [
            Revision.related.through(revision_id=revision.pk, article_id=articles[slug].pk)
            for slug in text.related
            if slug in articles
        ]
        chapters += [
            Chapter(revision=revision, position=n, kind=chapter.kind, heading=chapter.heading, text=chapter.text)
            for n, chapter in enumerate(text.chapters)
        ]
        levels += _levels(revision, text)
        sources += [
            Source(revision=revision, position=n, title=source.title, owner=source.owner, language=source.language)
            for n, source in enumerate(text.sources)
        ]
    Revision.related.through.objects.bulk_create(related)
    Chapter.objects.bulk_create(chapters)
    CareLevel.objects.bulk_create(levels)
    Source.objects.bulk_create(sources)
    _publish(revisions, by)
    return revisions


def _revision(version: NewVersion) -> Revision:
    text = version.text
    return Revision(
        article=version.article,
        number=version.number,
        title=text.title,
        summary=text.summary,
        life_threatening=text.life_threatening,
        review_months=text.review_months,
        change_note=text.change_note if version.number > 1 else _first(version.article),
        made_from=version.made_from,
        digest=text.digest,
        is_example=True,
    )


def _first(article: Article) -> str:
    """What is said of a first version here: what its file says has changed is told of a version that was never here."""
    return FIRST_IN_ENGLISH if article.language == Language.ENGLISH else FIRST


def _levels(revision: Revision, text: ArticleFile) -> list[CareLevel]:
    return [
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
    ]


def _publish(revisions: list[Revision], by: User | None) -> None:
    """Only now are they submitted: the database takes no part into a submitted revision."""
    today, now = timezone.localdate(), timezone.now()
    for revision in revisions:
        revision.submitted_at, revision.published_on = now, today
        revision.review_due = months_after(today, revision.review_months)
    Revision.objects.bulk_update(revisions, ["submitted_at", "published_on", "review_due"], batch_size=200)
    StatusChange.objects.bulk_create(
        StatusChange(revision=revision, status=status, by=by, by_name=by.name if by else LOADER)
        for revision in revisions
        for status in (Status.SUBMITTED, Status.PUBLISHED)
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
