"""Reads the library's text files (docs/library.md) into plain objects, and refuses what is not right with file and line."""

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from articles.models.choices import CARE, CHAPTERS, ArticleKind, ChapterKind, Level
from regions.kinds import UnitKind

LIBRARY = Path(__file__).parent / "library"
STANDARD_HEADINGS = {Level.EMERGENCY, Level.URGENT, Level.ADVICE}
NEEDS_UNIT = {Level.URGENT, Level.SOON}
_CHAPTER = re.compile(r"^## (?P<heading>.+?) \{(?P<kind>[a-z_]+)\}\s*$")
_HTML = re.compile(r"<[a-zA-Z/!]")
_LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")
_INTERNAL = re.compile(r"^/(?P<slug>[a-z0-9-]+)/(?:#[\w-]+)?$")


class LibraryError(Exception):
    """A library file that is not right; the message names the file, the line and what to mend."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.name}, rad {line}: {message}")


@dataclass(frozen=True)
class ChapterText:
    kind: ChapterKind
    heading: str
    text: str
    line: int


@dataclass(frozen=True)
class LevelText:
    level: Level
    heading: str
    signs: tuple[str, ...]
    where: str
    if_closed: str
    unit_kind: str


@dataclass(frozen=True)
class ArticleFile:
    """One version of one article as its file says it."""

    path: Path
    slug: str
    kind: ArticleKind
    title: str
    summary: str
    topic_areas: tuple[str, ...]
    synonyms: tuple[str, ...]
    related: tuple[str, ...]
    review_months: int
    life_threatening: bool
    change_note: str
    sources: tuple[tuple[str, str], ...]
    care_levels: tuple[LevelText, ...]
    chapters: tuple[ChapterText, ...]
    digest: str

    @property
    def plain_text(self) -> str:
        """The text that a reader reads, without Markdown marks, a line for each sentence's end: for readability."""
        parts = [self.summary]
        for level in self.care_levels:
            parts += [level.heading, *level.signs, level.where, level.if_closed]
        for chapter in self.chapters:
            parts += [chapter.heading, chapter.text]
        text = _LINK.sub(lambda match: match[0].split("](")[0][1:], "\n".join(parts))
        return re.sub(r"^\s*(?:[-*]|\d+\.|#+)\s+|\*\*", "", text, flags=re.M)


@dataclass(frozen=True)
class AdditionFile:
    """A region's addition to one chapter of an article, as its file says it."""

    path: Path
    region_slug: str
    slug: str
    anchor: str
    title: str
    text: str
    change_note: str
    digest: str


