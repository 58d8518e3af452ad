"""What a translation still says in the words of the Swedish text that it was begun from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.lint.findings import HEAD, WHOLE, Finding
from articles.lint.rules import finding, short
from articles.models.choices import CARE, Language
from articles.text import ArticleText


def said(text: ArticleText) -> Iterator[tuple[str, str]]:
    """(part, words) of what is to be translated, spaces and line breaks made one. A single word may be the same in both
    languages, and so may a heading."""
    passages = [(HEAD, text.summary)]
    for level in text.levels:
        passages += [(CARE, each) for each in (*level.signs, level.where, level.if_closed)]
    passages += [(chapter.kind.value, chapter.text) for chapter in text.chapters]
    for part, passage in passages:
        if len(words := passage.split()) > 1:
            yield part, " ".join(words)


def untranslated(text: ArticleText, swedish: frozenset[str]) -> Iterator[Finding]:
    """The parts that are word for word the Swedish ones. Easy read is Swedish too, so much of it may be the same."""
    if text.language == Language.SWEDISH:
        return
    own = list(said(text))
    same = [(part, words) for part, words in own if words in swedish]
    if text.language == Language.EASY:
        if same and len(same) == len(own):
            message = _("Texten är ordagrant densamma som den svenska.")
            yield finding("not_translated", WHOLE, message, _("Skriv om den med korta rader och vanliga ord."))
        return
    for part, words in dict(reversed(same)).items():  # the first of each part
        message = _("”%(words)s” står kvar på svenska.") % {"words": short(words)}
        yield finding("not_translated", part, message, _("Översätt det här, och resten av delen."), words)
