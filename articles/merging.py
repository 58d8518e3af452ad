"""Two texts of one draft, written at the same time: part by part, who changed what, and one text of both."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from articles.diff import SectionDiff, compare
from articles.models import CHAPTERS, Level
from articles.text import ArticleText


class Side(StrEnum):
    """Whose words are kept."""

    MINE = "min"
    THEIRS = "deras"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that the two say differently. `likely` is the side that alone has changed it, or None when both have."""

    section: SectionDiff
    likely: Side | None

    @property
    def key(self) -> str:
        return self.section.key


def parts_of(text: ArticleText) -> dict[str, Any]:
    """Everything that can differ, by the keys of `articles.diff`."""
    return {
        "title": text.title,
        "summary": text.summary,
        "settings": (text.life_threatening, text.review_months),
        **{level.level.value: level for level in text.levels},
        **{chapter.kind.value: chapter for chapter in text.chapters},
        "sources": text.sources,
        "related": text.related,
        "change_note": text.change_note,
    }


def fingerprint(text: ArticleText) -> str:
    """A short mark of each part, for the form to carry: what the text said when it was opened."""
    return " ".join(f"{key}={_mark(value)}" for key, value in parts_of(text).items())


def _mark(value: Any) -> str:
    return sha256(repr(value).encode()).hexdigest()[:12]


def differences(mine: ArticleText, theirs: ArticleText, was: str) -> list[Difference]:
    """The parts in which the two differ, each with theirs compared to mine; `was` is the fingerprint of the text that
    mine was begun from."""
    opened = _marks(was)
    my_parts, their_parts = parts_of(mine), parts_of(theirs)
    found = []
    for section in compare(theirs, mine, for_editors=True):
        my_value, their_value = my_parts.get(section.key), their_parts.get(section.key)
        if my_value != their_value:
            likely = _likely(_told(my_value), _told(their_value), opened.get(section.key))
            found.append(Difference(section, likely))
    return found


def changed_since(text: ArticleText, was: str) -> set[str]:
    """The parts that say something else than when the fingerprint `was` was taken, or are gone."""
    then, now = _marks(was), _marks(fingerprint(text))
    return {key for key in {**then, **now} if then.get(key) != now.get(key)}


def _marks(was: str) -> dict[str, str]:
    return dict(mark.split("=", 1) for mark in was.split() if "=" in mark)


def _told(value: Any) -> str | None:
    return None if value is None else _mark(value)


def _likely(mine: str | None, theirs: str | None, opened: str | None) -> Side | None:
    if theirs == opened:
        return Side.MINE
    return Side.THEIRS if mine == opened else None


def merged(mine: ArticleText, theirs: ArticleText, sides: Mapping[str, str]) -> ArticleText:
    """One text: mine, with theirs in the parts where `sides` says so."""
    my_parts, their_parts = parts_of(mine), parts_of(theirs)
    kept = {
        key: part
        for key in {**my_parts, **their_parts}
        if (part := (their_parts if sides.get(key) == Side.THEIRS else my_parts).get(key)) is not None
    }
    chapters = {chapter.kind: None for chapter in (*mine.chapters, *theirs.chapters)}
    own = CHAPTERS[mine.kind]
    kinds = [*own, *(kind for kind in chapters if kind not in own)]
    return replace(
        mine,
        title=kept["title"],
        summary=kept["summary"],
        life_threatening=kept["settings"][0],
        review_months=kept["settings"][1],
        levels=tuple(kept[level.value] for level in Level if level.value in kept),
        chapters=tuple(kept[kind.value] for kind in kinds if kind.value in kept),
        sources=kept["sources"],
        related=kept["related"],
        change_note=kept["change_note"],
    )
