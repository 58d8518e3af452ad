"""What may have been meant by an address that leads nowhere: the page with nearly the same, or texts with such a name.

Anyone may ask for anything, so little is spent on it: an address is judged by what this process knows by heart, and
costs one small question to the database, where it may be the name of a text at all.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri

from articles.models import Language
from articles.queries import Topic, named_or_near, topic_at, topics_in
from language.analysis import fold, words
from regions.facts import regions_by_slug
from ui.addresses import address_of

LONGEST = 80  # letters: no text's address or name that anyone types is longer
MOST = 3
_is_tidy = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_BETWEEN = re.compile(r"[\s_-]+")
_is_plain = re.compile(r"[\w\s-]+").fullmatch
_OF_TEXTS = {"article", "translated_article"}
_OF_VERSIONS = {"version", "andringar"}  # what stands after a text's name in the addresses of its versions


class Link(NamedTuple):
    title: str
    address: str
    tag: str  # its language, as HTML has it


@dataclass(frozen=True, slots=True)
class Meant:
    """What the page says. `elsewhere` is the same text in Swedish, where it is not in the language asked for."""

    language: Language = Language.SWEDISH
    words: str = ""
    elsewhere: Link | None = None
    near: list[Link] = field(default_factory=list)
    of_care: bool = False  # something was looked for in find care


def right_address(request: HttpRequest) -> str | None:
    """The address of a page that differs from the one asked for in capitals, å, ä, ö, underscores or slashes alone."""
    parts = _tidied(request.path)
    if not parts:
        return None
    path = f"/{'/'.join(parts)}/"
    inside = parts[1:] if parts[0] in regions_by_slug() else parts
    if path == request.path or not _leads_somewhere("".join(f"{part}/" for part in inside)):
        return None
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    return f"{path}?{query}" if query else path


def _tidied(path: str) -> list[str] | None:
    """The parts of the path as we write addresses; None where they cannot be written so."""
    if len(path) > 2 * LONGEST:
        return None
    parts = [_BETWEEN.sub("-", fold(part)).strip("-") for part in path.split("/") if part]
    return parts if all(map(_is_tidy, parts)) else None


def _leads_somewhere(path: str) -> bool:
    try:
        match = resolve(f"/{path}")
    except Resolver404:
        return False
    if match.url_name not in _OF_TEXTS:
        return "<" not in match.route  # whether there is such a unit, nobody here knows by heart
    try:
        topic = topic_at(match.kwargs["slug"])
    except (DatabaseError, InterfaceError):
        return False
    language = match.kwargs.get("language", Language.SWEDISH)
    return topic is not None and (language == Language.SWEDISH or language in topic.languages)


def language_of(path: str) -> Language:
    """The language that an address says, in a region or not; it need lead to no page."""
    parts = [part for part in path.split("/") if part]
    inside = parts[1:] if parts and parts[0] in regions_by_slug() else parts
    is_said = len(inside) > 1 and inside[0] in set(Language.values) - {Language.SWEDISH}
    return Language(inside[0]) if is_said else Language.SWEDISH


def meant_by(request: HttpRequest) -> Meant:
    """What the page that says that there is none has to say of the address."""
    parts = [part for part in request.path_info.split("/") if part]
    language = language_of(request.path_info)
    if language != Language.SWEDISH:
        parts.pop(0)
    of_care = len(parts) == 2 and parts[0] == "hitta-vard"
    if len(parts) > 1 and parts[1] in _OF_VERSIONS:  # one that was never published, of a text that may be there
        parts = parts[:1]
    asked = parts[-1] if len(parts) == 1 or of_care else ""
    said = " ".join(words(asked.replace("-", " ").replace("_", " ")))
    if not said or len(asked) > LONGEST or not _is_plain(asked):
        return Meant(language)
    shown = _BETWEEN.sub(" ", asked).strip()
    if of_care:
        return Meant(language, shown, of_care=True)
    try:
        return _near(language, shown, said)
    except (DatabaseError, InterfaceError):
        return Meant(language, shown)


def _near(language: Language, shown: str, said: str) -> Meant:
    topics = named_or_near(said)[:MOST]
    same = topic_at("-".join(said.split())) if language != Language.SWEDISH else None
    if same and language not in same.languages:
        return Meant(language, shown, elsewhere=_swedish(same))
    texts = topics_in(language, topics) if language != Language.SWEDISH else {}
    near = [
        Link(text.title, address_of("translated_article", language, topic.slug), language.tag)
        if (text := texts.get(topic.slug))
        else _swedish(topic)
        for topic in topics
    ]
    return Meant(language, shown, near=near)


def _swedish(topic: Topic) -> Link:
    return Link(topic.title, topic.get_absolute_url(), "sv")
