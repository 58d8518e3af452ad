"""Two people at once: both texts, part by part, and one text of them."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.private import PersonalRequest
from articles.actions.writing import SavedByAnother, save_draft
from articles.forms.draft import DraftForm
from articles.merging import Difference, Side, changed_since, differences, fingerprint, merged
from articles.models import Article, Draft
from articles.text import ArticleText
from articles.views.desk import desk_render


@dataclass(frozen=True, slots=True)
class Choice:
    """A part that the two texts say differently, and whose words were chosen. Nobody has chosen between words that
    they have not seen: what was saved again since is chosen anew."""

    difference: Difference
    answer: str  # a `Side`, or "" where there is none yet
    saved_again: bool


def merge_page(request: PersonalRequest, article: Article, theirs: Draft, form: DraftForm) -> HttpResponse:
    """Both texts where they differ. What was typed is carried in the page."""
    choices = _choices(request, theirs, form)
    unanswered = [choice for choice in choices if not choice.answer] if _settles(request) else []
    context = {
        "article": article,
        "draft": theirs,
        "form": form,
        "choices": choices,
        "saved_again": [choice for choice in unanswered if choice.saved_again],
        "unanswered": [choice for choice in unanswered if not choice.saved_again],
        "their_mark": fingerprint(_text(theirs)),
        "is_own": theirs.saved_by_id == request.user.pk,
    }
    return desk_render(request, "desk/merge.html", context, here="articles", status=409)


def settle(request: PersonalRequest, article: Article, draft: Draft, form: DraftForm) -> HttpResponse:
    """Saves the text that was chosen part by part; asks anew of each part that has no answer, or that the other has
    changed again.

    Raises:
        Refused: the draft was sent in or thrown away under the person's hands.
    """
    choices = _choices(request, draft, form)
    if not all(choice.answer for choice in choices):
        return merge_page(request, article, draft, form)
    sides = {choice.difference.key: choice.answer for choice in choices}
    try:
        save_draft(by=request.user, draft=draft, text=merged(form.text(), _text(draft), sides), serial=draft.serial)
    except SavedByAnother as other:
        return settle(request, article, other.draft, form)
    messages.success(request, _("De två texterna är nu en, och den är sparad."))
    return redirect("desk_write", article.pk)


def _settles(request: PersonalRequest) -> bool:
    return "slutligt" in request.POST


def _text(draft: Draft) -> ArticleText:
    return ArticleText.from_json(draft.text)


def _choices(request: PersonalRequest, theirs: Draft, form: DraftForm) -> list[Choice]:
    found = differences(form.text(), _text(theirs), form["was"].value() or "")
    if not _settles(request):
        return [Choice(difference, difference.likely or "", saved_again=False) for difference in found]
    again = changed_since(_text(theirs), request.POST.get("deras-text", ""))
    answers = {each.key: request.POST.get(f"val-{each.key}") for each in found if each.key not in again}
    return [Choice(each, _side(answers.get(each.key)), saved_again=each.key in again) for each in found]


def _side(answer: str | None) -> str:
    return answer if answer is not None and answer in list(Side) else ""
