"""Rules for what an article must have, its care ladder apart: title, summary, chapters, sources, interval, related."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles import limits
from articles.lint.findings import HEAD, SOURCES, WHOLE, Finding, Known
from articles.lint.rules import finding, short
from articles.models.choices import CARE, CHAPTERS, ArticleKind, ChapterKind, Language
from articles.text import ArticleText, ChapterText
from language.ordering import sort_key

YEARLY = 12  # months
# What a reader counts on finding in each kind of article.
EXPECTED: dict[str, tuple[ChapterKind, ...]] = {
    ArticleKind.SJUKDOM: (ChapterKind.SYMPTOMS, ChapterKind.SELF_CARE, ChapterKind.TREATMENT),
    ArticleKind.SYMTOM: (ChapterKind.POSSIBLE_CAUSES, ChapterKind.SELF_CARE),
    ArticleKind.UNDERSOKNING: (ChapterKind.WHY, ChapterKind.PROCEDURE, ChapterKind.RESULTS),
    ArticleKind.BEHANDLING: (ChapterKind.WHEN_USED, ChapterKind.HOW_TO_USE, ChapterKind.SIDE_EFFECTS),
    ArticleKind.RATTIGHET: (ChapterKind.WHAT_APPLIES, ChapterKind.HOW_TO),
    ArticleKind.LIVSSTIL: (ChapterKind.WHAT_YOU_CAN_DO,),
    ArticleKind.TJANST: (ChapterKind.HOW_TO, ChapterKind.IF_IT_FAILS),
    ArticleKind.TILLAGG: (),
}
# What the database or a screen reader stumbles on. A form sends line breaks as \r\n: they may stand.
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def head(text: ArticleText) -> Iterator[Finding]:
    if not text.title.strip():
        yield finding("no_title", HEAD, _("Texten har ingen rubrik."), _("Skriv ämnets namn, som läsaren säger det."))
    yield from title_too_long(text.title)
    if not text.summary.strip():
        mend = _("Skriv två eller tre meningar: vad det är, hur det känns och hur det brukar gå.")
        yield finding("no_summary", HEAD, _("Texten har ingen sammanfattning."), mend)
    yield from too_long(HEAD, _("Sammanfattningen"), text.summary, limits.LONGEST_SUMMARY)


def title_too_long(title: str) -> Iterator[Finding]:
    """A title that there is no room for, itself or its sort key, where å ä ö take two places."""
    if len(title) > limits.LONGEST_TITLE or len(sort_key(title)) > limits.LONGEST_SORT_KEY:
        said = {"number": len(title), "most": limits.LONGEST_TITLE}
        message = _("Rubriken är %(number)d tecken lång. Högst %(most)d får plats, färre med många å, ä och ö.") % said
        yield finding("title_too_long", HEAD, message, _("Korta rubriken till det viktigaste ordet."), title)


def too_long(part: str, what: str, text: str, longest: int) -> Iterator[Finding]:
    """A text that there is no room for; `what` begins the sentence: "Sammanfattningen"."""
    if len(text) > longest:
        said = {"what": what, "number": len(text), "most": longest}
        message = _("%(what)s är %(number)d tecken lång. Högst %(most)d får plats.") % said
        yield finding("too_long", part, message, _("Korta texten, eller dela upp den."), short(text))


def hidden_characters(part: str, texts: Iterator[str] | tuple[str, ...]) -> Iterator[Finding]:
    """A character that cannot be seen, said once a part."""
    for text in texts:
        if match := _HIDDEN.search(text):
            before = short(text[max(0, match.start() - 30) : match.start()])
            message = _("Efter ”%(before)s” står ett tecken som inte syns.") % {"before": before}
            mend = _("Radera tecknet. Det följer ofta med när man klistrar in text.")
            yield finding("hidden_character", part, message, mend)
            return


# ---- chapters ----


def chapters(text: ArticleText) -> Iterator[Finding]:
    if not text.chapters:
        yield finding("no_chapter", WHOLE, _("Texten har inget kapitel."), _("Lägg till ett kapitel och skriv i det."))
    elif text.language == Language.SWEDISH:  # a translation may leave a chapter out
        yield from _missing(text)
    before = -1
    for chapter in text.chapters:
        yield from _chapter(chapter)
        if chapter.kind not in CHAPTERS[text.kind]:
            yield _foreign(chapter.kind, text.kind)
            continue
        place = CHAPTERS[text.kind].index(chapter.kind)
        if place <= before:
            yield _out_of_order(chapter.kind, text.kind)
        before = max(before, place)


def _foreign(chapter: ChapterKind, kind: ArticleKind) -> Finding:
    said = {"chapter": chapter.label, "kind": kind.label}
    message = _("Kapitlet ”%(chapter)s” hör inte till slaget ”%(kind)s”.") % said
    mend = _("Flytta texten till ett av slagets kapitel, eller byt slag av artikel.")
    return finding("chapter_foreign", chapter.value, message, mend)


def _out_of_order(chapter: ChapterKind, kind: ArticleKind) -> Finding:
    message = _("Kapitlet ”%(chapter)s” står i fel ordning eller två gånger.") % {"chapter": chapter.label}
    mend = _("Ordningen är: %(order)s.") % {"order": ", ".join(str(one.label) for one in CHAPTERS[kind])}
    return finding("chapter_order", chapter.value, message, mend)


def _missing(text: ArticleText) -> Iterator[Finding]:
    has = {chapter.kind for chapter in text.chapters}
    for kind in EXPECTED[text.kind]:
        if kind not in has:
            message = _("Kapitlet ”%(chapter)s” saknas.") % {"chapter": kind.label}
            mend = _("Lägg till det om det finns något att säga. Annars kan du låta det vara.")
            yield finding("chapter_missing", WHOLE, message, mend)


def _chapter(chapter: ChapterText) -> Iterator[Finding]:
    part, label = chapter.kind.value, chapter.kind.label
    if not chapter.heading.strip():
        message = _("Kapitlet ”%(chapter)s” har ingen rubrik.") % {"chapter": label}
        yield finding("chapter_empty", part, message, _("Skriv en rubrik som säger det viktigaste."))
    if not chapter.text.strip():
        message = _("Kapitlet ”%(chapter)s” har ingen text.") % {"chapter": label}
        yield finding("chapter_empty", part, message, _("Skriv texten, eller ta bort kapitlet."))
    yield from too_long(part, _("Kapitlets rubrik"), chapter.heading, limits.LONGEST_HEADING)
    yield from too_long(part, _("Kapitlets text"), chapter.text, limits.LONGEST_CHAPTER)


# ---- what the text rests on, and where it leads ----


def sources(text: ArticleText) -> Iterator[Finding]:
    if not text.sources:
        mend = _("Lägg till minst en källa som du vet finns, till exempel från Socialstyrelsen.")
        yield finding("no_source", SOURCES, _("Texten har ingen källa."), mend)
    for source in text.sources:
        if not source.title.strip() or not source.owner.strip():
            message = _("Källan ”%(source)s” är inte hel.") % {
                "source": short(f"{source.owner} {source.title}".strip())
            }
            yield finding("source_incomplete", SOURCES, message, _("Skriv både titel och vem som står bakom den."))
        yield from too_long(SOURCES, _("Källans titel"), source.title, limits.LONGEST_SOURCE)
        yield from too_long(SOURCES, _("Källans utgivare"), source.owner, limits.LONGEST_OWNER)


def rest(text: ArticleText, known: Known) -> Iterator[Finding]:
    """What belongs to the text as a whole."""
    yield from _interval(text)
    yield from change_note(text)
    if len(set(text.related)) < limits.LEAST_RELATED:
        message = _("Texten har färre än två närliggande ämnen.")
        yield finding("few_related", WHOLE, message, _("Välj två till sex ämnen som läsaren kan behöva sedan."))
    for slug in dict.fromkeys(text.related):
        if slug not in known.slugs:
            message = _("Det närliggande ämnet ”%(slug)s” finns inte.") % {"slug": short(slug)}
            yield finding("related_unknown", WHOLE, message, _("Välj ett ämne som är publicerat."), slug)


def change_note(text: ArticleText) -> Iterator[Finding]:
    if not text.change_note.strip():
        mend = _("Skriv i en mening vad du har ändrat och varför.")
        yield finding("no_change_note", WHOLE, _("Det står inte vad som är ändrat."), mend)
    yield from too_long(WHOLE, _("Beskrivningen av ändringen"), text.change_note, limits.LONGEST_NOTE)


def _interval(text: ArticleText) -> Iterator[Finding]:
    months = text.review_months
    if not 1 <= months <= limits.MOST_MONTHS:
        message = _("Texten ska granskas om %(months)d månader.") % {"months": months}
        mend = _("Välj 1–%(most)d månader: 12 för barn och läkemedel, 24 för det mesta.") % {"most": limits.MOST_MONTHS}
        yield finding("review_interval", WHOLE, message, mend)
    elif text.life_threatening and months > YEARLY:
        message = _("Ämnet kan vara livshotande men granskas först om %(months)d månader.") % {"months": months}
        yield finding("review_too_seldom", WHOLE, message, _("Välj högst 12 månader."))


def hidden_in_parts(text: ArticleText) -> Iterator[Finding]:
    yield from hidden_characters(HEAD, (text.title, text.summary))
    for level in text.levels:
        yield from hidden_characters(CARE, (level.heading, *level.signs, level.where, level.if_closed))
    for chapter in text.chapters:
        yield from hidden_characters(chapter.kind.value, (chapter.heading, chapter.text))
    yield from hidden_characters(SOURCES, tuple(f"{source.title} {source.owner}" for source in text.sources))
    yield from hidden_characters(WHOLE, (text.change_note,))
