"""Asking for a review, giving one with an account or by link, answering it and taking in what it suggests."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts.anonymous import from_here
from accounts.private import PersonalRequest, private, tells_no_referrer
from accounts.refusal import Refused
from articles.actions import reviewing
from articles.forms.reviewing import AnswerForm, AskByLinkForm, AskUserForm, ReviewForm, typed_by_reviewer
from articles.models import PartVerdict, Review, ReviewKind, Revision, RevisionPart, Verdict
from articles.permissions import may_confirm, may_open_desk, may_write, writes_somewhere, wrote
from articles.queries.reviewing import asked, people_to_ask, remark_of, review_page
from articles.queries.unsigned import kept_words
from articles.views.desk import desk_page, desk_render
from ui.forms import Form

# ---- asking ----


@require_http_methods(["GET", "POST"])
@desk_page(writes_somewhere)
def ask(request: PersonalRequest, pk: int) -> HttpResponse:
    """Who reviews the version, and asking one more: someone with an account, or someone who gets a link."""
    revision = get_object_or_404(Revision.objects.select_related("article"), pk=pk, submitted_at__isnull=False)
    if not may_write(request.user, revision.article):
        raise PermissionDenied
    asking = request.POST.get("fraga")
    user_form = AskUserForm(request.POST if asking == "konto" else None, people=people_to_ask(revision), prefix="konto")
    link_form = AskByLinkForm(request.POST if asking == "lank" else None, prefix="lank")
    form = {"konto": user_form, "lank": link_form}.get(asking or "")
    if form is not None and form.is_valid():
        try:
            messages.success(request, _ask(request, revision, form))
            return redirect("desk_ask", pk=pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "revision": revision,
        "has_written": wrote(request.user, revision),
        "is_open": revision.pk in (revision.article.pending_id, revision.article.live_id),
        "asked": asked(revision, timezone.now()),
        "user_form": user_form,
        "link_form": link_form,
    }
    status = 400 if form is not None else 200
    return desk_render(request, "desk/ask.html", context, here="pending", status=status)


def _ask(request: PersonalRequest, revision: Revision, form: Form) -> str:
    """Asks, and says what came of it."""
    if isinstance(form, AskUserForm):
        kind, person = form.chosen()
        reviewing.ask_user(by=request.user, revision=revision, reviewer=person, kind=kind)
        return _("%(name)s är tillfrågad och ser texten på sin första sida.") % {"name": person.name}
    data = form.cleaned_data | {"kind": ReviewKind(form.cleaned_data["kind"])}
    return _sent(reviewing.ask_by_link(by=request.user, revision=revision, **data))


def _sent(review: Review) -> str:
    if review.link_digest:
        return _("En länk är på väg till %(name)s.") % {"name": review.reviewer}
    return _("%(name)s är tillfrågad, men mejlet kunde inte skickas. Vänta en stund och skicka länken igen.") % {
        "name": review.reviewer
    }


@require_POST
@desk_page(writes_somewhere)
def revoke(request: PersonalRequest, pk: int) -> HttpResponse:
    """Takes back a request, or sends its link anew (`skicka-igen`)."""
    review = get_object_or_404(Review, pk=pk)
    try:
        if "skicka-igen" in request.POST:
            messages.success(request, _sent(reviewing.resend_link(by=request.user, review=review)))
        else:
            reviewing.revoke(by=request.user, review=review)
            messages.success(request, _("Granskningen av %(name)s är återkallad.") % {"name": review.reviewer})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_ask", pk=review.revision_id)


@require_POST
@desk_page()
def confirm(request: PersonalRequest, pk: int) -> HttpResponse:
    """Says that the one who signed is who they say, and goes back to the version that it was read on (`version`)."""
    review = get_object_or_404(Review.objects.select_related("revision__article"), pk=pk)
    if not may_confirm(request.user, review.revision.article):
        raise PermissionDenied
    try:
        reviewing.confirm_reviewer(by=request.user, review=review)
        said = _("Du har bekräftat %(name)s. Underskriften räknas nu.") % {"name": review.reviewer}
        messages.success(request, said)
    except Refused as refusal:
        messages.error(request, str(refusal))
    asked = request.POST.get("version", "")
    read_on = review.revision.article.revisions.filter(pk=asked).first() if asked.isdecimal() else None
    return redirect("desk_revision", pk=(read_on or review.revision).pk)


@require_POST
@desk_page(writes_somewhere)
def take(request: PersonalRequest, pk: int) -> HttpResponse:
    """Puts a reviewer's wording into the draft, and goes on there."""
    verdict = get_object_or_404(PartVerdict.objects.select_related("review__revision"), pk=pk)
    part = dict(RevisionPart.PARTS)[verdict.part]
    try:
        draft = reviewing.take_suggestion(by=request.user, verdict=verdict)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_revision", pk=verdict.review.revision_id)
    messages.success(request, _("Förslaget är inlagt i ”%(part)s” i utkastet.") % {"part": part})
    return redirect("desk_write", pk=draft.article_id)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def answer(request: PersonalRequest, pk: int) -> HttpResponse:
    """Answering a reviewer who wants something changed; back to the version where it was said."""
    signed = PartVerdict.objects.filter(verdict=Verdict.COMMENT, review__signed_on__isnull=False)
    verdict = get_object_or_404(signed.select_related("review__revision__article", "review__reviewer_user"), pk=pk)
    revision = verdict.review.revision
    if not may_write(request.user, revision.article):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None, review=verdict.review)
    if form.is_valid():
        try:
            reviewing.answer_remark(by=request.user, verdict=verdict, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _answered(verdict.review, asked=bool(form.cleaned_data.get("ask_again"))))
            return redirect(reverse("desk_revision", args=[revision.pk]) + f"#del-{verdict.part}")
    remark = remark_of(verdict)
    context = {"verdict": verdict, "lines": remark.lines, "review": verdict.review, "revision": revision, "form": form}
    return desk_render(request, "desk/answer.html", context, here="pending", status=400 if form.is_bound else 200)


