"""Asking for a review, by account or by a link that only its receiver gets; sending the link anew; taking it back."""

import hmac
import logging
import secrets
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.models import Article, RemarkAnswer, Review, ReviewKind, Revision
from articles.permissions import may_review, may_write, wrote

LINK_DAYS = 14
ADDRESS_KEPT = timedelta(days=90)
_signer = Signer(salt="articles.review")
_log = logging.getLogger(__name__)


@transaction.atomic
def ask_user(*, by: User, revision: Revision, reviewer: User, kind: ReviewKind = ReviewKind.FACT) -> Review:
    """Asks someone with an account.

    Raises:
        Refused: they may not review it, are asked already, have reviewed it and got no answer since, or the version is
            not waiting for review.
    """
    revision = _open_for_review(by, revision)
    if not may_review(reviewer, kind, revision.article):
        raise Refused(_("%(name)s är inte %(role)s.") % {"name": reviewer.name, "role": role_of(kind)})
    if wrote(reviewer, revision):
        raise Refused(_("%(name)s har skrivit i texten och kan inte granska den.") % {"name": reviewer.name})
    last = revision.reviews.filter(reviewer_user=reviewer, kind=kind, revoked_at__isnull=True).order_by("-pk").first()
    if last is not None and last.signed_on is None:
        raise Refused(_("%(name)s är redan tillfrågad.") % {"name": reviewer.name})
    if last is not None and not RemarkAnswer.objects.filter(verdict__review=last).exists():
        why = _("%s har redan granskat versionen. Den som vill ändra något kan granska igen när du har svarat.")
        raise Refused(why % reviewer.name)
    earlier = Review.objects.filter(reviewer_user=reviewer).exclude(profession="").order_by("-pk").first()
    review = Review.objects.create(
        revision=revision,
        kind=kind,
        reviewer=reviewer.name,
        reviewer_user=reviewer,
        profession=earlier.profession if earlier else "",
        workplace=earlier.workplace if earlier else "",
        asked_by=by,
    )
    record("review.asked", by=by, obj=revision.article, number=revision.number, reviewer=reviewer.pk, kind=kind)
    if reviewer.email:
        address = settings.SITE_URL + reverse("desk_review", args=[review.pk])
        transaction.on_commit(lambda: _send(reviewer.email, revision, address, link=False))
    return review


def role_of(kind: str) -> str:
    """Who reviews this, in running text."""
    return _("faktagranskare") if kind == ReviewKind.FACT else _("språkgranskare")


def _open_for_review(by: User, revision: Revision) -> Revision:
    if not may_write(by, revision.article):
        raise Refused(_("Bara redaktörer ber om granskning."))
    article = Article.objects.select_for_update(of=("self",)).get(pk=revision.article_id)
    if revision.pk not in (article.pending_id, article.live_id):
        raise Refused(_("Versionen är inte aktuell längre. Be om granskning av den senaste."))
    return revision


@transaction.atomic
def ask_by_link(
    *, by: User, revision: Revision, name: str, email: str, profession: str, workplace: str, kind: ReviewKind
) -> Review:
    """Asks someone without an account. The link goes to their address and is shown to no one else.

    Raises:
        Refused: the address is that of a writer, of someone with an account or of someone who has a link already,
            or the version is not waiting for review.
    """
    revision = _open_for_review(by, revision)
    if is_writers(email, revision):
        raise Refused(_("Den adressen hör till någon som har skrivit i texten och inte kan granska den."))
    if any(_mailbox(each) == _mailbox(email) for each in _addresses(User.objects.filter(is_active=True))):
        raise Refused(_("Den adressen hör till någon som har ett konto. Välj personen i listan i stället."))
    if revision.reviews.filter(email__iexact=email, kind=kind, revoked_at__isnull=True).exists():
        raise Refused(_("Den adressen har redan fått en länk. Skicka länken igen i stället."))
    review = Review.objects.create(
        revision=revision,
        kind=kind,
        reviewer=name,
        asked_name=name,
        email=email,
        domain=email.rpartition("@")[2].lower(),
        mailbox=salted_hmac("articles.review.mailbox", _mailbox(email), algorithm="sha256").hexdigest(),
        profession=profession,
        workplace=workplace,
        asked_by=by,
    )
    record("review.asked", by=by, obj=revision.article, number=revision.number, link=True, kind=kind)
    _give_link(review)
    return review


def is_writers(email: str, revision: Revision) -> bool:
    """Whether the address is that of someone who has written in the text."""
    return bool(email) and any(_mailbox(each) == _mailbox(email) for each in _addresses(revision.writers.all()))


