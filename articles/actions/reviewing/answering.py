"""Answering a reviewer who wants something changed."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.reviewing.requests import ask_user
from articles.models import PartVerdict, RemarkAnswer, ReviewKind, Verdict
from articles.permissions import may_write


@transaction.atomic
def answer_remark(*, by: User, verdict: PartVerdict, text: str, ask_again: bool = False) -> RemarkAnswer:
    """Says what has been done about what a reviewer wants changed, or why nothing has. With `ask_again` the reviewer is
    asked to review the version anew.

    Raises:
        Refused: the person may not, there is no signed remark, or the reviewer cannot be asked again.
    """
    found = PartVerdict.objects.select_related("review__revision__article", "review__reviewer_user").get(pk=verdict.pk)
    review = found.review
    if not may_write(by, review.revision.article):
        raise Refused(_("Bara redaktörer svarar granskare."))
    if found.verdict != Verdict.COMMENT or review.signed_on is None:
        raise Refused(_("Det finns ingen undertecknad kommentar att svara på."))
    answer = RemarkAnswer.objects.create(verdict=found, text=text, by=by)
    number = review.revision.number
    record("remark.answered", by=by, obj=review.revision.article, number=number, part=found.part, review=review.pk)
    if ask_again and review.reviewer_user is not None:
        ask_user(by=by, revision=review.revision, reviewer=review.reviewer_user, kind=ReviewKind(review.kind))
    return answer
