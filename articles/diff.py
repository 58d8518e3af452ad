"""What changed between two texts, word by word, as a reader can follow it."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from articles.models.choices import SourceLanguage
from articles.text import ArticleText, LevelText, SourceText
from regions.kinds import UnitKind

ALIKE = 0.55  # of its words a sentence must share with another to be compared with it word by word
AT_ONCE = 1_000_000  # pairs of words or sentences that are compared; what is longer is shown as replaced whole
ITEM = "• "  # what stands before an item of a list
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
    state: str = ""  # "Nytt", "Borttaget" or ""
    key: str = ""  # "title", "summary", a `Level` or `ChapterKind` value, "sources"; see also `for_editors`


def compare(old: ArticleText, new: ArticleText, *, for_editors: bool = False) -> list[SectionDiff]:
    """The two texts part by part, in the new one's order; removed parts last. Editors see the marks of the
    Markdown, and what is no text that is read: "settings", "related" and "change_note"."""
    before, after = dict(_parts(old, for_editors)), dict(_parts(new, for_editors))
    sections = []
    for name in [*after, *(name for name in before if name not in after)]:
        was, now = before.get(name, ""), after.get(name, "")
        state = "" if name in before and name in after else (_("Nytt") if name in after else _("Borttaget"))
        sections.append(SectionDiff(name[1], word_diff(was, now), was != now, state, name[0]))
    return sections


def _parts(text: ArticleText, for_editors: bool) -> Iterable[tuple[tuple[str, str], str]]:
    """((key, what the reader sees as heading), text). A renamed chapter is still the same chapter."""
    yield ("title", _("Rubrik")), text.title
    yield ("summary", _("Sammanfattning")), text.summary
    if for_editors:
        yield ("settings", _("Livshotande och granskning")), _settings(text)
    for level in text.levels:
        heading = _("Sök vård: %(level)s") % {"level": level.level.label}
        yield (level.level.value, heading), _level(level, for_editors)
    for chapter in text.chapters:
        yield (
            (chapter.kind.value, str(chapter.kind.label)),
            f"{chapter.heading}\n{chapter.text if for_editors else plain(chapter.text)}",
        )
    yield ("sources", _("Källor")), "\n".join(_source(source, for_editors) for source in text.sources)
    if for_editors:
        yield ("related", _("Läs också")), "\n".join(text.related)
        yield ("change_note", _("Vad som har ändrats")), text.change_note


def _settings(text: ArticleText) -> str:
    yes_or_no = _("Ja") if text.life_threatening else _("Nej")
    return _("Kan vara livshotande: %(answer)s.\nGranskas efter %(months)d månader.") % {
        "answer": yes_or_no,
        "months": text.review_months,
    }


def _level(level: LevelText, for_editors: bool) -> str:
    mark = "- " if for_editors else ITEM
    lines = [level.heading, *(f"{mark}{sign}" for sign in level.signs), level.where, level.if_closed]
    if for_editors and level.unit_kind:
        lines.append(_("Typ av vård: %s") % UnitKind(level.unit_kind).label)
    return "\n".join(line for line in lines if line)


def _source(source: SourceText, for_editors: bool) -> str:
    said = f"{source.owner}: {source.title}"
    is_told = for_editors and source.language != SourceLanguage.SWEDISH
    return f"{said} ({source.language.label.lower()})" if is_told else said


def plain(text: str) -> str:
    """Markdown as running text: without marks and addresses."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^[-*+] +", ITEM, text, flags=re.M)
    return re.sub(r"\n{2,}", "\n", re.sub(r"\*\*|^#+\s+", "", text, flags=re.M))


def word_diff(old: str, new: str) -> list[list[Piece]]:
    """The new text's lines as pieces that were kept, added or removed.

    Sentences are matched first, and only sentences that are much alike are compared word by word: a rewritten sentence
    is easier to read as one removed and one added than as a patchwork.
    """
    a, b = _SENTENCES.findall(old), _SENTENCES.findall(new)
    if a == b:
        return _lines([Piece("same", text) for text in b])
    if len(a) * len(b) > AT_ONCE:
        return _lines(_whole(a, b))
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
    if sum(map(len, old)) * sum(map(len, new)) > 50 * AT_ONCE:
        return _whole(old, new)
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


def _whole(old: list[str], new: list[str]) -> list[Piece]:
    return [*(Piece("removed", text) for text in old), *(Piece("added", text) for text in new)]


def _words(old: str, new: str) -> list[Piece]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if len(a) * len(b) > AT_ONCE:
        return _whole([old], [new])
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
