"""What is said of an article beside its text: where it is found, who answers for it, the words that lead to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles.actions.details import describe_article
from articles.actions.search import SearchChangeRefused, add_synonym, remove_synonym
from articles.forms.writing import DetailsForm, SynonymForm
from articles.models import Article, Synonym
from articles.permissions import writes_somewhere
from articles.queries.writing import articles_to_write
from articles.search_index import is_searched
from articles.views.desk import desk_page, desk_render


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(writes_somewhere)
def details(request: PersonalRequest, pk: int) -> HttpResponse:
    """Shows it and changes it, at once: none of it is part of a version."""
    article = get_object_or_404(articles_to_write(request.user).select_related("responsible"), pk=pk)
    doing = next((name for name in ("beskriv", "nytt-ord", "ta-bort") if name in request.POST), "")
    form = DetailsForm(article, request.POST if doing == "beskriv" else None)
    words = SynonymForm(request.POST if doing == "nytt-ord" else None)
    if request.method == "POST" and _done(request, article, doing, form, words):
        return redirect("desk_details", article.pk)
    synonyms = article.synonyms.order_by("kind", "language", "text")
    context = {
        "article": article,
        "form": form,
        "words": words,
        "is_searched": is_searched(article),
        "names": [word for word in synonyms if word.kind == Synonym.Kind.NAME and word.language == "sv"],
        "foreign": [word for word in synonyms if word.kind == Synonym.Kind.NAME and word.language != "sv"],
        "asked": [word for word in synonyms if word.kind == Synonym.Kind.ASKED],
        "medicines": [word for word in synonyms if word.kind == Synonym.Kind.MEDICINE],
    }
    wrong = bool(form.errors or words.errors)
    return desk_render(request, "desk/details.html", context, here="articles", status=400 if wrong else 200)


def _done(request: PersonalRequest, article: Article, doing: str, form: DetailsForm, words: SynonymForm) -> bool:
    """Whether what was pressed was done; if not, one of the forms says why."""
    if doing == "beskriv":
        return form.is_valid() and _described(request, article, form)
    if doing == "nytt-ord":
        return words.is_valid() and _added(request, article, words)
    if doing == "ta-bort":
        _removed(request, article)
    return True


def _described(request: PersonalRequest, article: Article, form: DetailsForm) -> bool:
    try:
        describe_article(by=request.user, article=article, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("responsible", str(refusal))
        return False
    messages.success(request, _("Sparat. Det gäller redan."))
    return True


def _added(request: PersonalRequest, article: Article, words: SynonymForm) -> bool:
    try:
        synonym = add_synonym(by=request.user, article=article, **words.cleaned_data)
    except SearchChangeRefused as refusal:
        words.add_error("text", str(refusal))
        return False
    messages.success(request, _("”%(word)s” leder nu till artikeln.") % {"word": synonym.text})
    return True


def _removed(request: PersonalRequest, article: Article) -> None:
    """One that someone else has just taken away is gone, and that is what was wanted."""
    number = request.POST["ta-bort"]
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    synonym = article.synonyms.filter(pk=key).first()
    if synonym is not None:
        remove_synonym(by=request.user, synonym=synonym)
        messages.success(request, _("”%(word)s” leder inte längre till artikeln.") % {"word": synonym.text})
