"""What readers have told us, and what editors do about it: answers, and searches without a hit."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions import feedback as answering
from articles.actions import misses as missing
from articles.forms.listening import AnswerFilter, MarkForm, MissForm
from articles.models import Article, Feedback, Language, SearchMiss, SearchMissDone
from articles.permissions import may_write
from articles.queries import listening as queries
from articles.views.desk import desk_page, desk_render

COMMENTS_A_PAGE, MISSES_A_PAGE = 30, 20
ANSWERS, MISSES = "answers", "misses"  # entries of the side menu


@require_GET
@desk_page()
def feedback_list(request: PersonalRequest) -> HttpResponse:
    """Readers' comments by article, those that wait first of all."""
    form = AnswerFilter(request.GET)
    page = Paginator(form.narrow(queries.comments()), COMMENTS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "groups": queries.by_article(page.object_list),
        "query": form.query(),
        "least_helpful": queries.least_helpful(),
        "may_write": may_write(request.user),
    }
    return desk_render(request, "desk/feedback.html", context, here=ANSWERS)


@require_http_methods(["GET", "POST"])
@desk_page(may_write)
def feedback_mark(request: PersonalRequest, pk: int) -> HttpResponse:
    """One comment, and what was done about it."""
    found = get_object_or_404(queries.comments().select_related("article__draft"), pk=pk)
    form = MarkForm(request.POST or None, versions=queries.mending_versions(found))
    if request.method == "POST" and form.is_valid():
        try:
            _mark(request, found, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret är markerat: %(outcome)s.") % {"outcome": _said(form)})
            return redirect(f"{reverse('desk_feedback')}?{_back(request)}")
    context = {"feedback": found, "form": form, "back": _back(request)}
    return desk_render(request, "desk/feedback_mark.html", context, here=ANSWERS, status=400 if form.errors else 200)


def _mark(request: PersonalRequest, found: Feedback, form: MarkForm) -> None:
    said = form.cleaned_data
    if said["outcome"] == Feedback.Outcome.MENDED:
        answering.mark_mended(by=request.user, feedback=found, version=said["version"], note=said["note"])
    else:
        answering.decline(by=request.user, feedback=found, reason=said["note"])


def _said(form: MarkForm) -> str:
    return str(Feedback.Outcome(form.cleaned_data["outcome"]).label).lower()


def _back(request: PersonalRequest) -> str:
    """What the list was narrowed down to, when one came from there."""
    form = AnswerFilter(request.GET)
    form.full_clean()
    return form.query()


@require_POST
@desk_page(may_write)
def feedback_reopen(request: PersonalRequest, pk: int) -> HttpResponse:
    """Takes a mark back."""
    try:
        answering.reopen(by=request.user, feedback=get_object_or_404(Feedback, pk=pk))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Markeringen är borttagen. Svaret väntar igen."))
    return redirect("desk_feedback_mark", pk)


@require_GET
@desk_page()
def miss_list(request: PersonalRequest) -> HttpResponse:
    """What readers have searched for on at least five days and not found."""
    return _misses(request)


def _misses(request: PersonalRequest, bound: MissForm | None = None) -> HttpResponse:
    """The list; with the form that was sent in its row when something in it must be mended."""
    page = Paginator(SearchMiss.objects.shown(), MISSES_A_PAGE).get_page(request.GET.get("sida"))
    misses = queries.with_guesses(page.object_list)
    forms = [MissForm.of(miss, number) for number, miss in enumerate(misses, 1)]
    if bound is not None:
        for number, miss in enumerate(misses):
            if miss.term == bound.data.get("term"):
                bound.auto_id = forms[number].auto_id
                forms[number] = bound
    context = {
        "page": page,
        "rows": zip(misses, forms, strict=True),
        "bound": bound,
        "titles": [topic.title for topic in queries.topics()] if misses else [],
        "done": queries.done_lately(),
        "may_write": may_write(request.user),
    }
    return desk_render(request, "desk/misses.html", context, here=MISSES, status=400 if bound else 200)


@require_POST
@desk_page(may_write)
def miss_handle(request: PersonalRequest) -> HttpResponse:
    """Makes a term an ämnesord, or dismisses it."""
    term = request.POST.get("term", "").replace("\x00", "")[: missing.LONGEST]
    if "avfarda" in request.POST:
        _dismiss(request, term)
        return redirect(_here(request))
    form = MissForm(request.POST)
    if not form.is_valid():
        return _misses(request, form)
    article = get_object_or_404(Article, pk=form.cleaned_data["article"], language=Language.SWEDISH)
    try:
        missing.miss_to_synonym(by=request.user, term=term, article=article)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _misses(request, form)
    said = {"term": term, "title": article.title}
    messages.success(request, _("”%(term)s” leder nu till %(title)s. Sökningen hittar det redan.") % said)
    return redirect(_here(request))


def _dismiss(request: PersonalRequest, term: str) -> None:
    try:
        missing.dismiss_miss(by=request.user, term=term)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("”%(term)s” är borta från listan.") % {"term": term})


def _here(request: PersonalRequest) -> str:
    page = request.GET.get("sida", "")
    return reverse("desk_misses") + (f"?sida={page}" if page.isascii() and page.isdigit() else "")


@require_POST
@desk_page(may_write)
def miss_undo(request: PersonalRequest, pk: int) -> HttpResponse:
    """Takes back what was done about a term."""
    done = get_object_or_404(SearchMissDone.objects.select_related("synonym__article"), pk=pk)
    try:
        missing.undo_miss(by=request.user, done=done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Det är ångrat. ”%(term)s” står på listan igen.") % {"term": done.term})
    return redirect("desk_misses")
