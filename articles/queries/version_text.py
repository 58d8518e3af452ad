"""What a published version says. The database lets nobody change it (migration 0002), so each process reads it once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db.models import Func, OuterRef

from articles.models import CareLevel, Chapter, ChapterKind, Level, Revision, Source
from articles.models.choices import chapter_anchor
from articles.queries.page_parts import Ladder
from articles.queries.rows import rows
from articles.queries.texts import with_parts
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.prepared import Given, Prepared
from regions.queries import OpenNearby

MOST_KEPT = 500  # versions, some 15 kB each; `ui.text.markdown` keeps the HTML of as many


@dataclass(frozen=True, slots=True)
class VersionText:
    """The parts of a version in the reader's order, as its page holds them before a region and the time add theirs.
    They are the same objects for every page: nobody may change them."""

    ladder: tuple[Ladder, ...]
    chapters: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, str], ...]

    def ladder_with(self, nearby: Mapping[str, OpenNearby]) -> list[Ladder]:
        """The care ladder with the open units of each kind."""
        return [
            replace(step, nearby=nearby[step.unit_kind]) if step.unit_kind in nearby else step for step in self.ladder
        ]

    def chapters_with(self, additions: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The chapters with what a region adds to each, and the additions that are to none of them."""
        if not additions:
            return list(self.chapters), []
        to = {
            chapter["kind"]: [addition for addition in additions if addition["anchor"] == chapter["kind"]]
            for chapter in self.chapters
        }
        chapters = [chapter | {"additions": to[chapter["kind"]]} for chapter in self.chapters]
        return chapters, [addition for addition in additions if addition["anchor"] not in to]


def text_rows(revision: OuterRef) -> dict[str, Func]:
    """Annotations for the parts of a version; `text_of_row` reads them."""
    return {
        "chapter_rows": rows(
            Chapter.objects.filter(revision=revision).order_by("position"), "kind", "heading", "text"
        ),
        "level_rows": rows(
            CareLevel.objects.filter(revision=revision).order_by("position"),
            "level", "heading", "signs", "where", "if_closed", "unit_kind",
        ),
        "source_rows": rows(
            Source.objects.filter(revision=revision).order_by("position"), "title", "owner", "language"
        ),
    }  # fmt: skip


def text_of_row(row: Any) -> VersionText:
    """The text of what was asked for with `text_rows`. No query."""
    return VersionText(
        ladder=tuple(Ladder(**(level | {"level": Level(level["level"])})) for level in row.level_rows),
        chapters=tuple(
            chapter | {"id": chapter_anchor(chapter["kind"]), "additions": []} for chapter in row.chapter_rows
        ),
        sources=tuple(row.source_rows),
    )


def version_text(revision: Revision) -> VersionText:
    """What a version that has been published says. One query the first time in each process."""
    return _text(revision.pk, revision.digest)


def what_readers_read(revision: Revision) -> ArticleText:
    """The same as plain values, to compare: without what it points at."""
    text = version_text(revision)
    return with_parts(
        revision,
        levels=tuple(
            LevelText(step.level, step.heading, tuple(step.signs), step.where, step.if_closed, step.unit_kind)
            for step in text.ladder
        ),
        chapters=tuple(
            ChapterText(ChapterKind(chapter["kind"]), chapter["heading"], chapter["text"]) for chapter in text.chapters
        ),
        sources=tuple(SourceText.from_json(source) for source in text.sources),
    )


@lru_cache(maxsize=MOST_KEPT)
def _text(pk: int, digest: str) -> VersionText:
    """The digest tells it apart from another version that had the same number before the database was restored."""
    return text_of_row(_version(pk=pk)[0])


_version = Prepared(lambda: Revision.objects.filter(pk=Given("pk")).only("pk").annotate(**text_rows(OuterRef("pk"))))
