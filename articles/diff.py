"""What changed between two published texts, word by word, as a reader can follow it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Revision

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that was kept, added or removed."""

    kind: str  # "same", "added", "removed"
    text: str


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """One part of the text with its changes; `changed` is False where old and new agree."""

    heading: str
    lines: list[list[Piece]]
    changed: bool
    state: str = ""  # "Nytt kapitel", "Borttaget kapitel" or ""


def compare(old: Revision, new: Revision) -> list[SectionDiff]:
    """The two revisions part by part, in the new one's order; removed chapters last."""
    before, after = dict(_parts(old)), dict(_parts(new))
    sections = []
    for name in [*after, *(name for name in before if name not in after)]:
        was, now = before.get(name, ""), after.get(name, "")
        state = "" if name in before and name in after else ("Nytt" if name in after else "Borttaget")
        sections.append(SectionDiff(name[1], word_diff(was, now), was != now, state))
    return sections


def _parts(revision: Revision) -> Iterable[tuple[tuple[str, str], str]]:
    """((key, what the reader sees as heading), text). A renamed chapter is still the same chapter."""
    yield ("title", "Rubrik"), revision.title
    yield ("summary", "Sammanfattning"), revision.summary
    for level in sorted(revision.care_levels.all(), key=lambda level: level.position):
        lines = [level.heading, *(f"- {sign}" for sign in level.signs), level.where, level.if_closed]
        yield (level.level, f"Sök vård: {level.get_level_display()}"), "\n".join(line for line in lines if line)
    for chapter in sorted(revision.chapters.all(), key=lambda chapter: chapter.position):
        yield (chapter.kind, chapter.get_kind_display()), f"{chapter.heading}\n{_plain(chapter.text)}"
    sources = sorted(revision.sources.all(), key=lambda source: source.position)
    yield ("sources", "Källor"), "\n".join(str(source) for source in sources)


def _plain(text: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\n{2,}", "\n", re.sub(r"\*\*|^#+\s+", "", text, flags=re.M))


def word_diff(old: str, new: str) -> list[list[Piece]]:
    """The new text's lines as pieces that were kept, added or removed; neighbours of one kind are joined."""
    a, b = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Piece("removed", "".join(a[a1:a2])))
        if b2 > b1:
            pieces.append(Piece("added", "".join(b[b1:b2])))
    return _lines(pieces)


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        if first:
            lines[-1].append(Piece(piece.kind, first))
        for text in rest:
            lines.append([Piece(piece.kind, text)] if text else [])
    return [line for line in lines if line]
