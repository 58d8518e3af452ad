"""An article file: one version of one article as its writer wrote it."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles import text as plain
from articles.library_format.file import LibraryFile
from articles.library_format.levels import LevelText, care_levels
from articles.library_format.lists import topic_areas
from articles.limits import (
    LEAST_RELATED,
    LONGEST_NOTE,
    LONGEST_OWNER,
    LONGEST_SORT_KEY,
    LONGEST_SOURCE,
    LONGEST_SUMMARY,
    LONGEST_SYNONYM,
    LONGEST_TITLE,
    MOST_MONTHS,
    MOST_RELATED,
)
from articles.models.choices import CHAPTERS, ArticleKind, ChapterKind, Language, Level, SourceLanguage
from language.ordering import sort_key

_CHAPTER = re.compile(r"^## (?P<heading>.+?) \{(?P<kind>[a-z_]+)\}\s*$")
_MARKS = re.compile(r"^\s*(?:[-*]|\d+\.|#+)\s+|\*\*", re.M)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class ChapterText:
    """A chapter, the line its heading stands on, and the slugs that it links to."""

    kind: ChapterKind
    heading: str
    text: str
    line: int
    links: tuple[str, ...]


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
    sources: tuple[plain.SourceText, ...]
    care_levels: tuple[LevelText, ...]
    chapters: tuple[ChapterText, ...]
    digest: str
    language: Language = Language.SWEDISH
    made_from: str = ""  # the digest of the Swedish text that a translation was made from

    @property
    def plain_text(self) -> str:
        """The text that a reader reads, without Markdown marks, a line for each sentence's end: for readability."""
        parts = [self.summary]
        for level in self.care_levels:
            parts += [level.heading, *level.signs, level.where, level.if_closed]
        for chapter in self.chapters:
            parts += [chapter.heading, chapter.text]
        return _MARKS.sub("", _LINK.sub(r"\1", "\n".join(parts)))

    def as_text(self) -> plain.ArticleText:
        """The same as plain values, for the lint."""
        return plain.ArticleText(
            kind=self.kind,
            language=self.language,
            title=self.title,
            summary=self.summary,
            life_threatening=self.life_threatening,
            levels=tuple(
                plain.LevelText(level.level, level.heading, level.signs, level.where, level.if_closed, level.unit_kind)
                for level in self.care_levels
            ),
            chapters=tuple(plain.ChapterText(chapter.kind, chapter.heading, chapter.text) for chapter in self.chapters),
            sources=self.sources,
            related=self.related,
            review_months=self.review_months,
            change_note=self.change_note,
        )


_KEYS = {
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
    """One article file, checked on its own; what it says of other articles is checked by `check_together`."""
    file = LibraryFile(path)
    file.take(_KEYS, optional=["care_levels"])
    data = file.data
    if data["kind"] not in ArticleKind.values:
        raise file.error(file.line_of_key("kind"), f"{data['kind']!r} är inget slag av artikel.")
    kind = ArticleKind(data["kind"])
    levels = care_levels(file)
    if data["life_threatening"] and (not levels or levels[0].level != Level.EMERGENCY):
        line = file.line_of_key("life_threatening")
        raise file.error(line, "ett livshotande ämne måste ha nivån emergency.")
    return ArticleFile(
        path=path,
        slug=file.slug(),
        kind=kind,
        title=_title(file),
        summary=" ".join(file.own_text("summary", LONGEST_SUMMARY).split()),
        topic_areas=_topic_areas(file),
        synonyms=file.own_texts("synonyms", LONGEST_SYNONYM, least=3, most=15),
        related=file.own_texts("related", LONGEST_TITLE, least=LEAST_RELATED, most=MOST_RELATED),
        review_months=_review_months(file),
        life_threatening=data["life_threatening"],
        change_note=file.own_text("change_note", LONGEST_NOTE),
        sources=tuple(_source(file, number, row) for number, row in enumerate(data["sources"])),
        care_levels=levels,
        chapters=chapters(file, kind),
        digest=file.digest,
    )


def _title(file: LibraryFile) -> str:
    title = file.own_text("title", LONGEST_TITLE)
    if len(sort_key(title)) > LONGEST_SORT_KEY:
        raise file.error(file.line_of_key("title"), "”title” är för långt.")
    return title


def _topic_areas(file: LibraryFile) -> tuple[str, ...]:
    areas = file.own_texts("topic_areas", LONGEST_TITLE, least=1, most=3)
    for area in areas:
        if area not in topic_areas():
            line = file.line_of_key("topic_areas")
            raise file.error(line, f"ämnesområdet {area!r} finns inte i topic_areas.toml.")
    return areas


def _review_months(file: LibraryFile) -> int:
    months: int = file.data["review_months"]
    if not 1 <= months <= MOST_MONTHS:
        line = file.line_of_key("review_months")
        raise file.error(line, f"”review_months” ska vara 1–{MOST_MONTHS} månader, inte {months}.")
    return months


def _source(file: LibraryFile, number: int, row: Any) -> plain.SourceText:
    line = file.line_of_table("sources", number)
    if not isinstance(row, dict) or not {"title", "owner"} <= set(row) <= {"title", "owner", "language"}:
        raise file.error(line, "en källa har title och owner, och language om den inte är på svenska.")
    language = row.get("language", SourceLanguage.SWEDISH)
    if language not in SourceLanguage.values:
        known = " eller ".join(SourceLanguage.values)
        raise file.error(file.line_of_key("language", line), f"{language!r} är inget språk som en källa har: {known}.")
    return plain.SourceText(
        file.short_text("title", row["title"], LONGEST_SOURCE, file.line_of_key("title", line)),
        file.short_text("owner", row["owner"], LONGEST_OWNER, file.line_of_key("owner", line)),
        SourceLanguage(language),
    )


def chapters(file: LibraryFile, kind: ArticleKind) -> tuple[ChapterText, ...]:
    """The chapters in the order that the kind of article has."""
    found: list[ChapterText] = []
    for line, row, rows in _sections(file):
        match = _CHAPTER.match(row)
        if not match:
            raise file.error(line, "en kapitelrubrik skrivs ”## Rubrik {slag}”.")
        order = CHAPTERS[kind]
        if match["kind"] not in order:
            raise file.error(line, f"kapitlet {match['kind']!r} hör inte till en artikel av slaget {kind}.")
        chapter = ChapterKind(match["kind"])
        if found and order.index(chapter) <= order.index(found[-1].kind):
            raise file.error(line, f"kapitlet {chapter} står i fel ordning eller två gånger.")
        heading = file.short_text("rubrik", match["heading"], LONGEST_TITLE, line)
        text = "\n".join(rows)
        if not text.strip():
            raise file.error(line, f"kapitlet ”{heading}” är tomt.")
        links = file.check_markdown(line + 1, text)
        found.append(ChapterText(chapter, heading, text.strip(), line, links))
    if not found:
        raise file.error(file.end + 1, "artikeln har inget kapitel.")
    return tuple(found)


def _sections(file: LibraryFile) -> list[tuple[int, str, list[str]]]:
    """(line, heading row, the rows under it) for each heading of the second level."""
    sections: list[tuple[int, str, list[str]]] = []
    for line, row in file.body():
        if row.startswith("## "):
            sections.append((line, row, []))
        elif sections:
            sections[-1][2].append(row)
        elif row.strip():
            raise file.error(line, "texten före den första kapitelrubriken hör inte till något kapitel.")
    return sections
