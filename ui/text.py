"""Swedish readings of stored values: phone numbers, distances, numbers and the editors' Markdown."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import nh3
import phonenumbers
from django.utils.translation import override
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ui.calls import with_calls

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NBSP = "\N{NO-BREAK SPACE}"
ALLOWED_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "h4", "h5", "h6", "blockquote", "br"}
ALLOWED_ATTRIBUTES = {"a": {"href", "hreflang"}, "ol": {"start"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}

MOST_MARKS = 1_000  # in one text; a chapter has a few dozen, and each takes time to read
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])
_unmarked = MarkdownIt("zero", {"html": False})
_TOPIC = re.compile(r"/(?P<slug>[^/#?]+)/(?:#.*)?")  # the address of an article, or a place in it


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the inner links of a translation lead: to the same language where the page is there, as `language` stands
    in its address, and else to the Swedish page, which `in_swedish` says after the link."""

    language: str
    slugs: frozenset[str]
    in_swedish: str = ""


def source_text(text: "StrOrPromise") -> str:
    """What a translated text says in Swedish, its source, whatever language is active: for addresses and for search."""
    with override(None):
        return str(text)


@functools.lru_cache(maxsize=16_384)
def phone(value: str) -> str:
    """ "+46401234567" → "040-123 45 67". Short numbers (112, 1177) and what is no number are left as they are."""
    if len(value) <= 6:
        return value
    try:
        number = phonenumbers.parse(value, "SE")
    except phonenumbers.NumberParseException:
        return value
    swedish = number.country_code == 46
    style = phonenumbers.PhoneNumberFormat.NATIONAL if swedish else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def distance(metres: float) -> str:
    """ "350 m" up to half a kilometre, "0,8 km" up to ten, then "12 km"."""
    tens = round(metres / 10) * 10
    if tens < 500:
        return f"{tens}{NBSP}m"
    hundreds = int(metres / 100 + 0.5)  # half a hundred is one more
    if hundreds < 100:
        return f"{hundreds // 10},{hundreds % 10}{NBSP}km"
    return f"{number(int(metres / 1000 + 0.5))}{NBSP}km"


def number(value: int | float | Decimal) -> str:
    """8000 → "8 000" (no-break space), 0.8 → "0,8", -3 → "−3"."""
    return f"{value:,}".replace(",", NBSP).replace(".", ",").replace("-", "\N{MINUS SIGN}")


def markdown_tokens(text: str) -> list[Token]:
    """Markdown as the site reads it, before it becomes HTML: an image is "!" and a link, HTML is text. What has more
    marks than any text has is read as it stands, in paragraphs."""
    reader = _markdown if sum(map(text.count, "[]*_<")) <= MOST_MARKS else _unmarked
    return reader.parse(text)


@functools.lru_cache(maxsize=4096)
def markdown(text: str, prefix: str = "/", top: int = 3, ways: Ways | None = None) -> str:
    """Safe HTML of Markdown without HTML: headings begin at level `top`, inner links keep the reader's region and, in a
    translation, language; telephone numbers are links."""
    tokens = markdown_tokens(text)
    _shift_headings(tokens, top)
    for token in tokens:
        if ways and token.children:
            token.children = list(_keep_language(token.children, ways))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _keep_region(str(child.attrGet("href") or ""), prefix))
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    clean = nh3.clean(
        html,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )
    return with_calls(clean)


def _shift_headings(tokens: list[Token], top: int) -> None:
    """Whatever level the writer began with, the text's first level becomes `top`; no level is lost."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    if not headings:
        return
    shift = top - min(int(token.tag[1]) for token in headings)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) + shift)}"


def _keep_region(href: str, prefix: str) -> str:
    return prefix.rstrip("/") + href if _is_inner(href) else href


def _keep_language(children: list[Token], ways: Ways) -> Iterator[Token]:
    said = ""
    for child in children:
        href = str(child.attrGet("href") or "")
        if child.type == "link_open" and _is_inner(href):
            topic = _TOPIC.fullmatch(href)
            if topic and topic["slug"] in ways.slugs:
                child.attrSet("href", f"/{ways.language}{href}")
            elif said := ways.in_swedish:
                child.attrSet("hreflang", "sv")
        yield child
        if child.type == "link_close" and said:
            yield Token("text", "", 0, content=f" {said}")
            said = ""


def _is_inner(href: str) -> bool:
    return href.startswith("/") and not href.startswith(("//", "/static/"))
