"""What reviewers have written and not signed: it is theirs, and is lost neither when their review is closed nor when
the text comes to them anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import PartVerdict, Review, Revision
from articles.queries.signatures import contents_of


@dataclass(frozen=True, slots=True)
class LeftUnsigned:
    """What a reviewer said of an earlier version without signing, by part: of the same words, and of others."""

    number: int = 0  # of that version
    same: dict[str, PartVerdict] = field(default_factory=dict)
    other: dict[str, PartVerdict] = field(default_factory=dict)


def left_unsigned(review: Review, read: dict[int, dict[str, str]]) -> LeftUnsigned:
    """What the review's own reviewer left in an earlier one. `read` has versions whose words are known already. One
    query, and one more where something was left in a version that is not among those."""
    found = list(_left_before(review))
    if not found:
        return LeftUnsigned()
    revision = found[0].review.revision
    before, now = read.get(revision.pk) or contents_of(revision), read[review.revision_id]
    left = LeftUnsigned(revision.number)
    for verdict in found:
        side = left.same if before.get(verdict.part) == now.get(verdict.part) else left.other
        side[verdict.part] = verdict
    return left


def kept_words(review: Review) -> list[PartVerdict]:
    """What stood in a review that was closed before it was signed: its own words, or those it was filled in with."""
    return _with_words(review.verdicts.order_by("pk")) or _with_words(_left_before(review))


def _with_words(verdicts: Iterable[PartVerdict]) -> list[PartVerdict]:
    return [verdict for verdict in verdicts if verdict.comment or verdict.suggestion]


def _left_before(review: Review) -> QuerySet[PartVerdict]:
    """In the last earlier review of the same reviewer in which something was said; none if it is signed. Someone
    without an account is known by mailbox and name: several may read the same mailbox."""
    if review.reviewer_user_id is not None:
        theirs = Q(reviewer_user=review.reviewer_user_id)
    elif review.mailbox:
        theirs = Q(reviewer_user__isnull=True, mailbox=review.mailbox, reviewer__iexact=review.reviewer)
    else:
        return PartVerdict.objects.none()
    earlier = Review.objects.filter(theirs, revision__article=review.revision.article_id, kind=review.kind)
    last = earlier.filter(pk__lt=review.pk, verdicts__isnull=False).order_by("-pk").values("pk")[:1]
    left = PartVerdict.objects.filter(review=Subquery(last), review__signed_on__isnull=True)
    return left.select_related("review__revision").order_by("pk")


def reviewing_now(revision: Revision) -> list[str]:
    """The names of those who have the version to review and have not signed. One query."""
    waiting = revision.reviews.filter(signed_on__isnull=True, revoked_at__isnull=True)
    still = waiting.exclude(link_expires_at__lt=timezone.now())
    return list(still.order_by("asked_at", "pk").values_list("reviewer", flat=True))
