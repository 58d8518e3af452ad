from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.anonymous import too_many
from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.models import Article, Feedback
from articles.permissions import may_write
from articles.queries.listening import facts_changed_since
from language.masking import mask

PER_HOUR = 20
KEPT_AFTER_HANDLED = timedelta(days=2 * 365)
KEPT_AT_MOST = timedelta(days=3 * 365)


class FeedbackRefused(Exception):
    """The answer could not be taken; the message says why and what to do."""


def give_feedback(
    *, article: Article, helpful: bool, comment: str, region_code: str, address: str, is_fault: bool = False
) -> Feedback:
    """Keeps a reader's answer. Nothing about the reader is kept: what could lead to a person is masked, and the address
    only counts, hashed, for an hour."""
    if too_many("feedback", address, PER_HOUR):
        raise FeedbackRefused(_("Vi har fått många svar från din uppkoppling. Försök igen om en timme."))
    assert article.live is not None
    return Feedback.objects.create(
        article=article,
        revision_number=article.live.number,
        region_code=region_code,
        helpful=helpful,
        is_fault=is_fault,
        comment=mask(comment),
    )


@transaction.atomic
def mark_mended(*, by: User, feedback: Feedback, version: int, note: str = "") -> Feedback:
    """Says which version mends what the reader wrote about; a draft has the number that it will get. The one read does
    when a fact that it shows has been changed since.

    Raises:
        Refused: the person is no editor, someone has marked it, or the version is not newer than the one read.
    """
    feedback = _to_handle(by, feedback)
    by_fact = version == feedback.revision_number and bool(facts_changed_since(feedback))
    if version <= feedback.revision_number and not by_fact:
        raise Refused(_("Välj en version som är nyare än den som läsaren läste."))
    return _handled(by, feedback, Feedback.Outcome.MENDED, note, version)


@transaction.atomic
def decline(*, by: User, feedback: Feedback, reason: str) -> Feedback:
    """Says that nothing is done about a comment, and why.

    Raises:
        Refused: the person is no editor, someone has marked it, or no reason is given.
    """
    if not reason.strip():
        raise Refused(_("Skriv varför det inte åtgärdas."))
    return _handled(by, _to_handle(by, feedback), Feedback.Outcome.DECLINED, reason)


@transaction.atomic
def reopen(*, by: User, feedback: Feedback) -> Feedback:
    """Takes a mark back: the comment waits again.

    Raises:
        Refused: the person is no editor, or the comment waits already.
    """
    feedback = _locked(by, feedback)
    if feedback.handled_at is None:
        raise Refused(_("Svaret är inte markerat."))
    feedback.outcome, feedback.note = "", ""
    feedback.mended_in = feedback.handled_at = feedback.handled_by = None
    feedback.save(update_fields=["outcome", "note", "mended_in", "handled_at", "handled_by"])
    record("feedback.reopened", by=by, obj=feedback)
    return feedback


def _locked(by: User, feedback: Feedback) -> Feedback:
    if not may_write(by):
        raise Refused(_("Bara redaktörer svarar på läsarnas kommentarer."))
    found = Feedback.objects.select_for_update(of=("self",)).select_related("handled_by").filter(pk=feedback.pk).first()
    if found is None:
        raise Refused(_("Svaret finns inte kvar."))
    return found


def _to_handle(by: User, feedback: Feedback) -> Feedback:
    feedback = _locked(by, feedback)
    if not feedback.comment:
        raise Refused(_("Läsaren skrev ingen kommentar, så det finns inget att åtgärda."))
    if feedback.handled_by is not None:
        raise Refused(_("%(name)s har redan markerat svaret.") % {"name": feedback.handled_by.name})
    return feedback


def _handled(by: User, feedback: Feedback, outcome: str, note: str, version: int | None = None) -> Feedback:
    feedback.outcome, feedback.note, feedback.mended_in = outcome, note.strip(), version
    feedback.handled_at, feedback.handled_by = timezone.now(), by
    feedback.save(update_fields=["outcome", "note", "mended_in", "handled_at", "handled_by"])
    record("feedback.handled", by=by, obj=feedback, outcome=outcome, version=version)
    return feedback


def forget_feedback() -> int:
    """Deletes answers that are needed no longer: two years after a comment was handled or a Ja or Nej was given, and
    in any case three years after they were given. Returns how many."""
    now = timezone.now()
    old = Q(handled_at__lt=now - KEPT_AFTER_HANDLED) | Q(created_at__lt=now - KEPT_AT_MOST)
    bare = Q(comment="", created_at__lt=now - KEPT_AFTER_HANDLED)
    return Feedback.objects.filter(old | bare).delete()[0]
