"""What becomes of what a person has written: what is to be changed, what waits, published corrections without a
review."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Revision, Status
from articles.queries.desk import at_hand, to_change, wrote
from articles.queries.history import VersionAtDesk, version_at_desk, with_history
from articles.queries.signatures import unsigned_of


@dataclass(frozen=True, slots=True)
class SentIn:
    """A version, and in a few words what it waits for."""

    version: VersionAtDesk
    waits_for: str

    @property
    def revision(self) -> Revision:
        return self.version.revision


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told to a person of what they have written or answer for."""

    answered: list[Any] = field(default_factory=list)  # a reviewer wants something changed; oldest first
    returned: list[Any] = field(default_factory=list)  # a publisher sent it back; newest first
    corrections: list[SentIn] = field(default_factory=list)  # published, to be reviewed; most pressing first
    sent_in: list[SentIn] = field(default_factory=list)  # waits, and the person has written in it; oldest first


def told(user: User) -> Told:
    """Three queries; one for someone who has nothing at hand."""
    hand = list(at_hand(user))
    told = Told()
    if not hand:
        return told
    for version in to_change(user, hand).select_related("article").order_by("submitted_at"):
        (told.returned if version.status == Status.RETURNED else told.answered).append(version)
    told.returned.sort(key=lambda version: version.status_at, reverse=True)
    for version, unsigned in _shown_or_waiting(user, hand):
        if version.revision.pk == version.revision.article.pending_id:
            told.sent_in.append(SentIn(version, _pending_for(version, unsigned)))
        elif unsigned:
            told.corrections.append(SentIn(version, _review_of(version)))
    return told


def _shown_or_waiting(user: User, hand: list[int]) -> list[tuple[VersionAtDesk, list[str]]]:
    """The published corrections, and what waits that the person has written in, each with the parts that no one has
    approved."""
    kept = Q(article__live=F("pk"), is_correction=True) | Q(wrote(user), article__pending=F("pk"))
    rows: Any = with_history(Revision.objects.filter(kept, pk__in=hand)).annotate(unsigned=unsigned_of(F("pk")))
    rows = rows.select_related("article").order_by("review_due", "submitted_at")
    return [(version_at_desk(row), row.unsigned) for row in rows]


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
    if version.fact_reviews:
        return _("Dig: granskaren vill ändra något")
    return _("Dig: ingen är ombedd att granska fakta")
