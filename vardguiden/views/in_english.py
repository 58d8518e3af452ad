"""What a search found, for whoever searches on an English page: what is in English comes first, and the rest, which is
most of the site, says that it is in Swedish."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.models import Language
from articles.queries import Topic, call_first, topics_in
from articles.site_pages import SitePage
from ui.addresses import address_of
from ui.components import Hit, HitLanguage
from vardguiden.queries import SUGGESTIONS, Found, Suggestion, begun
from vardguiden.views.hits import Texts, links_to, with_pages

ENGLISH, SWEDISH = Language.ENGLISH, Language.SWEDISH.tag


def texts_in_english_first(found: Found) -> list[Texts]:
    """A list of each language, if there is anything in it. One query, if any topic has a text in English."""
    rows = with_pages(topic_rows_in_english(found.topics), found)
    lists = [
        Texts("pa-engelska", gettext("Texter på engelska"), [row for row in rows if _leads_to_english(row.address)]),
        Texts("pa-svenska", gettext("Texter på svenska"), [row for row in rows if not _leads_to_english(row.address)]),
    ]
    return [each for each in lists if each.rows]


def only_in_swedish(texts: list[Texts], found: Found) -> Hit | None:
    """The text that was most likely meant, where it is in Swedish and stands after others that are in English."""
    if len(texts) < 2 or not found.topics:
        return None
    best = found.topics[0].get_absolute_url()
    return next((row for row in texts[-1].rows if row.address == best), None)


def topic_rows_in_english(topics: Iterable[Topic]) -> list[Hit]:
    """In the order of the topics, whichever language each has."""
    asked = list(topics)
    texts = topics_in(ENGLISH, asked)
    return [_english(texts[topic.slug]) if topic.slug in texts else _swedish(topic) for topic in asked]


def _english(topic: Topic) -> Hit:
    swedish = links_to([HitLanguage(topic.get_absolute_url(), SWEDISH, "Svenska")])
    return Hit(_address(topic), topic.title, topic.kind_in(ENGLISH), topic.brief, swedish)


def _swedish(topic: Topic) -> Hit:
    return Hit(topic.get_absolute_url(), topic.title, topic.kind_in(ENGLISH), topic.brief, language=SWEDISH)


def _address(topic: Topic) -> str:
    return address_of("translated_article", ENGLISH, topic.slug)


def _leads_to_english(address: str) -> bool:
    return address.startswith(address_of("translations", ENGLISH))


def in_swedish(words: str) -> SafeString:
    """Swedish words within an English sentence."""
    return format_html('<span lang="{}">{}</span>', SWEDISH, words)


def suggestions_in_english(query: str) -> list[Suggestion]:
    """Two small queries. Where the result page shows the 112 box it comes first itself, since the text about ringing
    112 is in Swedish."""
    rows = begun(query)
    texts = topics_in(ENGLISH, [row.about for row in rows if isinstance(row.about, Topic)])
    shown = sorted((_said(row, texts) for row in rows), key=lambda row: not _leads_to_english(row.url))
    if call_first(query):
        box = f"{address_of('search_in_english')}?{urlencode({'q': query})}"
        shown.insert(0, Suggestion(gettext("Ring 112"), gettext("Är det fara för liv?"), box))
    return shown[:SUGGESTIONS]


def _said(row: Suggestion, texts: dict[str, Topic]) -> Suggestion:
    match row.about:
        case Topic(slug=slug) if text := texts.get(slug):
            return replace(row, title=text.title, url=_address(text))
        case SitePage(language=Language.ENGLISH):
            return row
        case SitePage():  # its title is in English, as the page's own frame
            return replace(row, kind=gettext("(på svenska)"))
    return replace(row, kind=f"{row.kind} {gettext('(på svenska)')}", language=SWEDISH)
