"""The public page about how well the texts are kept, and the same figures for machines."""

from dataclasses import asdict

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.queries.quality import quality as figures_of
from regions.regional import public_page


@public_page
def quality(request: HttpRequest) -> HttpResponse:
    crumbs = [(_("Så granskar vi innehållet"), reverse("about"))]
    return render(request, "articles/quality.html", {"figures": figures_of(timezone.localdate()), "crumbs": crumbs})


@login_not_required
@require_safe
def quality_json(request: HttpRequest) -> JsonResponse:
    """The same for the whole country: in a region's path it is redirected out."""
    figures = figures_of(timezone.localdate())
    shown = asdict(figures) | {
        "in_date_percent": figures.in_date_percent,
        "corrections": [
            {
                "title": each.title,
                "url": settings.SITE_URL + each.path if each.path else None,
                "published_on": each.published_on,
                "reason": each.reason,
            }
            for each in figures.corrections
        ],
    }
    return JsonResponse(shown, json_dumps_params={"ensure_ascii": False})
