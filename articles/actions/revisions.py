"""Writes a version and what happens to it; every action that does so goes through here."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusal import Refused
from articles.models import Article, CareLevel, Chapter, Draft, Revision, Source, Status, StatusChange
from articles.text import ArticleText
from articles.workflow import may_follow


def next_number(article: Article) -> int:
    return int(article.revisions.aggregate(last=Max("number"))["last"] or 0) + 1


def write_revision(article: Article, text: ArticleText, number: int, draft: Draft, correction_reason: str) -> Revision:
    """The draft's text as a submitted revision, with all its parts and writers."""
    revision = Revision.objects.create(
        article=article,
        number=number,
        title=text.title,
        summary=text.summary,
        life_threatening=text.life_threatening,
        review_months=text.review_months,
        change_note=text.change_note,
        base=draft.base,
        is_correction=bool(correction_reason),
        correction_reason=correction_reason,
        digest=text.digest,
        made_from=draft.made_from,
    )
    revision.related.set(Article.objects.national().filter(slug__in=text.related, language="sv"))
    revision.writers.set(draft.writers.all())
    _write_parts(revision, text)
    revision.submitted_at = timezone.now()  # only now: the database takes no part into a submitted revision
    revision.save(update_fields=["submitted_at"])
    return revision


def _write_parts(revision: Revision, text: ArticleText) -> None:
    Chapter.objects.bulk_create(
        Chapter(revision=revision, position=n, kind=chapter.kind, heading=chapter.heading, text=chapter.text)
        for n, chapter in enumerate(text.chapters)
    )
    CareLevel.objects.bulk_create(
        CareLevel(
            revision=revision,
            position=n,
            level=level.level,
            heading=level.heading or str(level.level.label),
            signs=list(level.signs),
            where=level.where,
            if_closed=level.if_closed,
            unit_kind=level.unit_kind,
        )
        for n, level in enumerate(text.levels)
    )
    Source.objects.bulk_create(
        Source(revision=revision, position=n, title=source.title, owner=source.owner, language=source.language)
        for n, source in enumerate(text.sources)
    )


def state_of(revision: Revision) -> Status | None:
    """What last happened to it; None for one that was never submitted."""
    last = revision.status_changes.order_by("-pk").values_list("status", flat=True).first()
    return Status(last) if last else None


def add_status(revision: Revision, status: Status, by: User, reason: str = "") -> StatusChange:
    """Notes that something happened to the revision. The caller holds the article's lock.

    Raises:
        Refused: it cannot follow on what happened last.
    """
    before = state_of(revision)
    if not may_follow(before, status):
        message = _("Versionen är ”%(before)s” och kan inte bli ”%(after)s”. Läs in sidan på nytt.")
        raise Refused(message % {"before": before.label if before else _("Utkast"), "after": status.label})
    return StatusChange.objects.create(revision=revision, status=status, by=by, by_name=by.name, reason=reason)
