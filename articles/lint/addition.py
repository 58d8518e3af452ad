"""Rules for a regional addition: it says where and how in the region, itself, and never again what the text says."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from articles import limits
from articles.lint.fields import hidden_characters, title_too_long, too_long
from articles.lint.findings import HEAD, WHOLE, Finding, Known
from articles.lint.links import links
from articles.lint.reading import Passage, Reading, read
from articles.lint.rules import finding, short
from articles.lint.wording import heading_findings, wording
from articles.models.choices import Language
from language.analysis import fold, words
from language.readability import sentences

LEAST_OWN_WORDS = 8  # beside the links
LEAST_REPEATED = 6  # words of a sentence that counts as repeated
SAME = 90  # rapidfuzz ratio, 0–100, from which two sentences are taken to be the same


def addition(title: str, text: str, national_chapter: str, known: Known) -> Iterator[Finding]:
    yield from _head(title)
    yield from hidden_characters(HEAD, (title,))
    yield from hidden_characters(WHOLE, (text,))
    passage = Passage(WHOLE, read(text))
    if not text.strip():
        mend = _("Skriv var och hur det går till i regionen, eller ta bort tillägget.")
        yield finding("addition_no_text", WHOLE, _("Tillägget har ingen text."), mend)
    elif _only_links(passage.reading):
        mend = _("Skriv svaret i några meningar. Länka sedan, om det behövs.")
        yield finding("addition_only_links", WHOLE, _("Tillägget är nästan bara länkar."), mend)
    yield from too_long(WHOLE, _("Tilläggets text"), text, limits.LONGEST_CHAPTER)
    yield from _repeats(passage.text, read(national_chapter).text)
    for each in (Passage(HEAD, read(title)), passage):
        yield from links(each, known, of_region=True)
        yield from wording(each, Language.SWEDISH)


def _head(title: str) -> Iterator[Finding]:
    if not title.strip():
        mend = _("Skriv vad tillägget säger, till exempel ”Så bokar du i Skåne”.")
        yield finding("no_title", HEAD, _("Tillägget har ingen rubrik."), mend)
    yield from title_too_long(title)
    yield from heading_findings(HEAD, title)


def _only_links(reading: Reading) -> bool:
    linked = sum(len(words(link.words)) for link in reading.links)
    return bool(reading.links) and len(words(reading.text)) - linked < LEAST_OWN_WORDS


def _repeats(text: str, national: str) -> Iterator[Finding]:
    """Sentences that stand in the national chapter too, though a letter or a word may differ."""
    there = [fold(sentence) for sentence in sentences(national) if len(words(sentence)) >= LEAST_REPEATED]
    for sentence in dict.fromkeys(sentences(text)) if there else ():
        if len(words(sentence)) < LEAST_REPEATED:
            continue
        if process.extractOne(fold(sentence), there, scorer=fuzz.ratio, score_cutoff=SAME):
            message = _("”%(sentence)s” står redan i den nationella texten.") % {"sentence": short(sentence)}
            mend = _("Ta bort meningen. Skriv bara det som är annorlunda eller närmare i regionen.")
            yield finding("addition_repeats", WHOLE, message, mend, sentence)
