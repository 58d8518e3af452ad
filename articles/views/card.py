"""The card of an article, for a frame on another site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.queries import article_page
from regions.embedding import embeddable
from regions.open_data.licences import TEXT_LICENCE


@embeddable
def article_card(request: HttpRequest, slug: str) -> HttpResponse:
    """What the article is about, when to ring 112, and where the rest is read."""
    page = article_page(slug, None, timezone.now())
    if page is None:
        return render(request, "embedded/gone.html", {"what": "article"}, status=404)
    context = {"page": page, "reviewed": bool(page.reviews) and not page.unsigned, "licence": TEXT_LICENCE}
    return render(request, "embedded/article.html", context)
