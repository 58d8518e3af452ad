"""Between an article's text and the fields of the form that it is written in."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from articles.models import CHAPTERS, ArticleKind, ChapterKind, Language, Level, SourceLanguage
from articles.queries.writing import Topics
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.kinds import UnitKind

MORE_ROWS = 3  # empty rows after those that are filled in
MOST_ROWS = 99
# What a list has first on its lines, also in a word processor; autosave.js has the same.
_BULLET = re.compile(r"^(?:[·•▪◦‣]\s*|[-–—](?:\s+|(?=[^\W\d_]))|\*\s+|o\t\s*|\d{1,2}[.)]\s+)")


def chapter_kinds(kind: ArticleKind, text: ArticleText) -> list[ChapterKind]:
    """The chapters that the kind of article may have, in order, and any other that the text has all the same."""
    own = CHAPTERS[kind]
    return [*own, *(chapter.kind for chapter in text.chapters if chapter.kind not in own)]


def fields_of(text: ArticleText, topics: Topics) -> dict[str, Any]:
    """What each field of the form holds when the text is opened."""
    fields: dict[str, Any] = {
        "title": text.title,
        "summary": text.summary,
        "life_threatening": text.life_threatening,
        "review_months": text.review_months,
        "change_note": text.change_note,
    }
    for level in text.levels:
        name = f"level-{level.level.value}"
        fields |= {
            f"{name}-heading": level.heading,
            f"{name}-signs": "\n".join(level.signs),
            f"{name}-where": level.where,
            f"{name}-if_closed": level.if_closed,
            f"{name}-unit_kind": level.unit_kind,
        }
    for chapter in text.chapters:
        fields |= {f"chapter-{chapter.kind.value}-heading": chapter.heading}
        fields |= {f"chapter-{chapter.kind.value}-text": chapter.text}
    for n, source in enumerate(text.sources):
        fields |= {f"source-{n}-title": source.title, f"source-{n}-owner": source.owner}
        fields |= {f"source-{n}-language": shown_language(source.language)}
    return fields | {f"related-{n}": topics.shown(slug) for n, slug in enumerate(text.related)}


def text_from(fields: Mapping[str, Any], was: ArticleText, topics: Topics) -> ArticleText:
    """The text that the fields say. A part with nothing typed in it is not there. What no text could hold (a kind of
    care that does not exist) is left out."""
    kind, language = ArticleKind(was.kind), Language(was.language)
    months = fields.get("review_months")
    return ArticleText(
        kind=kind,
        language=language,
        title=" ".join(str(fields.get("title") or "").split()),
        summary=str(fields.get("summary") or ""),
        life_threatening=bool(fields.get("life_threatening")),
        levels=tuple(level for each in Level if (level := _level(each, fields))),
        chapters=tuple(chapter for each in chapter_kinds(kind, was) if (chapter := _chapter(each, fields))),
        sources=tuple(_sources(fields)),
        related=tuple(sorted({topics.slug_of(said) for said in _rows(fields, "related", "") if said})),
        review_months=months if isinstance(months, int) else was.review_months,
        change_note=" ".join(str(fields.get("change_note") or "").split()),
    )


def _level(level: Level, fields: Mapping[str, Any]) -> LevelText | None:
    said = {
        name: str(fields.get(f"level-{level.value}-{name}") or "")
        for name in ("heading", "signs", "where", "if_closed", "unit_kind")
    }
    if not any(said.values()):
        return None
    lines = (_BULLET.sub("", line.strip()) for line in said["signs"].split("\n"))
    kind = said["unit_kind"] if said["unit_kind"] in UnitKind.values else ""
    return LevelText(level, said["heading"], tuple(filter(None, lines)), said["where"], said["if_closed"], kind)


def _chapter(kind: ChapterKind, fields: Mapping[str, Any]) -> ChapterText | None:
    heading, text = (str(fields.get(f"chapter-{kind.value}-{name}") or "") for name in ("heading", "text"))
    return ChapterText(kind, heading, text) if heading or text else None


def _sources(fields: Mapping[str, Any]) -> Iterable[SourceText]:
    columns = (_rows(fields, "source", f"-{name}") for name in ("title", "owner", "language"))
    return (
        SourceText(title, owner, _language(language))
        for title, owner, language in zip(*columns, strict=True)
        if title or owner
    )


def shown_language(language: SourceLanguage) -> str:
    """The value of a source's language in the form: none for Swedish, so that a row left empty says nothing."""
    return "" if language == SourceLanguage.SWEDISH else language.value


def _language(shown: str) -> SourceLanguage:
    return SourceLanguage(shown) if shown in SourceLanguage.values else SourceLanguage.SWEDISH


def _rows(fields: Mapping[str, Any], name: str, rest: str) -> list[str]:
    return [str(fields.get(f"{name}-{n}{rest}") or "") for n in range(row_count(fields, name))]


def row_count(names: Iterable[str], row: str) -> int:
    """How many rows of "source" or "related" there are among the fields' names."""
    numbers = [int(found[1]) for name in names if (found := re.match(rf"{row}-(\d{{1,2}})(?:-|$)", name))]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)
