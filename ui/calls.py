"""Telephone numbers in running text: which they are, and links that dial them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = {"90101": "Självmordslinjen", "+46104566700": "Giftinformation", "+4620505050": "Kvinnofridslinjen"}

_SPACE = r"(?:[ \u00a0]|&nbsp;)"
_DASH = r"[-\u2011]"
_GROUPS = rf"\d{{2,3}}(?:{_SPACE}?\d{{2,3}}){{1,3}}"
_COUNTED = (  # what an amount is followed by, in the languages that texts are written in
    r"(?:[%‰°]|(?:[mkhcdµμ]?g|[mcd]?l|[mck]?m|kr|kcal|kJ|mmHg|mmol|IE|st|kronor|grader|gram|liter|meter|sekunder|"
    r"minuter|timmar|dagar|veckor|månader|år|gånger|slag|steg|procent|personer|barn|fall|tabletter|"
    r"times|beats|days|weeks|months|years|minutes|hours|people|children|degrees|percent)\b)"
)
# Of escaped HTML. Tags, links and headings are passed over whole; a post code is followed by a town.
_NUMBER = re.compile(
    r"<(?:a\b.*?</a>|h[1-6]\b.*?</h[1-6]>|[^>]*>)"
    r"|(?<![\w,.:/+§#=–−‑-])(?<!\d[ \u00a0])(?<!\d&nbsp;)(?P<number>"
    rf"(?P<short>112|1177|(?:90{_SPACE}?101|11(?:3{_SPACE}?13|4{_SPACE}?14|6{_SPACE}?111))(?!{_SPACE}[A-ZÅÄÖ]))"
    rf"|0\d{{1,3}}{_DASH}{_GROUPS}|\+46{_SPACE}?\d{{1,3}}(?:{_SPACE}|{_DASH})?{_GROUPS}"
    rf")(?![\w/–−‑-]|[.,:]\w|{_SPACE}\d|{_SPACE}?{_COUNTED})",
    re.DOTALL,
)
_MEASURED = re.compile(  # just before a short number: then it is a year, a pulse, a room
    r"(?:\b(?:år|year|sidan?|page|rum|room|kapitel|chapter|puls\w*|pulse|vikt\w*|weight|\w*tryck\w*|pressure|\w*värdet?|"
    r"temperatur\w*)|§)(?: (?:på|är|var|till|över|under|of|is|was|over)){0,2}[ \u00a0]$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Call:
    """A number to dial: its address, and what a button says after "Ring"."""

    href: str
    words: str


def with_calls(html: str) -> str:
    """Escaped HTML in which the telephone numbers are links. One that may be something else is left as it is."""
    return _NUMBER.sub(lambda match: f'<a href="{href}">{match[0]}</a>' if (href := _href(match)) else match[0], html)


def calls_for_advice(text: str) -> list[Call]:
    """Whom a text says to call for advice, in its order, and 1177 in any case. Danger has a step of its own."""
    found = dict(_numbers(text))
    found.pop("tel:112", None)
    found.setdefault("tel:1177", "1177")
    return _calls(found)


def calls_named(text: str) -> list[Call]:
    """Whom a text says to call beside 112 and 1177, which have steps of their own."""
    return _calls({href: number for href, number in _numbers(text) if href not in ("tel:112", "tel:1177")})


def _calls(found: dict[str, str]) -> list[Call]:
    return [Call(href, _words(href, number)) for href, number in found.items()]


def _words(href: str, number: str) -> str:
    """Whose number it is, where that is known, and the number in one piece."""
    whole = number.replace(" ", "\N{NO-BREAK SPACE}").replace("-", "-\N{WORD JOINER}")
    name = _NAMES.get(href.removeprefix("tel:"))
    return f"{name} {whole}" if name else whole


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(text):
        if href := _href(match):
            yield href, match[0]


def _href(match: re.Match[str]) -> str:
    """Short numbers as they are dialled, others as they are dialled from any country; "" for what is no number."""
    if not match["number"]:
        return ""
    digits = re.sub(r"\D", "", match[0].replace("&nbsp;", ""))
    if match["short"]:
        before = match.string[max(0, match.start() - 40) : match.start()].replace("&nbsp;", " ")
        return "" if _MEASURED.search(before) else f"tel:{digits}"
    subscriber = digits.removeprefix("46") if match[0][0] == "+" else digits[1:]
    return f"tel:+46{subscriber}" if 7 <= len(subscriber) <= 9 else ""
