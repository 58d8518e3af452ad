"""An article's text as plain values: what the editor's form holds, the lint reads, the preview shows and a revision is
written from."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from articles.intervals import about_children, suggested_months
from articles.models.choices import ArticleKind, ChapterKind, Language, Level, SourceLanguage


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
    language: SourceLanguage = SourceLanguage.SWEDISH

    def __repr__(self) -> str:
        # Digests are made of it. Swedish goes without saying, so a text from before is still the same text.
        language = "" if self.language == SourceLanguage.SWEDISH else f", language={self.language.value!r}"
        return f"SourceText(title={self.title!r}, owner={self.owner!r}{language})"

    def as_json(self) -> dict[str, str]:
        """Swedish goes without saying here too: the version of the code before this one knows no language."""
        said = {"title": self.title, "owner": self.owner}
        return said if self.language == SourceLanguage.SWEDISH else said | {"language": self.language.value}

    @classmethod
    def from_json(cls, data: dict[str, str]) -> "SourceText":
        """The source that `as_json` gave, or a row of the database."""
        return cls(data["title"], data["owner"], SourceLanguage(data.get("language", SourceLanguage.SWEDISH)))


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

    @property
    def digest(self) -> str:
        """The same for two texts that say the same, whatever is said of the change."""
        return sha256(repr(replace(self, change_note="")).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        said = asdict(self) | {"sources": [source.as_json() for source in self.sources]}
        plain: dict[str, Any] = json.loads(json.dumps(said))  # lists, as the database gives them back
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ArticleText":
        """The text that `as_json` gave."""
        return cls(
            **(
                data
                | {
                    "kind": ArticleKind(data["kind"]),
                    "language": Language(data["language"]),
                    "levels": tuple(
                        LevelText(**(level | {"level": Level(level["level"]), "signs": tuple(level["signs"])}))
                        for level in data["levels"]
                    ),
                    "chapters": tuple(
                        ChapterText(**(chapter | {"kind": ChapterKind(chapter["kind"])}))
                        for chapter in data["chapters"]
                    ),
                    "sources": tuple(SourceText.from_json(source) for source in data["sources"]),
                    "related": tuple(data["related"]),
                }
            )
        )

    @classmethod
    def empty(cls, kind: ArticleKind, language: Language, title: str) -> "ArticleText":
        """What a new article starts from."""
        months = suggested_months(kind, children=about_children(title))
        return cls(kind, language, title, "", False, (), (), (), (), review_months=months)
