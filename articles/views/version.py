"""A published version at its own address, where it stands for ever and can be cited."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Article, Language
from articles.queries.version import cited_version
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
        "article_url": _whole(article, article.get_absolute_url()),
        "address": _whole(article, revision.get_absolute_url()),
    }
    with override(language.tag):
        return render(request, "articles/version.html", context)


def _whole(article: Article, path: str) -> str:
    """The whole address, the same for everyone who cites it: without the reader's region, unless the text is that
    region's own."""
    return settings.SITE_URL + (path if article.region_id else "/" + path.removeprefix(get_script_prefix()))
