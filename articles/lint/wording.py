"""Rules for the language: sentences, jargon, brand names, capitals, numbers and doses, and marks that a reader sees."""

import functools
import operator
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.lint.findings import HEAD, Finding
from articles.lint.lists import Plainer, abbreviations, numbers, plainer_words, substances
from articles.lint.reading import Passage
from articles.lint.rules import finding, short
from articles.models.choices import CARE, Language
from language.analysis import fold, stem, words
from language.readability import long_sentences, sentences

LONGEST_WORD = 60  # letters that are looked at; what is longer is no word, and would fill the memory

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_IN_BRACKETS = re.compile(r"(?<=\w)[ \u00a0]\([^()\n]{1,60}\)")
_CAPITALS = re.compile(r"[^\W\d_]{5,}\d?")
_CONTACT = re.compile(r"\b(?:kontakta|(?:upp|be)?sök[as]?|ringa?|vända?|boka|höra? av|rådfråga)\b", re.I)
_VAGUE = re.compile(r"\bvid behov\b(?! av\b)", re.I)
_PHONE = re.compile(
    r"(?<![\w,.:/-])(?:(?:\+46[ -]?|0)\d{1,3}(?:[ -]{0,3}\d{2,3}){2,4}|11[346][ -]?\d{2,3}|90[1-9][ -]?\d{2})(?![\w/-])"
)
_DOSE = re.compile(r"(?<![\w,.])\d[\d ,.]{0,8}[ \u00a0]?(?:mg|milligram|µg|μg|mikrogram|ml|IE|tablett(?:er)?)(?![\w/])")
_BULLET = re.compile(r"^[ \t]*(?:- +)?(?:[·•▪◦‣]|[–—][ \t\u00a0]|-(?=[^\W\d_])|o\t).*", re.M)  # as Word writes them
_TABLE = re.compile(r"^.*\|[^|\n]+\|.*", re.M)
_MARKS = re.compile(r"\]\(|\*\*|__|(?<!\w)#{2,}(?=\s)")


def wording(passage: Passage, language: Language) -> Iterator[Finding]:
    """What is to be said of the language of a passage."""
    yield from _long(passage)
    yield from _phones(passage)
    yield from _doses(passage)
    yield from _headings(passage)
    yield from _marks(passage)
    yield from _lists(passage)
    yield from _brands(passage)
    if language != Language.ENGLISH:
        yield from _jargon(passage)
        yield from _capitals(passage)
        yield from _vague(passage)


def _long(passage: Passage) -> Iterator[Finding]:
    for sentence in long_sentences(passage.text):
        message = _("Meningen har %(number)d ord.") % {"number": len(words(sentence))}
        yield finding("long_sentence", passage.part, message, _("Dela den i två. En tanke i varje mening."), sentence)


def _jargon(passage: Passage) -> Iterator[Finding]:
    """Jargon, each word once a part; a word in brackets just after its plain word is as it should be."""
    text = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), passage.text)
    found = list(_WORD.finditer(text))
    stems = [_stem(match[0][:LONGEST_WORD]) for match in found]
    seen = set()
    for at, first in enumerate(stems):
        for entry in plainer_words().get(first, ()):
            these = stems[at : at + len(entry.stems)]
            if entry not in seen and _are(these, entry):
                seen.add(entry)
                yield _say_plainer(passage.part, text[found[at].start() : found[at + len(these) - 1].end()], entry)


@functools.lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(fold(word))


def _are(stems: list[str], entry: Plainer) -> bool:
    return len(stems) == len(entry.stems) and all(map(operator.contains, entry.stems, stems))


def _say_plainer(part: str, quote: str, entry: Plainer) -> Finding:
    message = _("”%(word)s” är ett fackord.") % {"word": quote}
    mend = _("Skriv till exempel ”%(instead)s”. Fackordet kan stå i parentes efter, en gång.")
    return finding("jargon", part, message, mend % {"instead": entry.instead}, quote)


def _brands(passage: Passage) -> Iterator[Finding]:
    for word in dict.fromkeys(_WORD.findall(passage.text)):
        if instead := substances().get(fold(word)):
            message = _("”%(word)s” är ett varumärke.") % {"word": word}
            mend = _("Skriv vad det innehåller: ”%(instead)s”.") % {"instead": instead}
            yield finding("brand", passage.part, message, mend, word)


