"""Standing for who a reviewer without an account is."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.reviewing.judging import keep_due_date
from articles.actions.reviewing.requests import locked
from articles.models import Confirmation, Review
from articles.permissions import may_confirm, wrote


@transaction.atomic
def confirm_reviewer(*, by: User, review: Review) -> Review:
    """Says that the one who signed is who they say. From then on the review counts, also when a writer asked for it.

    Raises:
        Refused: the person may not, has written in the text or has confirmed it, or nobody has signed by link.
    """
    review = locked(review)
    if not may_confirm(by, review.revision.article):
        raise Refused(_("Bara redaktörer och utgivare bekräftar vem en granskare är."))
    if wrote(by, review.revision):
        raise Refused(_("Du har skrivit i texten. Någon annan måste bekräfta vem granskaren är."))
    if review.signed_on is None or review.reviewer_user_id is not None:
        raise Refused(_("Det finns ingen underskrift utan konto att bekräfta."))
    if review.confirmations.filter(by=by).exists():
        raise Refused(_("Du har redan bekräftat granskaren."))
    Confirmation.objects.create(review=review, by=by)
    keep_due_date(review.revision)
    record("reviewer.confirmed", by=by, obj=review.revision.article, number=review.revision.number, review=review.pk)
    return review
