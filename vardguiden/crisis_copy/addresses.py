"""Which addresses the copy holds: known from the data, not found by following links."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.urls import reverse

from articles.models import Article, Language, Revision
from articles.queries import topic_areas
from regions import facts
from regions.facts import RegionFact
from regions.models import CareUnit, UnitAddress, unit_address
from regions.models.unit import CareUnitQuerySet
from regions.opening import SWEDEN
from regions.rights import RIGHTS
from regions.views.unit import POINTS_ONWARD
from vardguiden.views.machines import sitemap_parts

ABOUT = "/kopia/"
NOT_FOUND, UNAVAILABLE = "/404.html", "/503.html"
READ_IN_REGIONS = (
    "home",
    "search",
    "search_in_english",
    "find_care",
    "regions",
    "two_regions",
    "rights",
    "diseases",
    "treatments",
    "living",
    "how_care_works",
    "a_to_z",
    "about",
    "quality",
    "privacy",
    "accessibility",
    "news",
)
ONE_FOR_ALL = (
    "account_login",
    "report_lookup",
    "open_data",
    "designsystem",
    "quality_json",
    "robots",
    "sitemap",
    "opensearch",
    "security_txt",
)


def addresses(regions: Iterable[RegionFact], now: datetime) -> list[str]:
    """Every address, each once: the national pages, and those of the regions. Six queries."""
    chosen = tuple(regions)
    codes = {region.code: region.slug for region in chosen}
    everywhere, own = _texts(codes)
    places = {slug: _places(facts.regions_by_slug()[slug]) for slug in codes.values()}
    for slug, code in _units(codes, now).values_list("slug", "region_id"):
        places[codes[code]].append(unit_address(slug))
    everywhere += [reverse(name) for name in READ_IN_REGIONS]
    everywhere += [right.get_absolute_url() for right in RIGHTS]
    everywhere += [area.get_absolute_url() for area in topic_areas()]
    found = [NOT_FOUND, UNAVAILABLE, ABOUT, *map(reverse, ONE_FOR_ALL), *everywhere]
    found += [reverse("sitemap_part", args=[part]) for part in sitemap_parts()]
    found += [address for of_region in places.values() for address in of_region]
    for region in chosen:  # what is about a place is held twice: for the whole country, and as read in its own region
        found += [f"/{region.slug}{address}" for address in (*everywhere, *places[region.slug])]
    return list(dict.fromkeys([*found, *own, *_versions(codes)]))


def redirects(regions: Iterable[RegionFact], now: datetime) -> dict[str, str]:
    """Addresses that care units have left → those that they have. One query."""
    units = _units({region.code: region.slug for region in regions}, now)
    moved = UnitAddress.objects.filter(unit__in=units).exclude(slug=F("unit__slug")).order_by("slug")
    return {unit_address(old): unit_address(new) for old, new in moved.values_list("slug", "unit__slug")}


def _units(codes: Iterable[str], now: datetime) -> CareUnitQuerySet:
    """Those in use, and the closed whose pages still point onward."""
    gone = now.astimezone(SWEDEN).date() - POINTS_ONWARD
    return CareUnit.objects.filter(region_id__in=list(codes)).exclude(closed_on__lte=gone)


def _places(region: RegionFact) -> list[str]:
    municipalities = [each.get_absolute_url() for each in facts.municipalities_of(region.code)]
    return [reverse("region", args=[region.slug]), *municipalities]


def _texts(codes: dict[str, str]) -> tuple[list[str], list[str]]:
    """The texts for the whole country, which are read in every region too, and those that regions have for themselves;
    each with its JSON twin. The card that others show stands for itself."""
    everywhere: list[str] = [reverse("translations", args=[language]) for language in (Language.EASY, Language.ENGLISH)]
    own = []
    for slug, language, code in (
        Article.objects.pages().filter(live__isnull=False).values_list("slug", "language", "region_id")
    ):
        pages = [Article(slug=slug, language=language).address(name) for name in ("article", "article_json")]
        if code is None:
            everywhere += pages
            own += [reverse("article_card", args=[slug])] if language == Language.SWEDISH else []
        elif code in codes:
            own += [f"/{codes[code]}{page}" for page in pages]
    return everywhere, own


def _versions(codes: dict[str, str]) -> list[str]:
    """Each published version of each text, at its own address."""
    live = Revision.objects.filter(
        published_on__isnull=False, article__live__isnull=False, article__adds_to__isnull=True
    )
    found = []
    for slug, language, code, number in live.values_list(
        "article__slug", "article__language", "article__region_id", "number"
    ):
        if code is None or code in codes:
            address = Article(slug=slug, language=language).address("version", number)
            found.append((f"/{codes[code]}" if code else "") + address)
    return found
