"""Asking for a review, and giving one: part by part, then signed."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from articles.actions.library.revisions import months_after
from articles.actions.refusal import Refused
from articles.actions.writing import save_draft, start_draft
from articles.models import Article, Draft, PartVerdict, Review, ReviewKind, Revision, Verdict
from articles.permissions import may_review, may_write, wrote
from articles.queries.signatures import unsigned_parts
from articles.text import ArticleText

LINK_DAYS = 14
_signer = Signer(salt="articles.review")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of one part."""

    verdict: Verdict
    comment: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who signs, as readers will see it."""

    name: str
    profession: str
    workplace: str
    conflict_of_interest: str


@transaction.atomic
def ask_user(*, by: User, revision: Revision, reviewer: User, kind: ReviewKind = ReviewKind.FACT) -> Review:
    """Asks someone with an account.

    Raises:
        Refused: they may not review it, are asked already, or the version is not waiting for review.
    """
    revision = _open_for_review(by, revision)
    if not may_review(reviewer, kind):
        raise Refused(_("%(name)s är inte %(role)s.") % {"name": reviewer.name, "role": _role(kind)})
    if wrote(reviewer, revision):
        raise Refused(_("%(name)s har skrivit i texten och kan inte granska den.") % {"name": reviewer.name})
    if revision.reviews.filter(reviewer_user=reviewer, kind=kind, revoked_at__isnull=True).exists():
        raise Refused(_("%(name)s är redan tillfrågad.") % {"name": reviewer.name})
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
        transaction.on_commit(lambda: _send(reviewer.email, revision, address, None))
    return review


def _role(kind: str) -> str:
    return _("faktagranskare") if kind == ReviewKind.FACT else _("språkgranskare")


def _open_for_review(by: User, revision: Revision) -> Revision:
    if not may_write(by):
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
        Refused: the address is that of a writer or of someone with an account, or the version is not waiting for
            review.
    """
    revision = _open_for_review(by, revision)
    if _is_writers(email, revision):
        raise Refused(_("Den adressen hör till någon som har skrivit i texten och inte kan granska den."))
    if User.objects.filter(email__iexact=email, is_active=True).exists():
        raise Refused(_("Den adressen hör till någon som har ett konto. Välj personen i listan i stället."))
    secret = secrets.token_urlsafe(24)
    review = Review.objects.create(
        revision=revision,
        kind=kind,
        reviewer=name,
        email=email,
        profession=profession,
        workplace=workplace,
        asked_by=by,
        link_digest=sha256(secret.encode()).hexdigest(),
        link_expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    record("review.asked", by=by, obj=revision.article, number=revision.number, link=True, kind=kind)
    address = settings.SITE_URL + reverse("review_by_link", args=[_signer.sign(f"{review.pk}.{secret}")])
    transaction.on_commit(lambda: _send(email, revision, address, review.link_expires_at))
    return review


def _send(to: str, revision: Revision, address: str, expires: object) -> None:
    lines = [
        _("Vårdguiden ber dig granska en text: %(title)s.") % {"title": revision.title},
        _("Öppna länken, läs och skriv under. Det går bra i telefonen."),
        address,
    ]
    if expires is not None:
        lines.append(_("Länken är bara till dig och gäller i %(days)d dagar.") % {"days": LINK_DAYS})
    send_mail(_("Granska en text för Vårdguiden"), "\n\n".join(lines), None, [to])


def review_of_link(token: str) -> Review | None:
    """The review that the link was made for, whether it still holds or not; None for a link that we never made."""
    try:
        pk, secret = _signer.unsign(token).split(".", 1)
        review = Review.objects.select_related("revision__article", "asked_by").get(pk=int(pk))
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
    if not may_write(by):
        raise Refused(_("Bara redaktörer återkallar en granskning."))
    review = Review.objects.select_for_update(of=("self",)).select_related("revision__article").get(pk=review.pk)
    if review.signed_on is not None:
        raise Refused(_("Granskningen är redan undertecknad och kan inte återkallas."))
    if review.revoked_at is None:
        review.revoked_at, review.email, review.link_digest = timezone.now(), "", ""
        review.save(update_fields=["revoked_at", "email", "link_digest"])
        record("review.revoked", by=by, obj=review.revision.article, number=review.revision.number)
    return review


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
    if review.revision_id not in (article.pending_id, article.live_id):
        raise Refused(_("Texten har ändrats sedan du fick den. Redaktionen skickar den nya versionen till dig."))


@transaction.atomic
def save_judgements(*, by: User | None, review: Review, judgements: Mapping[str, Judgement]) -> Review:
    """Keeps what the reviewer has said so far, without signing. `by` is None for the holder of a link."""
    review = _locked_open(by, review)
    review.verdicts.all().delete()
    PartVerdict.objects.bulk_create(
        PartVerdict(review=review, part=part, verdict=said.verdict, comment=said.comment, suggestion=said.suggestion)
        for part, said in judgements.items()
    )
    return review


def _locked_open(by: User | None, review: Review) -> Review:
    found = (
        Review.objects.select_for_update(of=("self",)).select_related("revision__article", "asked_by").get(pk=review.pk)
    )
    refuse_closed(found)
    if (by is None) != bool(found.link_digest) or (by is not None and found.reviewer_user_id != by.pk):
        raise Refused(_("Granskningen är någon annans."))
    if by is not None and not may_review(by, found.kind):
        raise Refused(_("Du är inte %(role)s.") % {"role": _role(found.kind)})
    if wrote(by, found.revision) if by is not None else _is_writers(found.email, found.revision):
        raise Refused(_("Du har skrivit i texten och kan inte granska den."))
    return found


def _is_writers(email: str, revision: Revision) -> bool:
    return bool(email) and revision.writers.filter(email__iexact=email).exists()


@transaction.atomic
def sign(*, by: User | None, review: Review, judgements: Mapping[str, Judgement], reviewer: Reviewer) -> Review:
    """Signs: from then on neither the text nor the verdict can change.

    Raises:
        Refused: the review is closed or not theirs, or a part that must be judged is not.
    """
    review = save_judgements(by=by, review=review, judgements=judgements)
    if not judgements:
        raise Refused(_("Säg något om minst en del innan du skriver under."))
    review.reviewer = by.name if by is not None else reviewer.name
    review.profession, review.workplace = reviewer.profession, reviewer.workplace
    review.conflict_of_interest = reviewer.conflict_of_interest
    review.signed_on, review.email, review.link_expires_at = timezone.localdate(), "", None
    review.save()
    _keep_due_date(review.revision)
    record("review.signed", by=by, obj=review.revision.article, number=review.revision.number, review=review.pk)
    return review


def _keep_due_date(revision: Revision) -> None:
    """A published correction that is now approved is reviewed next as any other text."""
    if revision.is_correction and revision.published_on and not unsigned_parts(revision):
        revision.review_due = months_after(revision.published_on, revision.review_months)
        revision.save(update_fields=["review_due"])


@transaction.atomic
def take_suggestion(*, by: User, verdict: PartVerdict) -> Draft:
    """Puts a reviewer's wording into the draft, which is begun if there is none.

    Raises:
        Refused: there is no suggestion, it is taken already, or its part is gone.
    """
    if not may_write(by):
        raise Refused(_("Bara redaktörer tar in förslag."))
    verdict = (
        PartVerdict.objects.select_for_update(of=("self",))
        .select_related("review__revision__article")
        .get(pk=verdict.pk)
    )
    if not verdict.suggestion or verdict.review.signed_on is None:
        raise Refused(_("Det finns inget undertecknat förslag att ta in."))
    if verdict.taken_at is not None:
        raise Refused(_("Förslaget är redan inlagt i utkastet."))
    draft = start_draft(by=by, article=verdict.review.revision.article)
    text = _with_suggestion(ArticleText.from_json(draft.text), verdict)
    draft = save_draft(by=by, draft=draft, text=text, serial=draft.serial)
    verdict.taken_at, verdict.taken_by = timezone.now(), by
    verdict.save(update_fields=["taken_at", "taken_by"])
    record("suggestion.taken", by=by, obj=verdict.review.revision.article, part=verdict.part, review=verdict.review_id)
    return draft


def _with_suggestion(text: ArticleText, verdict: PartVerdict) -> ArticleText:
    if verdict.part == "head":
        return replace(text, summary=verdict.suggestion)
    if verdict.part not in {chapter.kind.value for chapter in text.chapters}:
        raise Refused(_("Delen finns inte i utkastet längre. Skriv in förslaget för hand."))
    return replace(
        text,
        chapters=tuple(
            replace(chapter, text=verdict.suggestion) if chapter.kind == verdict.part else chapter
            for chapter in text.chapters
        ),
    )
