"""Giving a review: part by part, then signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.library.revisions import months_after
from articles.actions.reviewing.requests import is_writers, locked, role_of
from articles.models import PartVerdict, Review, Revision, RevisionPart, Verdict
from articles.permissions import may_review, wrote
from articles.queries.signatures import contents_of, parts_to_judge, unsigned_parts
from articles.queries.writing import sent_back


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of one part."""

    verdict: Verdict
    comment: str = ""
    suggestion: str = ""

    @property
    def says_what(self) -> bool:
        return bool(self.comment or self.suggestion)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who signs, as readers will see it."""

    name: str
    profession: str
    workplace: str
    conflict_of_interest: str


def refuse_closed(review: Review) -> None:
    """Says why a review can no longer be given.

    Raises:
        Refused: it is signed, revoked or expired, or its version is no longer the one that waits.
    """
    if review.signed_on is not None:
        raise Refused(_("Granskningen är undertecknad och klar. Tack!"))
    if review.revoked_at is not None:
        raise Refused(_("Redaktionen har återkallat granskningen. Du behöver inte göra något."))
    if review.link_expires_at is not None and review.link_expires_at < timezone.now():
        raise Refused(_("Länken gäller inte längre. Be redaktionen om en ny."))
    article = review.revision.article
    if review.revision_id in (article.pending_id, article.live_id):
        return
    returned = sent_back(article)
    if returned is not None and returned.pk == review.revision_id:
        why = _("Utgivaren har skickat tillbaka texten till redaktören, som skriver om den.")
        raise Refused(why + " " + _("Du behöver inte göra något nu."))
    why = _("Texten har ändrats sedan du fick den. Den här versionen granskas inte längre.")
    raise Refused(why + " " + _("Du behöver inte göra något, om inte redaktionen ber dig granska den nya."))


@transaction.atomic
def save_judgements(
    *, by: User | None, review: Review, judgements: Mapping[str, Judgement], reviewer: Reviewer | None = None
) -> Review:
    """Keeps what the reviewer has said so far, without signing. `by` is None for the holder of a link.

    Raises:
        Refused: the review is closed or not theirs, or the version has no such part.
    """
    review = _locked_open(by, review)
    if not set(judgements) <= set(contents_of(review.revision)):
        raise Refused(_("Texten har ingen sådan del. Läs in sidan på nytt."))
    review.verdicts.all().delete()
    PartVerdict.objects.bulk_create(
        PartVerdict(review=review, part=part, verdict=said.verdict, comment=said.comment, suggestion=said.suggestion)
        for part, said in judgements.items()
    )
    if reviewer is not None:
        _say_who(by, review, reviewer)
        review.save()
    return review


def _say_who(by: User | None, review: Review, reviewer: Reviewer) -> None:
    review.reviewer = by.name if by is not None else reviewer.name
    review.profession, review.workplace = reviewer.profession, reviewer.workplace
    review.conflict_of_interest = reviewer.conflict_of_interest


def _locked_open(by: User | None, review: Review) -> Review:
    found = locked(review)
    refuse_closed(found)
    if (by is None) != bool(found.link_digest) or (by is not None and found.reviewer_user_id != by.pk):
        raise Refused(_("Granskningen är någon annans."))
    if by is not None and not may_review(by, found.kind, found.revision.article):
        raise Refused(_("Du är inte %(role)s.") % {"role": role_of(found.kind)})
    if wrote(by, found.revision) if by is not None else is_writers(found.email, found.revision):
        raise Refused(_("Du har skrivit i texten och kan inte granska den."))
    return found


@transaction.atomic
def sign(*, by: User | None, review: Review, judgements: Mapping[str, Judgement], reviewer: Reviewer) -> Review:
    """Signs: from then on neither the text nor the verdict can change.

    Raises:
        Refused: the review is closed or not theirs, or a part that must be judged is not.
    """
    review = save_judgements(by=by, review=review, judgements=judgements)
    if not judgements:
        raise Refused(_("Säg något om minst en del innan du skriver under."))
    _refuse_unjudged(review, judgements)
    _say_who(by, review, reviewer)
    review.signed_on, review.email, review.link_expires_at = timezone.localdate(), "", None
    review.save()
    keep_due_date(review.revision)
    record("review.signed", by=by, obj=review.revision.article, number=review.revision.number, review=review.pk)
    return review


def _refuse_unjudged(review: Review, judgements: Mapping[str, Judgement]) -> None:
    unsaid = {part for part, said in judgements.items() if said.verdict == Verdict.COMMENT and not said.says_what}
    unjudged = unsaid | set(parts_to_judge(review)) - set(judgements)
    left = [str(label) for part, label in RevisionPart.PARTS if part in unjudged]
    if left:
        raise Refused(_("Säg vad du tycker om de delar som är kvar innan du skriver under: %s.") % ", ".join(left))


def keep_due_date(revision: Revision) -> None:
    """A published correction that is now approved is reviewed next as any other text."""
    if revision.is_correction and revision.published_on and not unsigned_parts(revision):
        revision.review_due = months_after(revision.published_on, revision.review_months)
        revision.save(update_fields=["review_due"])