def _addresses(people: QuerySet[User]) -> QuerySet[User, str]:
    return people.exclude(email="").values_list("email", flat=True)


def _mailbox(address: str) -> str:
    """The address as the mail server reads it: karin+rut@example.se is Karin's own."""
    name, _at, domain = address.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _give_link(review: Review) -> None:
    """A new secret, mailed once the change is kept. It is nowhere but in that mail."""
    secret = secrets.token_urlsafe(24)
    review.link_digest = sha256(secret.encode()).hexdigest()
    review.link_expires_at = timezone.now() + timedelta(days=LINK_DAYS)
    review.save(update_fields=["link_digest", "link_expires_at"])
    address = settings.SITE_URL + reverse("review_by_link", args=[_signer.sign(f"{review.pk}.{secret}")])
    transaction.on_commit(lambda: _mail_link(review, address))


def _mail_link(review: Review, address: str) -> None:
    if not _send(review.email, review.revision, address, link=True):
        review.link_digest = ""  # nobody has the link: so the desk shows that it was never sent
        review.save(update_fields=["link_digest"])


@transaction.atomic
def resend_link(*, by: User, review: Review) -> Review:
    """Mails a new link to the same review, where nothing that was said is lost; the old link opens nothing.

    Raises:
        Refused: there is no link to send anew, or the review is closed.
    """
    review = locked(review)
    _open_for_review(by, review.revision)
    if not review.email or review.signed_on is not None or review.revoked_at is not None:
        raise Refused(_("Granskningen har ingen länk att skicka igen."))
    _give_link(review)
    record("review.link_resent", by=by, obj=review.revision.article, number=review.revision.number)
    return review


def forget_addresses() -> int:
    """Deletes the e-mail addresses of those who never answered, 90 days after their links ceased to hold. Returns how
    many."""
    unanswered = Review.objects.filter(signed_on__isnull=True, link_expires_at__lt=timezone.now() - ADDRESS_KEPT)
    return unanswered.exclude(email="").update(email="", domain="", mailbox="")


def locked(review: Review) -> Review:
    """The review as it is now, with no one else changing it or its article: what is published or sent in meanwhile
    would be judged unseen. The article comes first, as when it is published."""
    list(Article.objects.select_for_update(of=("self",)).filter(revisions__reviews=review.pk))
    found = Review.objects.select_for_update(of=("self",)).select_related("revision__article", "asked_by")
    return found.get(pk=review.pk)


def _send(to: str, revision: Revision, address: str, *, link: bool) -> bool:
    """Whether the mail server took the mail."""
    lines = [
        _("Vårdguiden ber dig granska en text: %(title)s.") % {"title": revision.title},
        _("Öppna länken, läs och skriv under. Det går bra i telefonen."),
        address,
    ]
    if link:
        lines.append(_("Länken är bara till dig och gäller i %(days)d dagar.") % {"days": LINK_DAYS})
    try:
        send_mail(_("Granska en text för Vårdguiden"), "\n\n".join(lines), None, [to])
    except (OSError, ValueError) as error:  # its words may hold the address: only its kind is logged
        _log.warning("Ett mejl om granskning kunde inte skickas: %s", type(error).__name__)
        return False
    return True


def review_of_link(token: str) -> Review | None:
    """The review that the link was made for, whether it still holds or not; None for a link that we never made."""
    try:
        pk, secret = _signer.unsign(token).split(".", 1)
        found = Review.objects.select_related("revision__article__region", "revision__article__adds_to", "asked_by")
        review = found.get(pk=int(pk))
    except (BadSignature, ValueError, Review.DoesNotExist):
        return None
    fits = hmac.compare_digest(review.link_digest, sha256(secret.encode()).hexdigest())
    return review if fits else None


@transaction.atomic
def revoke(*, by: User, review: Review) -> Review:
    """Takes back a request; its link opens nothing from then on.

    Raises:
        Refused: it is signed already.
    """
    if not may_write(by, review.revision.article):
        raise Refused(_("Bara redaktörer återkallar en granskning."))
    review = locked(review)
    if review.signed_on is not None:
        raise Refused(_("Granskningen är redan undertecknad och kan inte återkallas."))
    if review.revoked_at is None:
        review.revoked_at = timezone.now()
        review.email = review.domain = review.mailbox = ""  # the link stays known, so that its page can say why
        review.save(update_fields=["revoked_at", "email", "domain", "mailbox"])
        record("review.revoked", by=by, obj=review.revision.article, number=review.revision.number)
    return review
