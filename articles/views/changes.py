"""What changed between two published versions of an article, word by word."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from articles.forms import CompareForm
from articles.models import Language
from articles.queries.comparing import comparison
from regions.regional import RegionalRequest, public_page


@public_page
def changes(request: RegionalRequest, slug: str, language: Language = Language.SWEDISH) -> HttpResponse:
    """The versions that are asked for, or that were probably meant where the address is cut."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise Http404
    with override(language.tag):
        numbers = form.cleaned_data["fran"], form.cleaned_data["till"]
        compared = comparison(slug, request.region, *numbers, language)
        if compared is None:
            raise Http404
        article = compared.article
        context = {
            "compared": compared,
            "article": article,
            "changes_url": article.address("changes"),
            "crumbs": [(article.title, article.get_absolute_url())],
        }
        return render(request, "articles/changes.html", context)
