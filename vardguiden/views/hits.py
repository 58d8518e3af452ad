"""What a search found, as its page says it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext

from articles.models import Language
from articles.queries import Topic
from articles.site_pages import SitePage
from regions.queries import UnitHit
from ui.addresses import addresses_of
from ui.components import Hit, HitLanguage
from ui.drawing import drawn
from vardguiden.queries import Found

BETWEEN = " · "
_NAMES = {Language.ENGLISH: "In English", Language.EASY: "Lättläst"}


class Texts(NamedTuple):
    """Texts and pages of the site under a heading; `code` is its anchor."""

    code: str
    heading: str
    rows: list[Hit]


def texts_found(found: Found) -> list[Texts]:
    """All in one list, if there are any."""
    rows = with_pages(topic_rows(found.topics), found)
    return [Texts("texter", gettext("Texter"), rows)] if rows else []


def with_pages(topics: list[Hit], found: Found) -> list[Hit]:
    """The topics, with the pages of the site that were found before or after them."""
    pages = page_rows(found.answer.pages)
    return [*pages, *topics] if found.pages_first else [*topics, *pages]


def topic_rows(topics: Iterable[Topic]) -> list[Hit]:
    language, address = get_language(), addresses_of("article")
    return [
        Hit(address(topic.slug), topic.title, topic.kind_in(language), topic.brief, _languages(topic))
        for topic in topics
    ]


def page_rows(pages: Iterable[SitePage]) -> list[Hit]:
    return [Hit(page.address, str(page.title), brief=str(page.summary), language=page.language) for page in pages]


def unit_rows(units: Iterable[UnitHit], language: str = "") -> list[Hit]:
    return [Hit(unit.get_absolute_url(), unit.name, unit.municipality, language=language) for unit in units]


def _languages(topic: Topic) -> str:
    return links_to(HitLanguage(url, language.tag, _NAMES[language]) for language, url in topic.translations)


def links_to(translations: Iterable[HitLanguage]) -> str:
    links = [(drawn("components/hit_language.html", each),) for each in translations]
    return format_html_join(BETWEEN, "{}", links) if links else ""
