"""What a search found, as its page says it."""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.translation import get_language

from articles.models import Language
from articles.queries import Topic
from articles.site_pages import SitePage
from regions.queries import UnitHit
from ui.addresses import addresses_of
from ui.components import Hit, HitLanguage
from ui.drawing import drawn

BETWEEN = " · "
_NAMES = {Language.ENGLISH: "In English", Language.EASY: "Lättläst"}


def topic_rows(topics: Iterable[Topic]) -> list[Hit]:
    language, address = get_language(), addresses_of("article")
    return [
        Hit(address(topic.slug), topic.title, topic.kind_in(language), topic.brief, _languages(topic))
        for topic in topics
    ]


def page_rows(pages: Iterable[SitePage]) -> list[Hit]:
    return [Hit(page.address, str(page.title), brief=str(page.summary), language=page.language) for page in pages]


def unit_rows(units: Iterable[UnitHit]) -> list[Hit]:
    return [Hit(unit.get_absolute_url(), unit.name, unit.municipality) for unit in units]


def _languages(topic: Topic) -> str:
    translations = [HitLanguage(url, language.tag, _NAMES[language]) for language, url in topic.translations]
    links = [(drawn("components/hit_language.html", each),) for each in translations]
    return format_html_join(BETWEEN, "{}", links) if links else ""
