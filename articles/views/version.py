"""A published version at its own address, where it stands for ever and can be cited."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Language
from articles.queries.version import cited_version
from articles.views.addresses import lasting_address
from regions.regional import RegionalRequest, public_page


@public_page
def version(request: RegionalRequest, slug: str, number: int, language: Language = Language.SWEDISH) -> HttpResponse:
    """The text as it was, with a notice that says whether it still holds."""
    with override(language.tag):
        cited = cited_version(slug, request.region, number, language)
        about = _("Om den här versionen")
    if cited is None:
        raise Http404
    article, revision = cited.page.article, cited.revision
    context = {
        "cited": cited,
        "page": cited.page,
        "toc": [*cited.page.headings, ("om-versionen", about)],
        "crumbs": [(article.title, article.get_absolute_url())],
        "changes_url": article.address("changes"),
        "article_url": lasting_address(article, article.get_absolute_url()),
        "address": lasting_address(article, revision.get_absolute_url()),
    }
    with override(language.tag):
        return render(request, "articles/version.html", context)
