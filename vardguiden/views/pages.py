from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.models import TopicArea
from articles.queries import latest, letters, most_read_start, region_additions, topic_areas
from regions.queries.local import as_links, suggested_kinds
from regions.queries.notices import crises
from regions.regional import RegionalRequest, public_page


@public_page
def home(request: RegionalRequest) -> HttpResponse:
    areas = topic_areas()
    context = {
        "body": [area for area in areas if area.group == TopicArea.Group.BODY],
        "themes": [area for area in areas if area.group == TopicArea.Group.THEME],
        "sought": most_read_start(),
        "latest": latest(5),
        "additions": region_additions(request.region)[:6] if request.region else [],
        "letters": letters(),
        "suggested": as_links(suggested_kinds(request.region)) if request.region else [],
        "crises": [] if request.region else crises(timezone.now()),
    }
    return render(request, "vardguiden/home.html", context)


@public_page
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "vardguiden/about.html", _who_we_are())


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "vardguiden/privacy.html", _who_we_are() | {"tiles_host": settings.MAP_TILES.host})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "vardguiden/accessibility.html", _who_we_are())


def _who_we_are() -> dict[str, str]:
    return {"operator": settings.OPERATOR, "contact": settings.CONTACT_EMAIL}
