"""What a publisher decides: publish now or at a time, send back, withdraw, show again."""

from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions import publishing
from articles.forms.publishing import ScheduleForm, to_send_back, to_show_again, to_withdraw
from articles.models import Article, Language, Revision
from articles.permissions import publishes_somewhere
from articles.views.desk import View, desk_page, desk_render
from articles.views.desk.versions.reading import revision_page


def decision(view: View) -> View:
    """What a form on the page of a version decides. Whoever opens its address, as after an answer that said no, comes
    to that page."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @desk_page(publishes_somewhere)
    @wraps(view)
    def decided(request: PersonalRequest, pk: int) -> HttpResponse:
        return view(request, pk) if request.method == "POST" else redirect("desk_revision", pk)

    return decided


def _revision(pk: int) -> Revision:
    """The version that the form was about: it never changes, so its number is all that the form need hold."""
    return get_object_or_404(Revision.objects.select_related("article"), pk=pk)


def _refused(request: PersonalRequest, title: str, refusal: Refused, article: Article) -> HttpResponse:
    """Nothing was done; the page says why, and leads to how things are now."""
    context = {"title": title, "why": str(refusal), "article": article}
    return desk_render(request, "desk/refused.html", context, status=409)


@decision
def publish(request: PersonalRequest, pk: int) -> HttpResponse:
    """Shows the version to its readers, at once."""
    revision = _revision(pk)
    try:
        publishing.publish(by=request.user, revision=revision)
    except Refused as refusal:
        return _refused(request, _("Versionen publicerades inte"), refusal, revision.article)
    messages.success(request, _("Version %d är publicerad. Läsarna ser den nu.") % revision.number)
    return redirect("desk_article", revision.article_id)


@decision
def schedule(request: PersonalRequest, pk: int) -> HttpResponse:
    """Sets, or moves, the hour at which the version is published."""
    revision = _revision(pk)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return revision_page(request, pk, when=form, status=400)
    at = form.cleaned_data["at"]
    try:
        publishing.schedule(by=request.user, revision=revision, at=at)
    except Refused as refusal:
        return _refused(request, _("Ingen tid bestämdes"), refusal, revision.article)
    when = date_format(timezone.localtime(at), "DATETIME_FORMAT")
    said = _("Version %(number)d publiceras %(when)s.") % {"number": revision.number, "when": when}
    messages.success(request, said)
    return redirect("desk_article", revision.article_id)


@decision
def send_back(request: PersonalRequest, pk: int) -> HttpResponse:
    """Gives the version back to its editor, with a reason."""
    revision = _revision(pk)
    form = to_send_back(request.POST)
    if not form.is_valid():
        return revision_page(request, pk, back=form, status=400)
    try:
        publishing.send_back(by=request.user, revision=revision, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, _("Versionen skickades inte tillbaka"), refusal, revision.article)
    messages.success(request, _("Version %d är tillbaka hos redaktören.") % revision.number)
    return redirect("desk_article", revision.article_id)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(publishes_somewhere)
def withdraw(request: PersonalRequest, pk: int) -> HttpResponse:
    """Asks why, then takes the text away from its readers."""
    article = get_object_or_404(Article.objects.select_related("live"), pk=pk)
    if article.live is None and request.method != "POST":
        raise Http404
    form = to_withdraw(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            publishing.withdraw(by=request.user, article=article, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            return _refused(request, _("Texten drogs inte tillbaka"), refusal, article)
        messages.success(request, _("Texten är tillbakadragen. Läsarna ser att den ses över."))
        return redirect("desk_article", article.pk)
    context = {"article": article, "form": form, "others": _others(article)}
    return desk_render(request, "desk/withdraw.html", context, here="articles", status=400 if form.errors else 200)


def _others(article: Article) -> list[Article]:
    """The same topic in the other languages: they may say the same, and stay until someone withdraws them too."""
    others = Article.objects.filter(slug=article.slug, live__isnull=False).exclude(pk=article.pk)
    return sorted(others, key=lambda other: list(Language).index(Language(other.language)))


@decision
def restore(request: PersonalRequest, pk: int) -> HttpResponse:
    """Shows the withdrawn version again, as it was, with a reason."""
    revision = _revision(pk)
    form = to_show_again(request.POST)
    if not form.is_valid():
        return revision_page(request, pk, again=form, status=400)
    try:
        publishing.restore(by=request.user, revision=revision, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        return _refused(request, _("Versionen visas inte igen"), refusal, revision.article)
    messages.success(request, _("Version %d visas igen för läsarna.") % revision.number)
    return redirect("desk_article", revision.article_id)
