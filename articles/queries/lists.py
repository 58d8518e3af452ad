"""Lists of articles: A–Ö, topic areas, kinds, newly published, a region's additions."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.db.models.functions import Left

from articles.models import Article, ArticleKind, Language, RegionalAddition, TopicArea
from language.ordering import first_letter, sort_key
from regions.facts import RegionFact

# What people look for most, as the front page offers it; one that is not published is left out.
SOUGHT_MOST = ("feber-hos-barn", "magsjuka", "halsfluss", "vaccinationer", "fornya-recept")


def published() -> QuerySet[Article]:
    return Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False).select_related("live")


def all_titles() -> list[Article]:
    """Every published article in alphabetical order."""
    return list(published().order_by("sort_key"))


def translated_titles(language: Language) -> list[Article]:
    """Every published text in a language, in alphabetical order."""
    return list(Article.objects.national().filter(language=language, live__isnull=False).order_by("sort_key"))


def letters() -> list[str]:
    """The letters that some published title begins with, in alphabetical order."""
    begun = published().values_list(Left("title", 1), flat=True).distinct()
    return sorted({first_letter(each) for each in begun}, key=sort_key)


def of_kinds(kinds: Iterable[ArticleKind]) -> list[Article]:
    return list(published().filter(kind__in=list(kinds)).order_by("sort_key"))


def topic_areas() -> list[TopicArea]:
    return list(TopicArea.objects.order_by("position"))


def topic_area_with_articles(slug: str) -> tuple[TopicArea, list[Article]] | None:
    area = TopicArea.objects.filter(slug=slug).first()
    return (area, list(published().filter(topic_areas=area).order_by("sort_key"))) if area else None


def latest(limit: int) -> list[Article]:
    """The newest published texts, newest first."""
    return list(published().order_by("-live__published_on", "-live__pk")[:limit])


def most_read_start() -> list[Article]:
    """The front page's short list, in its own order."""
    found = {article.slug: article for article in published().filter(slug__in=SOUGHT_MOST)}
    return [found[slug] for slug in SOUGHT_MOST if slug in found]


def region_additions(region: RegionFact) -> list[RegionalAddition]:
    """What a region adds to the national articles, in alphabetical order."""
    return list(
        RegionalAddition.objects.filter(region_id=region.code, live__isnull=False, adds_to__live__isnull=False)
        .select_related("adds_to", "live")
        .order_by("adds_to__sort_key", "pk")
    )


def region_pages(region: RegionFact) -> list[Article]:
    """The region's own pages, in alphabetical order."""
    own = Article.objects.filter(region_id=region.code, adds_to__isnull=True, live__isnull=False)
    return list(own.select_related("live", "region").order_by("sort_key"))