class _File:
    """A file split into front matter and body, with the means to say on which line something stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise LibraryError(path, 1, f"filen är inte UTF-8 (byte {error.start}).") from None
        self.lines = self.text.split("\n")
        if self.lines[0] != "+++" or "+++" not in self.lines[1:]:
            raise LibraryError(path, 1, "filen ska börja med front matter mellan två rader med +++.")
        self.end = self.lines.index("+++", 1)
        try:
            self.data: dict[str, Any] = tomllib.loads("\n".join(self.lines[1 : self.end]))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            raise LibraryError(path, int(found[1]) + 1 if found else 1, f"front matter går inte att läsa: {error}") from None
        self.digest = sha256(self.text.encode()).hexdigest()

    def line_of(self, text: str) -> int:
        return next((n for n, line in enumerate(self.lines, 1) if text in line), 1)

    def fail(self, near: str, message: str) -> LibraryError:
        return LibraryError(self.path, self.line_of(near), message)

    def take(self, keys: dict[str, type], optional: Iterable[str] = ()) -> None:
        for key, kind in keys.items():
            if key not in self.data:
                raise LibraryError(self.path, 2, f"”{key}” saknas i front matter.")
            if not isinstance(self.data[key], kind) or self.data[key] in ("", []):
                raise self.fail(key, f"”{key}” är tomt eller av fel slag.")
        for key in self.data:
            if key not in keys and key not in optional:
                raise self.fail(key, f"”{key}” är inget fält i ett sådant dokument.")

    def body(self) -> list[tuple[int, str]]:
        return list(enumerate(self.lines[self.end + 1 :], self.end + 2))

    def check_markdown(self, line: int, text: str) -> None:
        for offset, row in enumerate(text.split("\n")):
            if _HTML.search(row):
                raise LibraryError(self.path, line + offset, "HTML är inte tillåtet i texten.")
            for target in _LINK.findall(row):
                if not _INTERNAL.match(target):
                    raise LibraryError(self.path, line + offset, f"länken {target!r} ska gå till en sida här, som /feber/.")


_ARTICLE_KEYS = {
    "title": str,
    "kind": str,
    "summary": str,
    "topic_areas": list,
    "synonyms": list,
    "related": list,
    "review_months": int,
    "life_threatening": bool,
    "change_note": str,
    "sources": list,
}


def read_article(path: Path) -> ArticleFile:
    """One article file, checked on its own; links between articles are checked by `check_together`."""
    file = _File(path)
    file.take(_ARTICLE_KEYS, optional=["care_levels"])
    data = file.data
    if data["kind"] not in ArticleKind.values:
        raise file.fail("kind", f"{data['kind']!r} är inget slag av artikel.")
    kind = ArticleKind(data["kind"])
    for area in data["topic_areas"]:
        if area not in topic_areas():
            raise file.fail("topic_areas", f"ämnesområdet {area!r} finns inte i topic_areas.toml.")
    if len(data["synonyms"]) < 3:
        raise file.fail("synonyms", "skriv minst tre ämnesord.")
    levels = _care_levels(file)
    if data["life_threatening"] and (not levels or levels[0].level != Level.EMERGENCY):
        raise file.fail("life_threatening", "ett livshotande ämne måste ha nivån emergency.")
    return ArticleFile(
        path=path,
        slug=path.name.split(".")[0],
        kind=kind,
        title=data["title"],
        summary=" ".join(data["summary"].split()),
        topic_areas=tuple(data["topic_areas"]),
        synonyms=tuple(dict.fromkeys(data["synonyms"])),
        related=tuple(data["related"]),
        review_months=data["review_months"],
        life_threatening=data["life_threatening"],
        change_note=data["change_note"],
        sources=tuple(_source(file, row) for row in data["sources"]),
        care_levels=levels,
        chapters=_chapters(file, kind),
        digest=file.digest,
    )


def _source(file: _File, row: dict[str, Any]) -> tuple[str, str]:
    if not row.get("title") or not row.get("owner") or set(row) - {"title", "owner"}:
        raise file.fail("[[sources]]", "en källa har title och owner.")
    return row["title"], row["owner"]


def _care_levels(file: _File) -> tuple[LevelText, ...]:
    levels: list[LevelText] = []
    for row in file.data.get("care_levels", []):
        name = str(row.get("level"))
        if name not in Level.values:
            raise file.fail("level =", f"{name!r} är ingen brådskegrad.")
        near = f'level = "{name}"'
        level = Level(name)
        if unknown := set(row) - {"level", "heading", "signs", "where", "if_closed", "unit_kind"}:
            raise file.fail(near, f"okänt fält i nivån {name}: {', '.join(sorted(unknown))}.")
        if levels and Level.values.index(levels[-1].level) >= Level.values.index(name):
            raise file.fail(near, "nivåerna ska stå med den mest brådskande först, var och en högst en gång.")
        if not row.get("signs"):
            raise file.fail(near, f"nivån {name} saknar tecken.")
        if level not in STANDARD_HEADINGS and not row.get("heading"):
            raise file.fail(near, f"nivån {name} behöver en rubrik (heading).")
        if level in NEEDS_UNIT and not (row.get("where") and row.get("if_closed") and row.get("unit_kind")):
            raise file.fail(near, f"nivån {name} behöver where, if_closed och unit_kind.")
        if row.get("unit_kind") and row["unit_kind"] not in UnitKind.values:
            raise file.fail(near, f"{row['unit_kind']!r} är ingen typ av vård.")
        for sign in row["signs"]:
            listed = shared_signs().get(sign)
            if listed and listed != name:
                raise file.fail(sign, f"tecknet har nivån {listed} i signs.toml, inte {name}.")
        levels.append(
            LevelText(
                level=level,
                heading=row.get("heading") or str(level.label),
                signs=tuple(row["signs"]),
                where=row.get("where", ""),
                if_closed=row.get("if_closed", ""),
                unit_kind=row.get("unit_kind", ""),
            )
        )
    return tuple(levels)


def _chapters(file: _File, kind: ArticleKind) -> tuple[ChapterText, ...]:
    order = CHAPTERS[kind]
    chapters: list[ChapterText] = []
    heading: tuple[int, str, ChapterKind] | None = None
    rows: list[str] = []

    def close() -> None:
        text = "\n".join(rows).strip()
        if heading is None:
            if text:
                raise LibraryError(file.path, file.end + 2, "texten före den första kapitelrubriken hör inte till något kapitel.")
            return
        line, title, chapter = heading
        if not text:
            raise LibraryError(file.path, line, f"kapitlet ”{title}” är tomt.")
        file.check_markdown(line + 1, "\n".join(rows))
        chapters.append(ChapterText(chapter, title, text, line))

    for line, row in file.body():
        if not row.startswith("## "):
            rows.append(row)
            continue
        close()
        match = _CHAPTER.match(row)
        if not match:
            raise LibraryError(file.path, line, "en kapitelrubrik skrivs ”## Rubrik {slag}”.")
        if match["kind"] not in order:
            raise LibraryError(file.path, line, f"kapitlet {match['kind']!r} hör inte till en artikel av slaget {kind}.")
        chapter = ChapterKind(match["kind"])
        if heading and order.index(chapter) <= order.index(heading[2]):
            raise LibraryError(file.path, line, f"kapitlet {chapter} står i fel ordning eller två gånger.")
        heading, rows = (line, match["heading"], chapter), []
    close()
    if not chapters:
        raise LibraryError(file.path, file.end + 1, "artikeln har inget kapitel.")
    return tuple(chapters)


def read_addition(path: Path) -> AdditionFile:
    """One regional addition's file."""
    file = _File(path)
    file.take({"title": str, "chapter": str, "change_note": str})
    anchor = file.data["chapter"]
    if anchor != CARE and anchor not in ChapterKind.values:
        raise file.fail("chapter", f"{anchor!r} är inget kapitel.")
    text = "\n".join(row for _, row in file.body()).strip()
    if not text:
        raise LibraryError(path, file.end + 1, "tillägget har ingen text.")
    file.check_markdown(file.end + 2, "\n".join(row for _, row in file.body()))
    return AdditionFile(
        path, path.parent.name, path.stem, anchor, file.data["title"], text, file.data["change_note"], file.digest
    )


def check_together(articles: Iterable[ArticleFile], pages: Iterable[str] = ()) -> None:
    """That every related topic and every link leads to an article of the library, or to one of the site's `pages`."""
    articles = list(articles)
    slugs = {article.slug for article in articles}
    for article in articles:
        file = _File(article.path)
        for slug in article.related:
            if slug not in slugs or slug == article.slug:
                raise file.fail("related", f"det närliggande ämnet {slug!r} finns inte i biblioteket.")
        for chapter in article.chapters:
            for target in _LINK.findall(chapter.text):
                match = _INTERNAL.match(target)
                if match and match["slug"] not in slugs and match["slug"] not in pages:
                    raise file.fail(target, f"länken {target!r} leder ingenstans.")


@functools.cache
def topic_areas() -> dict[str, dict[str, str]]:
    """The topic areas, by slug, in the order of topic_areas.toml."""
    return tomllib.loads((LIBRARY / "topic_areas.toml").read_text(encoding="utf-8"))


@functools.cache
def shared_signs() -> dict[str, str]:
    """Sign → its one level."""
    levels = tomllib.loads((LIBRARY / "signs.toml").read_text(encoding="utf-8"))
    return {sign: level for level, signs in levels.items() for sign in signs}
