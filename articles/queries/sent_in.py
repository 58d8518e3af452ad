"""What becomes of what a person has written: what waits, published corrections without a review, withdrawn texts."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Article, Revision
from articles.queries.history import VersionAtDesk, version_at_desk, with_history
from articles.queries.signatures import unsigned_of
from articles.queries.writing import articles_to_write


@dataclass(frozen=True, slots=True)
class SentIn:
    """A version, and in a few words what it waits for."""

    version: VersionAtDesk
    waits_for: str

    @property
    def revision(self) -> Revision:
        return self.version.revision


def sent_in(user: User) -> list[SentIn]:
    """What the person has written in that waits, oldest first. One query."""
    waiting = Revision.objects.filter(article__pending=F("pk"), writers=user).order_by("submitted_at")
    return [SentIn(version, _pending_for(version, unsigned)) for version, unsigned in _read(waiting)]


def corrections(user: User) -> list[SentIn]:
    """The published corrections, of the person's own or that they answer for, that are still to be reviewed; most
    pressing first. One query."""
    theirs = Q(article__responsible=user) | _written_by(user)
    shown = Revision.objects.filter(theirs, article__live=F("pk"), is_correction=True).order_by("review_due")
    return [SentIn(version, _review_of(version)) for version, unsigned in _read(shown) if unsigned]


def withdrawn(user: User) -> QuerySet[Article]:
    """The withdrawn texts, of the person's own or that they answer for, on which nobody writes yet."""
    wrote = Q(pk__in=Revision.objects.filter(writers=user, published_on__isnull=False).values("article"))
    rests = articles_to_write(user).filter(withdrawn_at__isnull=False, pending__isnull=True, draft__isnull=True)
    return rests.filter(wrote | Q(responsible=user)).order_by("withdrawn_at")


def _written_by(user: User) -> Q:
    return Q(pk__in=Revision.writers.through.objects.filter(user=user).values("revision"))


def _read(revisions: QuerySet[Revision]) -> list[tuple[VersionAtDesk, list[str]]]:
    """The versions, each with the parts that no one has approved."""
    rows: Any = with_history(revisions).annotate(unsigned_rows=unsigned_of(F("pk"))).select_related("article")
    return [(version_at_desk(row), row.unsigned_rows) for row in rows]


def _pending_for(version: VersionAtDesk, unsigned: list[str]) -> str:
    revision = version.revision
    if revision.publish_at:
        return _("Publiceras %s") % date_format(timezone.localtime(revision.publish_at), "DATETIME_FORMAT")
    return _("En utgivare") if revision.is_correction or not unsigned else _review_of(version)


def _review_of(version: VersionAtDesk) -> str:
    """Whose review it waits for, or whose word."""
    if version.unanswered:
        return ", ".join(review.reviewer for review in version.unanswered)
    if version.unconfirmed:
        names = ", ".join(review.reviewer for review in version.unconfirmed)
        return _("Att någon bekräftar granskaren: %s") % names
    return _("Dig: granskaren vill ändra något") if version.reviews else _("Dig: ingen är ombedd att granska")
