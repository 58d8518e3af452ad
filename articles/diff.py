"""What changed between two published texts, word by word, as a reader can follow it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from articles.models import Revision

ALIKE = 0.55  # of its words a sentence must share with another to be compared with it word by word
_SENTENCES = re.compile(r"[^.!?\n]*[.!?]+[ ]*|[^.!?\n]+|\n")
_WORDS = re.compile(r"\S+\s*|\s+")


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
        state = "" if name in before and name in after else (_("Nytt") if name in after else _("Borttaget"))
        sections.append(SectionDiff(name[1], word_diff(was, now), was != now, state))
    return sections


def _parts(revision: Revision) -> Iterable[tuple[tuple[str, str], str]]:
    """((key, what the reader sees as heading), text). A renamed chapter is still the same chapter."""
    yield ("title", _("Rubrik")), revision.title
    yield ("summary", _("Sammanfattning")), revision.summary
    for level in sorted(revision.care_levels.all(), key=lambda level: level.position):
        lines = [level.heading, *(f"- {sign}" for sign in level.signs), level.where, level.if_closed]
        heading = _("Sök vård: %(level)s") % {"level": level.get_level_display()}
        yield (level.level, heading), "\n".join(line for line in lines if line)
    for chapter in sorted(revision.chapters.all(), key=lambda chapter: chapter.position):
        yield (chapter.kind, chapter.get_kind_display()), f"{chapter.heading}\n{plain(chapter.text)}"
    sources = sorted(revision.sources.all(), key=lambda source: source.position)
    yield ("sources", _("Källor")), "\n".join(str(source) for source in sources)


def plain(text: str) -> str:
    """Markdown as running text: without marks and addresses."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\n{2,}", "\n", re.sub(r"\*\*|^#+\s+", "", text, flags=re.M))


def word_diff(old: str, new: str) -> list[list[Piece]]:
    """The new text's lines as pieces that were kept, added or removed.

    Sentences are matched first, and only sentences that are much alike are compared word by word: a rewritten sentence
    is easier to read as one removed and one added than as a patchwork.
    """
    a, b = _SENTENCES.findall(old), _SENTENCES.findall(new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces += [Piece("same", text) for text in b[b1:b2]]
        else:
            pieces += _replaced(a[a1:a2], b[b1:b2])
    return _lines(_removed_first(pieces))


def _removed_first(pieces: list[Piece]) -> list[Piece]:
    """Within each run of changes, what went away before what came."""
    ordered: list[Piece] = []
    for unchanged, run in groupby(pieces, key=lambda piece: piece.kind == "same"):
        changes = list(run)
        ordered += changes if unchanged else sorted(changes, key=lambda piece: piece.kind == "added")
    return ordered


def _replaced(old: list[str], new: list[str]) -> list[Piece]:
    """Sentences put in the place of others: alike ones word by word in order, the rest whole."""
    pieces: list[Piece] = []
    for sentence in new:
        ratios = [difflib.SequenceMatcher(None, was.split(), sentence.split()).ratio() for was in old]
        best = max(range(len(old)), key=ratios.__getitem__, default=-1)
        if best < 0 or ratios[best] < ALIKE:
            pieces.append(Piece("added", sentence))
            continue
        pieces += [Piece("removed", was) for was in old[:best]]
        pieces += _words(old[best], sentence)
        old = old[best + 1 :]
    return [*pieces, *(Piece("removed", was) for was in old)]


def _words(old: str, new: str) -> list[Piece]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(a[a1:a2])))
            continue
        pieces += [Piece("removed", "".join(a[a1:a2]))] if a2 > a1 else []
        pieces += [Piece("added", "".join(b[b1:b2]))] if b2 > b1 else []
    return pieces


def _lines(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces line by line, neighbours of one kind joined."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        _add(lines[-1], piece.kind, first)
        for text in rest:
            lines.append([])
            _add(lines[-1], piece.kind, text)
    return [line for line in lines if line]


def _add(line: list[Piece], kind: str, text: str) -> None:
    if not text:
        return
    if line and line[-1].kind == kind:
        line[-1] = Piece(kind, line[-1].text + text)
    else:
        line.append(Piece(kind, text))
