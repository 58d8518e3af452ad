"""A text as the lint reads it: the words that a reader sees, and the links, taken from the parsed Markdown."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from articles.limits import LONGEST_CHAPTER
from articles.text import ArticleText
from ui.text import markdown_tokens


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads and the words that one clicks. A picture in Markdown is a link after a "!"."""

    target: str
    words: str
    is_image: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader sees of one piece of Markdown: its lines without marks, its sub-headings, its links. And how it was
    typed, line by line."""

    typed: str
    text: str
    headings: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the text and the part that it stands in: "head", "care", a `ChapterKind` value or ""."""

    part: str
    reading: Reading

    @property
    def text(self) -> str:
        return self.reading.text


def passages(text: ArticleText) -> list[Passage]:
    """All that a reader reads, in order."""
    return [Passage(part, read(markdown)) for part, markdown in text.passages()]


def read(markdown: str) -> Reading:
    """The reading of a Markdown text, as far as a chapter may be long: what is longer has a rule of its own."""
    return _read(markdown[:LONGEST_CHAPTER])


@functools.lru_cache(maxsize=512)  # while someone writes, all parts but one are as they were at the last saving
def _read(markdown: str) -> Reading:
    lines: list[str] = []
    headings: list[str] = []
    links: list[Link] = []
    before = ""
    for token in markdown_tokens(markdown):
        if token.type == "inline":
            line, found = _inline(token.children or ())
            lines.append(line)
            links += found
            if before == "heading_open":
                headings.append(line)
        elif token.content:  # a block of code, as four spaces make it
            lines.append(token.content.strip())
        before = token.type
    return Reading(markdown, "\n".join(lines), tuple(headings), tuple(links))


def _inline(tokens: Iterable[Token]) -> tuple[str, list[Link]]:
    """The words of a line, and its links."""
    pieces: list[str] = []
    links: list[Link] = []
    target, begins = "", 0
    for token in tokens:
        if token.type == "link_open":
            target, begins = str(token.attrGet("href") or ""), len(pieces)
        elif token.type == "link_close":
            is_image = "".join(pieces[begins - 1 : begins]).endswith("!")
            links.append(Link(target, "".join(pieces[begins:]), is_image))
        else:
            pieces.append(_words(token))
    return "".join(pieces), links


def _words(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    return "\n" if token.type == "hardbreak" else token.content


def by_part(found: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """(part, plain text) of each part once, in the reader's order."""
    texts: dict[str, list[str]] = {}
    for passage in found:
        texts.setdefault(passage.part, []).append(passage.text)
    for part, pieces in texts.items():
        yield part, "\n".join(pieces)
