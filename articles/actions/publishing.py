"""Publishing, now or at a time; sending back; withdrawing. Each asks anew whether someone fit has judged the text."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.library.revisions import months_after
from articles.actions.revisions import add_status
from articles.models import Article, Revision, Status
from articles.models.revision import CORRECTION_TIME
from articles.permissions import may_publish
from articles.queries.obstacles import obstacles
from articles.queries.signatures import unsigned_parts
from articles.search_index import index_articles, is_searched
from language.ordering import sort_key

logger = logging.getLogger(__name__)


def _refuse_unfit(by: User, revision: Revision) -> None:
    found = obstacles(by, revision)
    if found:
        raise Refused(" ".join(found))


def _locked(revision: Revision) -> tuple[Article, Revision]:
    """The revision's article and itself, with no one else changing them."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=revision.article_id)
    return article, Revision.objects.select_related("article").get(pk=revision.pk)


def _pending(revision: Revision) -> tuple[Article, Revision]:
    article, revision = _locked(revision)
    if article.pending_id != revision.pk:
        raise Refused(_("Version %d väntar inte längre på att publiceras. Läs in sidan på nytt.") % revision.number)
    return article, revision


@transaction.atomic
def publish(*, by: User, revision: Revision) -> Revision:
    """Shows the version to its readers.

    Raises:
        Refused: the person may not, or the text is not judged; the message says why.
    """
    article, revision = _pending(revision)
    _refuse_unfit(by, revision)
    return _publish(article, revision, by)


def _publish(article: Article, revision: Revision, by: User, reason: str = "") -> Revision:
    add_status(revision, Status.PUBLISHED, by, reason)
    revision.publish_at = None
    if revision.published_on is None:  # what comes back after it was withdrawn is no newer, nor better reviewed
        revision.published_on, revision.review_due = timezone.localdate(), _review_due(article, revision)
        _confirm(article, revision)
    revision.save(update_fields=["published_on", "review_due", "publish_at"])
    article.live, article.withdrawn_at = revision, None
    article.pending = None if article.pending_id == revision.pk else article.pending
    article.title, article.sort_key = revision.title, sort_key(revision.title)
    article.save(update_fields=["live", "pending", "withdrawn_at", "title", "sort_key"])
    if is_searched(article):
        index_articles([article])
    record("revision.published", by=by, obj=article, number=revision.number, correction=revision.is_correction)
    return revision


def _confirm(article: Article, revision: Revision) -> None:
    """An addition was written and judged beside the national text as it is now, unless that has been published since it
    was sent in: then its editor is asked to read it against the new one."""
    national = article.adds_to.live if article.adds_to else None
    later = {"status": Status.PUBLISHED, "at__gt": revision.submitted_at}
    if national is not None and not national.status_changes.filter(**later).exists():
        article.confirmed_against = national
        article.save(update_fields=["confirmed_against"])


def _review_due(article: Article, revision: Revision) -> date:
    """An unreviewed correction gets no more time by being corrected."""
    today = timezone.localdate()
    if not (revision.is_correction and unsigned_parts(revision)):
        return months_after(today, revision.review_months)
    due, before = today + CORRECTION_TIME, article.live
    if before is not None and before.review_due and before.is_correction and unsigned_parts(before):
        due = min(due, before.review_due)
    return max(due, today + timedelta(days=1))


@transaction.atomic
def schedule(*, by: User, revision: Revision, at: datetime) -> Revision:
    """Has the version published at a time, by `publish_scheduled`.

    Raises:
        Refused: as for `publish`, or the time has passed.
    """
    article, revision = _pending(revision)
    _refuse_unfit(by, revision)
    if at <= timezone.now():
        raise Refused(_("Tiden har passerat. Välj en senare, eller publicera nu."))
    add_status(revision, Status.SCHEDULED, by)
    revision.publish_at = at
    revision.save(update_fields=["publish_at"])
    record("revision.scheduled", by=by, obj=article, number=revision.number, at=at)
    return revision


def publish_scheduled(now: datetime) -> list[Revision]:
    """Publishes what is due, in the name of whoever scheduled it, if they still may and the text is still fit.

    A fault with one text is logged and hinders no other; that text is tried again the next time.
    """
    published = []
    for revision in Revision.objects.filter(publish_at__lte=now).order_by("publish_at", "pk"):
        try:
            done = _publish_due(revision)
        except Exception:
            logger.exception("Version %s could not be published at its hour.", revision.pk)
        else:
            published += [done] if done else []
    return published


@transaction.atomic
def _publish_due(revision: Revision) -> Revision | None:
    article, revision = _locked(revision)
    if revision.publish_at is None:
        return None
    last = revision.status_changes.select_related("by").order_by("-pk").first()
    waits = article.pending_id == revision.pk and last is not None and last.status == Status.SCHEDULED
    by = last.by if last and waits else None
    found = obstacles(by, revision) if by else [_("Ingen utgivare har bestämt tiden.")]
    if by is not None and not found:
        return _publish(article, revision, by)
    revision.publish_at = None
    revision.save(update_fields=["publish_at"])
    if waits:
        record("revision.not_published", by=None, obj=article, number=revision.number, why=found)
    return None


@transaction.atomic
def send_back(*, by: User, revision: Revision, reason: str) -> Revision:
    """Gives a submitted version back to its editor, who goes on from it in a new draft.

    Raises:
        Refused: the person may not, no reason is given, or it is not waiting.
    """
    article, revision = _pending(revision)
    if not may_publish(by, article):
        raise Refused(_("Bara utgivare skickar tillbaka en text."))
    if not reason.strip():
        raise Refused(_("Skriv varför, så att redaktören vet vad som ska ändras."))
    add_status(revision, Status.RETURNED, by, reason)
    revision.publish_at = None
    revision.save(update_fields=["publish_at"])
    article.pending = None
    article.save(update_fields=["pending"])
    record("revision.returned", by=by, obj=article, number=revision.number)
    return revision


@transaction.atomic
def withdraw(*, by: User, article: Article, reason: str) -> Article:
    """Takes the published text away; its page says that it is being looked over and points onward.

    Raises:
        Refused: the person may not, no reason is given, or nothing is published.
    """
    article = Article.objects.select_for_update(of=("self",)).select_related("live").get(pk=article.pk)
    if not may_publish(by, article):
        raise Refused(_("Bara utgivare drar tillbaka en text."))
    if article.live is None:
        raise Refused(_("Artikeln har ingen publicerad text."))
    if not reason.strip():
        raise Refused(_("Skriv varför texten dras tillbaka."))
    add_status(article.live, Status.WITHDRAWN, by, reason)
    record("revision.withdrawn", by=by, obj=article, number=article.live.number)
    article.live, article.withdrawn_at = None, timezone.now()
    article.save(update_fields=["live", "withdrawn_at"])
    if is_searched(article):
        index_articles([article])
    return article


@transaction.atomic
def restore(*, by: User, revision: Revision, reason: str) -> Revision:
    """Publishes the withdrawn text again as it is.

    Raises:
        Refused: as for `publish`, no reason is given, or it is not the text that was withdrawn last.
    """
    article, revision = _locked(revision)
    last = article.revisions.filter(published_on__isnull=False).order_by("-number").first()
    if article.live_id is not None or article.withdrawn_at is None or last != revision:
        raise Refused(_("Versionen är inte den som drogs tillbaka sist."))
    _refuse_unfit(by, revision)
    if not reason.strip():
        raise Refused(_("Skriv varför texten visas igen."))
    return _publish(article, revision, by, reason)
