"""Two people at once: both texts, part by part, and one text of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.private import PersonalRequest
from articles.actions.writing import SavedByAnother, save_draft
from articles.forms.draft import DraftForm
from articles.merging import Difference, Side, differences, merged
from articles.models import Article, Draft
from articles.text import ArticleText
from articles.views.desk import desk_render


def merge_page(
    request: PersonalRequest, article: Article, theirs: Draft, form: DraftForm, unanswered: tuple[str, ...] = ()
) -> HttpResponse:
    """Both texts where they differ. What was typed is carried in the page."""
    found = differences(form.text(), ArticleText.from_json(theirs.text), form["was"].value() or "")
    context = {
        "article": article,
        "draft": theirs,
        "form": form,
        "choices": [(difference, _answer(request, difference), difference.key in unanswered) for difference in found],
        "unanswered": unanswered,
        "is_own": theirs.saved_by_id == request.user.pk,
    }
    return desk_render(request, "desk/merge.html", context, here="articles", status=409)


def _answer(request: PersonalRequest, difference: Difference) -> str:
    return request.POST.get(f"val-{difference.key}") or difference.likely or ""


def settle(request: PersonalRequest, article: Article, draft: Draft, form: DraftForm) -> HttpResponse:
    """Saves the text that was chosen part by part; asks anew if theirs has changed again, or a part has no answer."""
    mine, theirs = form.text(), ArticleText.from_json(draft.text)
    found = differences(mine, theirs, form["was"].value() or "")
    unanswered = tuple(each.key for each in found if request.POST.get(f"val-{each.key}") not in list(Side))
    if unanswered or request.POST.get("deras-utkast") != draft.saving:
        return merge_page(request, article, draft, form, unanswered)
    sides = {each.key: request.POST[f"val-{each.key}"] for each in found}
    try:
        save_draft(by=request.user, draft=draft, text=merged(mine, theirs, sides), serial=draft.serial)
    except SavedByAnother as other:
        return merge_page(request, article, other.draft, form)
    messages.success(request, _("De två texterna är nu en, och den är sparad."))
    return redirect("desk_write", article.pk)