def _answered(review: Review, *, asked: bool) -> str:
    if asked:
        return _("Svaret är sparat, och %s är ombedd att granska versionen igen.") % review.reviewer
    return _("Svaret är sparat. Den som granskar texten härnäst ser det.")


# ---- giving ----


@require_http_methods(["GET", "POST"])
@desk_page(may_open_desk)
def review(request: PersonalRequest, pk: int) -> HttpResponse:
    """The text to review, for someone with an account."""
    found = get_object_or_404(
        Review.objects.select_related("revision__article__region", "revision__article__adds_to", "asked_by"),
        pk=pk,
        reviewer_user=request.user,
    )
    return _review(request, found, by_link=False)


@csrf_exempt  # the link itself is the right to answer, and no cookie stands behind it; see `from_here`
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@private
@tells_no_referrer
def review_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same, for someone who got a link."""
    found = reviewing.review_of_link(token)
    if found is None:
        why = _("Länken är inte hel, eller ersatt av en nyare. Öppna länken i det senaste mejlet från oss.")
        return _closed(request, why, None, 404, by_link=True)
    return _review(request, found, by_link=True)


def _review(request: HttpRequest, found: Review, *, by_link: bool) -> HttpResponse:
    if found.signed_on is not None and "tack" in request.GET and request.method != "POST":
        return _answer(request, "desk/review_done.html", {"review": found}, by_link=by_link)
    try:
        reviewing.refuse_closed(found)
    except Refused as refusal:
        return _closed(request, str(refusal), found, 410, by_link=by_link)
    if _is_writer(request, found):
        why = _("Du har skrivit i texten och kan inte granska den.")
        return _closed(request, why, found, 403, by_link=by_link)
    page = review_page(found)
    signing = "spara" not in request.POST
    form = ReviewForm(request.POST if request.method == "POST" else None, page=page, signing=signing)
    if request.method == "POST" and not from_here(request, hides_itself=by_link):
        form.add_error(None, _("Svaret kom från en annan webbplats. Öppna länken igen och försök därifrån."))
    elif form.is_valid():
        by = None if by_link else request.user
        try:
            return _keep(request, by, found, form, signing=signing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"review": found, "page": page, "form": form, "saved": "sparat" in request.GET}
    return _answer(request, "desk/review.html", context, by_link=by_link, status=400 if form.is_bound else 200)


def _keep(request: HttpRequest, by: Any, found: Review, form: ReviewForm, *, signing: bool) -> HttpResponse:
    if signing:
        reviewing.sign(by=by, review=found, judgements=form.judgements(), reviewer=form.reviewer())
    else:
        reviewing.save_judgements(by=by, review=found, judgements=form.judgements(), reviewer=form.reviewer())
    return redirect(f"{request.path}?{'tack' if signing else 'sparat'}=1")


def _is_writer(request: HttpRequest, found: Review) -> bool:
    return request.user.is_authenticated and wrote(request.user, found.revision)


def _closed(request: HttpRequest, why: str, found: Review | None, status: int, *, by_link: bool) -> HttpResponse:
    """Why there is nothing to review here, what to do, and what was saved and typed, so that it is not lost."""
    typed = typed_by_reviewer(request.POST, found) if request.method == "POST" else []
    is_theirs = found is not None and found.signed_on is None and not _is_writer(request, found)
    kept = kept_words(found) if found is not None and is_theirs else []
    context = {"why": why, "review": found, "kept": kept, "typed": typed, "contact": settings.CONTACT_EMAIL}
    return _answer(request, "desk/review_closed.html", context, by_link=by_link, status=status)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, by_link: bool, status: int = 200
) -> HttpResponse:
    """The page in the desk's frame, or in one that has no menu and starts no session."""
    frame = "desk/link_base.html" if by_link else "desk/base.html"
    context |= {"frame": frame, "by_link": by_link}
    if by_link:
        return render(request, template, context, status=status)
    return desk_render(request, template, context, here="mine", status=status)
