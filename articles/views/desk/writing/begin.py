"""A new article, and a draft that is thrown away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions.translating import new_translation
from articles.actions.writing import SavedByAnother, discard_draft, new_article
from articles.forms.writing import NewArticleForm
from articles.models import Language
from articles.permissions import may_write, writes_somewhere
from articles.queries.writing import articles_to_write, draft_of
from articles.views.desk import desk_page, desk_render
from articles.views.desk.writing.page import kept_as


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(may_write)
def new(request: PersonalRequest) -> HttpResponse:
    """Begins an article that no reader sees."""
    form = NewArticleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            article = new_article(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            return redirect("desk_write", article.pk)
    return desk_render(request, "desk/new.html", {"form": form}, here="articles", status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def discard(request: PersonalRequest, pk: int) -> HttpResponse:
    """Asks, and then throws the draft away. What is published stays."""
    article = get_object_or_404(articles_to_write(request.user), pk=pk)
    draft = draft_of(article)
    if draft is None:
        messages.info(request, _("Det finns inget utkast att kasta."))
        return redirect("desk_write", article.pk)
    has_versions, kept = article.revisions.exists(), kept_as(article, request)
    if request.POST.get("utkast") == draft.saving:  # the very text that the question was about
        try:
            discard_draft(by=request.user, draft=draft, serial=draft.serial)
        except SavedByAnother as other:
            draft = other.draft
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("desk_article", article.pk)
        else:
            messages.success(request, _("Utkastet till ”%(title)s” är kastat.") % {"title": draft}, extra_tags=kept)
            return redirect("desk_article", article.pk) if has_versions else redirect("desk_articles")
    stale = request.method == "POST"
    context = {"article": article, "draft": draft, "has_versions": has_versions, "stale": stale}
    return desk_render(request, "desk/discard.html", context, here="articles", status=409 if stale else 200)


@require_POST
@desk_page(may_write)
def translate(request: PersonalRequest, pk: int) -> HttpResponse:
    """Begins the article in another language, with the Swedish text to write over."""
    article = get_object_or_404(articles_to_write(request.user), pk=pk)
    language = request.POST.get("sprak", "")
    if language not in Language.values:
        context = {"title": _("Ingen översättning är påbörjad"), "why": _("Välj ett språk."), "article": article}
        return desk_render(request, "desk/refused.html", context, here="articles", status=400)
    try:
        translation = new_translation(by=request.user, article=article, language=Language(language))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk_article", article.pk)
    return redirect("desk_write", translation.pk)
