"""How easy a text is to read, measured whole and part by part."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.lint.findings import WHOLE, Finding
from articles.lint.reading import Passage, by_part
from articles.lint.rules import finding
from articles.models.choices import Language
from language.analysis import words
from language.readability import EASY, EASY_READ, lix, sentences

HARD_PART, HARD_EASY_READ_PART = 45, 30  # LIX that a part should not pass
LEAST_WORDS = 30  # of a part that is measured by itself: a few words say nothing


@dataclass(frozen=True, slots=True)
class Readability:
    """LIX (one decimal), words, and the words of the longest sentence; `parts` has LIX and longest sentence of each."""

    lix: float
    words: int
    longest_sentence: int
    parts: dict[str, tuple[float, int]]


def measure(passages: list[Passage]) -> Readability:
    texts = dict(by_part(passages))
    whole = "\n".join(texts.values())
    parts = {part: (round(lix(text), 1), _longest(text)) for part, text in texts.items()}
    longest = max((part[1] for part in parts.values()), default=0)
    return Readability(round(lix(whole), 1), len(words(whole)), longest, parts)


def _longest(text: str) -> int:
    return max((len(words(sentence)) for sentence in sentences(text)), default=0)


def hard(passages: list[Passage], language: Language) -> Iterator[Finding]:
    """The whole text, and each part of some length, that is hard to read. LIX says nothing of English."""
    if language == Language.ENGLISH:
        return
    easy_read = language == Language.EASY
    texts = dict(by_part(passages))
    mend = _("Korta meningarna, helst under %(longest)d ord, och byt långa ord mot korta.")
    mend %= {"longest": 15 if not easy_read else 10}
    for part, text in texts.items():
        most = HARD_EASY_READ_PART if easy_read else HARD_PART
        if (ease := round(lix(text), 1)) > most and len(words(text)) >= LEAST_WORDS:
            yield finding("hard_part", part, _say(ease, most), mend)
    most = EASY_READ if easy_read else EASY
    if (ease := round(lix("\n".join(texts.values())), 1)) > most:
        yield finding("hard_text", WHOLE, _say(ease, most), mend)


def _say(ease: float, most: int) -> str:
    said = {"lix": str(ease).replace(".", ","), "most": most}
    return _("LIX är %(lix)s, högst %(most)d är lätt att läsa.") % said
