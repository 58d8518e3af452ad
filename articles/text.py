"""An article's text as plain values: what the editor's form holds, the lint reads, the preview shows and a revision is
written from."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models.choices import ArticleKind, ChapterKind, Language, Level


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter: Markdown without HTML under the article's own heading."""

    kind: ChapterKind
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelText:
    """One step of the care ladder. `unit_kind` is a `UnitKind` value, or empty."""

    level: Level
    heading: str
    signs: tuple[str, ...]
    where: str = ""
    if_closed: str = ""
    unit_kind: str = ""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What the text rests on."""

    title: str
    owner: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """All that one revision says. Chapters and levels stand in the reader's order."""

    kind: ArticleKind
    language: Language
    title: str
    summary: str
    life_threatening: bool
    levels: tuple[LevelText, ...]
    chapters: tuple[ChapterText, ...]
    sources: tuple[SourceText, ...]
    related: tuple[str, ...]  # slugs
    review_months: int
    change_note: str = ""

    def passages(self) -> Iterator[tuple[str, str]]:
        """(part, Markdown) of everything that a reader reads, part by part: "head", "care", a `ChapterKind` value."""
        yield "head", f"{self.title}\n\n{self.summary}"
        for level in self.levels:
            lines = [level.heading, *(f"- {sign}" for sign in level.signs), level.where, level.if_closed]
            yield "care", "\n\n".join(line for line in lines if line)
        for chapter in self.chapters:
            yield chapter.kind.value, f"{chapter.heading}\n\n{chapter.text}"
