"""Sending a draft to review: what goes, what has changed, and why."""

from dataclasses import replace

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions.translating import follow_original
from articles.actions.writing import Correction, SavedByAnother, save_draft
from articles.actions.writing import submit as submit_draft
from articles.diff import compare
from articles.forms.writing import SubmitForm
from articles.lint import Weight
from articles.models import Article, Draft, Revision
from articles.permissions import writes_somewhere
from articles.queries.known import findings_so_far
from articles.queries.texts import text_of
from articles.queries.unsigned import reviewing_now
from articles.queries.writing import draft_of
from articles.search_index import is_searched
from articles.text import ArticleText
from articles.views.desk import desk_page, desk_render
from articles.views.desk.writing.page import article_to_write, kept_as, original_of


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def submit(request: PersonalRequest, pk: int) -> HttpResponse:
    """Shows what will be sent, and sends it."""
    article = article_to_write(request, pk)
    draft = draft_of(article)
    if draft is None:
        messages.info(request, _("Det finns inget utkast att skicka in."))
        return redirect("desk_write", article.pk)
    form = SubmitForm(
        request.POST if request.method == "POST" else None,
        initial=_said(draft),
        is_published=article.live is not None,
        original=original_of(article, draft),
    )
    if form.is_valid():
        try:
            revision = _send(request, draft, form)
        except SavedByAnother as other:
            return _page(request, article, other.draft, form, stale=True)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said_so = _("Version %(number)d är inskickad. Be nu någon att granska den.")
            messages.success(request, said_so % {"number": revision.number}, extra_tags=kept_as(article, request))
            return redirect("desk_revision", revision.pk)
    return _page(request, article, draft, form)


def _said(draft: Draft) -> dict[str, object]:
    """What is known of the change already: what is written on from an unpublished correction is one too."""
    said: dict[str, object] = {"change_note": draft.text["change_note"], "utkast": draft.saving}
    base = draft.base
    if base is None or base.published_on is not None:
        return said
    return said | {"is_correction": base.is_correction, "correction_reason": base.correction_reason}


@transaction.atomic
def _send(request: PersonalRequest, draft: Draft, form: SubmitForm) -> Revision:
    """Both or neither: the note of what has changed is saved, and the text is sent."""
    if form.cleaned_data["utkast"] != draft.saving:  # what would be sent is not what the person has read
        raise SavedByAnother(draft)
    text = ArticleText.from_json(draft.text)
    draft = save_draft(
        by=request.user,
        draft=draft,
        text=replace(text, change_note=form.cleaned_data["change_note"]),
        serial=draft.serial,
    )
    if form.cleaned_data.get("follows"):
        follow_original(by=request.user, draft=draft)
    correction = Correction(form.cleaned_data["correction_reason"]) if form.cleaned_data.get("is_correction") else None
    return submit_draft(by=request.user, draft=draft, serial=draft.serial, correction=correction)


def _page(
    request: PersonalRequest, article: Article, draft: Draft, form: SubmitForm, *, stale: bool = False
) -> HttpResponse:
    text = ArticleText.from_json(draft.text)
    findings = findings_so_far(text, article)
    sections = compare(text_of(article.live), text, for_editors=True) if article.live else []
    context = {
        "article": article,
        "draft": draft,
        "form": form,
        "stale": stale,
        "text": text,
        "reviewing": reviewing_now(article.pending) if article.pending else [],
        "is_in_no_area": is_searched(article) and not article.topic_areas.exists(),
        "stops": [finding for finding in findings if finding.weight == Weight.STOP],
        "hints": [finding for finding in findings if finding.weight != Weight.STOP],
        "changed": [section for section in sections if section.changed and section.key != "change_note"],
        "unchanged": [section for section in sections if not section.changed and section.key != "change_note"],
    }
    status = 409 if stale else 400 if form.errors else 200
    return desk_render(request, "desk/submit.html", context, here="articles", status=status)
