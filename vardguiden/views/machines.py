"""What machines read: robots.txt, the sitemap, security.txt, the browser's search description."""

from collections.abc import Callable
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Language
from articles.queries import all_titles, topic_areas, translated_titles
from regions import facts
from regions.models import CareUnit, unit_address
from regions.models.unit import CareUnitQuerySet
from regions.public import from_a_replica
from regions.rights import RIGHTS

PAGES = [
    "home",
    "find_care",
    "regions",
    "two_regions",
    "diseases",
    "treatments",
    "living",
    "how_care_works",
    "rights",
    "a_to_z",
    "about",
    "quality",
    "privacy",
    "accessibility",
    "open_data",
    "designsystem",
]
UNITS_A_PART = 20_000

CLOSED_TO_ROBOTS = (
    "admin",
    "konto",
    "logga-in",
    "logga-ut",
    "redaktion",
    "vardkatalogen",
    "granska",
    "bekrafta",
    "fel",
    "sok",
    "forslag",
    "en/sok",
    "en/forslag",
    "hitta-vard/forslag",
)


def for_machines(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open to everyone and one for the whole country: in a region's path it is redirected out."""
    return from_a_replica(login_not_required(require_safe(view)))


@for_machines
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: /{path}/" for path in CLOSED_TO_ROBOTS),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@for_machines
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). It expires half a year ahead, counted from the first of the month."""
    first = timezone.localdate().replace(day=1)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {first + timedelta(days=183):%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@for_machines
def sitemap(request: HttpRequest) -> HttpResponse:
    context = {"urls": [settings.SITE_URL + reverse("sitemap_part", args=[part]) for part in sitemap_parts()]}
    return render(request, "vardguiden/sitemap_index.xml", context, content_type="application/xml; charset=utf-8")


@for_machines
def sitemap_part(request: HttpRequest, part: str) -> HttpResponse:
    """National pages only: a region's page is the same document with local colour."""
    if part == "texter":
        urls = _text_urls()
    elif part.startswith("vard-") and part[5:].isdecimal() and 1 <= int(part[5:]) <= _unit_parts():
        urls = _unit_urls(int(part[5:]))
    else:
        raise Http404
    context = {"urls": [(settings.SITE_URL + path, changed) for path, changed in urls]}
    return render(request, "vardguiden/sitemap.xml", context, content_type="application/xml; charset=utf-8")


def sitemap_parts() -> list[str]:
    """The names of the sitemap's parts."""
    return ["texter", *(f"vard-{n}" for n in range(1, _unit_parts() + 1))]


def _units() -> CareUnitQuerySet:
    return CareUnit.objects.in_use(timezone.localdate())


def _unit_parts() -> int:
    return max(1, -(-_units().count() // UNITS_A_PART))


def _text_urls() -> list[tuple[str, date | None]]:
    urls: list[tuple[str, date | None]] = [(reverse(name), None) for name in PAGES]
    urls += [(right.get_absolute_url(), None) for right in RIGHTS]
    urls += [(area.get_absolute_url(), None) for area in topic_areas()]
    for article in all_titles():
        urls.append((article.get_absolute_url(), article.live.published_on if article.live else None))
    for language in (Language.EASY, Language.ENGLISH):
        urls.append((reverse("translations", args=[language]), None))
        urls += [(article.get_absolute_url(), None) for article in translated_titles(language)]
    urls += [(reverse("region", args=[region.slug]), None) for region in facts.regions()]
    urls += [(municipality.get_absolute_url(), None) for municipality in facts.municipalities()]
    return urls


def _unit_urls(part: int) -> list[tuple[str, date | None]]:
    start = (part - 1) * UNITS_A_PART
    rows = _units().order_by("pk").values_list("slug", "confirmed_on")[start : start + UNITS_A_PART]
    return [(unit_address(name), confirmed) for name, confirmed in rows]


@for_machines
def opensearch(request: HttpRequest) -> HttpResponse:
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "vardguiden/opensearch.xml", {"site_url": settings.SITE_URL}, content_type=content_type)