def _capitals(passage: Passage) -> Iterator[Finding]:
    shouted = {word: None for word in _CAPITALS.findall(passage.text) if word.isupper()}
    for word in shouted:
        if word not in abbreviations():
            message = _("”%(word)s” har bara stora bokstäver.") % {"word": short(word)}
            mend = _("Skriv med små bokstäver. Är det en förkortning, förklara den första gången.")
            yield finding("capitals", passage.part, message, mend, word)


def _vague(passage: Passage) -> Iterator[Finding]:
    for sentence in sentences(passage.text):
        if _VAGUE.search(sentence) and _CONTACT.search(sentence):
            message = _("”%(quote)s” säger inte när.") % {"quote": short(sentence)}
            mend = _("Skriv vad som ska hända för att läsaren ska höra av sig, till exempel ”om du får feber”.")
            yield finding("vague_need", passage.part, message, mend, sentence)


def _phones(passage: Passage) -> Iterator[Finding]:
    for match in _PHONE.finditer(passage.text):
        if "".join(filter(str.isdigit, match[0])) not in numbers():
            yield phone_finding(passage.part, match[0])


def phone_finding(part: str, number: str) -> Finding:
    message = _("Numret %(number)s kan ändras.") % {"number": short(number)}
    mend = _("Skriv 112 eller 1177, eller länka till mottagningens sida. Kontrollera numret om det måste stå kvar.")
    return finding("phone", part, message, mend, number)


def _doses(passage: Passage) -> Iterator[Finding]:
    for match in _DOSE.finditer(passage.text):
        message = _("”%(dose)s” ser ut som en mängd läkemedel.") % {"dose": match[0]}
        mend = _("Ta bort mängden. Skriv ”följ bipacksedeln” om läkemedlet är receptfritt.")
        yield finding("dose", passage.part, message, mend, match[0])


def _headings(passage: Passage) -> Iterator[Finding]:
    for heading in passage.reading.headings:
        yield from heading_findings(passage.part, heading)


def heading_findings(part: str, heading: str) -> Iterator[Finding]:
    """What is to be said of a heading, the text's own or one within it."""
    heading = heading.strip()
    if heading.endswith(".") and not heading.endswith("..."):
        message = _("Rubriken ”%(heading)s” slutar med punkt.") % {"heading": short(heading)}
        yield finding("heading_full_stop", part, message, _("Ta bort punkten."), heading)


def _marks(passage: Passage) -> Iterator[Finding]:
    if match := _MARKS.search(passage.text):
        message = _("Läsaren ser tecknen ”%(marks)s”.") % {"marks": match[0]}
        mend = _("En länk skrivs [ord](/sida/) och fet text **så**. Titta i förhandsvisningen.")
        yield finding("marks_shown", passage.part, message, mend, match[0])
    if passage.part in (HEAD, CARE) and passage.reading.links:
        words_of_link = passage.reading.links[0].words
        message = _("”%(words)s” blir ingen länk här. Läsaren ser hakparenteserna.") % {"words": short(words_of_link)}
        mend = _("Skriv utan länk. Länka i ett kapitel i stället.")
        yield finding("marks_shown", passage.part, message, mend, words_of_link)


def _lists(passage: Passage) -> Iterator[Finding]:
    """A list or a table from a word processor, which runs together into one paragraph."""
    if match := _BULLET.search(passage.reading.typed):
        line = match[0].strip()
        message = _("”%(line)s” blir inte en punkt i en lista.") % {"line": short(line)}
        mend = _("Skriv ett bindestreck och ett mellanslag först på varje rad, och en tom rad före listan.")
        yield finding("list_not_shown", passage.part, message, mend, line)
    if match := _TABLE.search(passage.reading.typed):
        line = match[0].strip()
        message = _("”%(line)s” blir ingen tabell.") % {"line": short(line)}
        mend = _("Skriv i stället en lista, med en punkt för varje rad i tabellen.")
        yield finding("list_not_shown", passage.part, message, mend, line)
