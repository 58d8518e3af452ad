"""Writing in a draft: the form, saving by itself, and the preview."""

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions.writing import SavedByAnother, save_draft, start_draft
from articles.forms.draft import DraftForm
from articles.merging import fingerprint
from articles.models import Article, Draft
from articles.permissions import writes_somewhere
from articles.queries.signatures import remarks_on
from articles.queries.writing import draft_of, sent_back
from articles.text import ArticleText
from articles.views.desk import desk_page, desk_render
from articles.views.desk.writing.merge import merge_page, settle
from articles.views.desk.writing.page import article_to_write, form_of, preview_context, write_page


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def write(request: PersonalRequest, pk: int) -> HttpResponse:
    """The whole article in one form. A draft is begun by a press on a button, never by opening the page."""
    article = article_to_write(request, pk)
    if request.method != "POST":
        if draft_of(article) is None:
            returned = sent_back(article)
            remarks = remarks_on(returned) if returned is not None else []
            context = {"article": article, "returned": returned, "remarks": remarks}
            return desk_render(request, "desk/begin.html", context, here="articles")
        return write_page(request, article, form_of(article, request))
    if "start" in request.POST and "serial" not in request.POST:
        start_draft(by=request.user, article=article, from_published=request.POST["start"] == "publicerad")
        return redirect("desk_write", article.pk)
    return _typed(request, article)


def _typed(request: PersonalRequest, article: Article) -> HttpResponse:
    """Does what was pressed under the form, and gives it back as it was typed if that cannot be done."""
    form = form_of(article, request)
    if "tillbaka" in request.POST:  # from the preview
        return write_page(request, article, form)
    if not form.is_valid():
        return write_page(request, article, form, status=400)
    serial = form.seen_serial
    if "start" in request.POST and draft_of(article) is None:  # it was sent or thrown away under the writer's hands
        serial = start_draft(by=request.user, article=article).serial
        article = article_to_write(request, article.pk)
    draft = draft_of(article)
    if draft is None:
        return write_page(request, article, form, problem=_gone(), status=409)
    try:
        if "slutligt" in request.POST:
            return settle(request, article, draft, form)
        save_draft(by=request.user, draft=draft, text=form.text(), serial=serial)
    except SavedByAnother as other:
        return merge_page(request, article, other.draft, form)
    except Refused as refusal:
        return write_page(request, article_to_write(request, article.pk), form, problem=str(refusal), status=409)
    return redirect("desk_submit" if "skicka" in request.POST else "desk_write", article.pk)


def _gone() -> str:
    return _("Utkastet har skickats in eller kastats sedan du öppnade det. Det du skrev står kvar här.")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def autosave(request: PersonalRequest, pk: int) -> JsonResponse:
    """Saves what is typed, and says so to the script that asked. GET gives who has logged in again a new token."""
    article = article_to_write(request, pk)
    draft = draft_of(article)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    if draft is None:
        return JsonResponse({"message": _gone()}, status=409)
    form = form_of(article, request)
    if not form.is_valid():
        errors = {form[name].id_for_label: " ".join(map(str, said)) for name, said in form.errors.items()}
        return JsonResponse({"message": " ".join(errors.values()), "errors": errors}, status=400)
    try:
        saved = save_draft(by=request.user, draft=draft, text=form.text(), serial=form.seen_serial)
    except SavedByAnother as other:
        return JsonResponse({"message": _saved_elsewhere(other.draft, request), "compare": True}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    return JsonResponse(_saved(saved))


def _saved_elsewhere(draft: Draft, request: PersonalRequest) -> str:
    if draft.saved_by_id == request.user.pk:
        return _("Du har sparat utkastet i ett annat fönster.")
    return _("%(name)s har sparat samma utkast medan du skrev.") % {"name": draft.saved_by.name}


def _saved(draft: Draft) -> dict[str, object]:
    at = date_format(timezone.localtime(draft.saved_at), "H.i")
    return {"saved_at": at, "serial": draft.serial, "was": fingerprint(ArticleText.from_json(draft.text))}


@require_POST
@desk_page(writes_somewhere)
def preview(request: PersonalRequest, pk: int) -> HttpResponse:
    """The text as it is typed, in the reader's look. Nothing is saved."""
    article = article_to_write(request, pk)
    form: DraftForm = form_of(article, request)
    context = preview_context(article, form)
    if request.headers.get("HX-Request"):
        return render(request, "desk/preview_live.html", context)
    return desk_render(request, "desk/preview.html", context, here="articles")
