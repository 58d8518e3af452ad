"""What stands where a text was, after a publisher has withdrawn it: that it is being looked over, and the ways on."""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import Article, Language
from articles.queries.version import ways_on
from regions.facts import RegionFact
from regions.regional import RegionalRequest


def withdrawn(request: RegionalRequest, slug: str, language: Language) -> HttpResponse:
    """The page, 410, or 404 for what has never been published. Why it was withdrawn is said at the desk alone."""
    article = _withdrawn_or_404(slug, request.region, language)
    related, areas = ways_on(article)
    context = {"article": article, "related": related, "areas": areas, "crumbs": []}
    return render(request, "articles/withdrawn.html", context, status=410)


def withdrawn_json(slug: str, region: RegionFact | None, language: Language) -> JsonResponse:
    """The same for machines."""
    article = _withdrawn_or_404(slug, region, language)
    answer = {
        "slug": article.slug,
        "language": article.language_tag,
        "title": article.title,
        "withdrawn": True,
        "withdrawn_on": timezone.localdate(article.withdrawn_at),
        "url": settings.SITE_URL + article.get_absolute_url(),
    }
    return JsonResponse(answer, status=410, json_dumps_params={"ensure_ascii": False})


def _withdrawn_or_404(slug: str, region: RegionFact | None, language: Language) -> Article:
    pages = Article.objects.at_address(slug, region.code if region else None, language).pages()
    article = pages.filter(live__isnull=True, withdrawn_at__isnull=False).first()
    if article is None:
        raise Http404
    return article
