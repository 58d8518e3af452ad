"""Rules for the care ladder: that it is there, that it is whole, and that it never contradicts itself."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles import limits
from articles.library_format.lists import shared_signs
from articles.lint.fields import too_long
from articles.lint.findings import Finding
from articles.lint.rules import finding, short
from articles.lint.wording import heading_findings
from articles.models.choices import CARE, ArticleKind, Level
from articles.signs import Sign, much_alike, same_words, sign_key
from articles.text import ArticleText, LevelText
from regions.kinds import UnitKind

NEEDS_LADDER = (ArticleKind.SJUKDOM, ArticleKind.SYMTOM)
MOST_SIGNS = 300  # that are compared; each with each, so a pasted book would take minutes


def care(text: ArticleText) -> Iterator[Finding]:
    if not text.levels and text.kind in NEEDS_LADDER:
        mend = _("Lägg till de brådskegrader som gäller, den mest brådskande först.")
        yield finding("no_care_ladder", CARE, _("Det står inte när läsaren ska söka vård."), mend)
    if text.life_threatening and (not text.levels or text.levels[0].level != Level.EMERGENCY):
        message = _("Ämnet kan vara livshotande, men brådskegraden ”%(level)s” står inte först.")
        mend = _("Lägg till den först, med de tecken som är farliga för livet nu.")
        yield finding("emergency_not_first", CARE, message % {"level": Level.EMERGENCY.label}, mend)
    for level in text.levels:
        yield from _level(level)
    yield from _order(text.levels)
    every = ((level.level, sign) for level in text.levels for sign in level.signs if len(sign) <= limits.LONGEST_SIGN)
    signs = [Sign("", level, sign) for level, sign in every if sign_key(sign)]
    yield from _listed_otherwise(signs[:MOST_SIGNS])
    yield from _contradictions(signs[:MOST_SIGNS])


def _level(level: LevelText) -> Iterator[Finding]:
    said = {"level": level.level.label}
    if not any(sign.strip() for sign in level.signs):
        message = _("Brådskegraden ”%(level)s” har inga tecken.") % said
        yield finding("level_without_signs", CARE, message, _("Skriv minst ett tecken, eller ta bort brådskegraden."))
    if not level.heading.strip() and level.level not in limits.STANDARD_HEADINGS:
        message = _("Brådskegraden ”%(level)s” har ingen rubrik.") % said
        example = {"example": limits.EXAMPLE_HEADINGS[level.level]}
        mend = _("Skriv vad läsaren ska göra och hur snart, till exempel ”%(example)s”.") % example
        yield finding("level_without_heading", CARE, message, mend)
    yield from _where(level)
    yield from heading_findings(CARE, level.heading)
    yield from too_long(CARE, _("Rubriken"), level.heading, limits.LONGEST_HEADING)
    for sign in level.signs:
        yield from too_long(CARE, _("Tecknet"), sign, limits.LONGEST_SIGN)
    yield from too_long(CARE, _("”Vart du vänder dig”"), level.where, limits.LONGEST_ADVICE)
    yield from too_long(CARE, _("”Om det är stängt”"), level.if_closed, limits.LONGEST_ADVICE)


def _where(level: LevelText) -> Iterator[Finding]:
    said = {"level": level.level.label}
    wanted = level.level in limits.NEEDS_UNIT
    if wanted and not level.where.strip():
        message = _("Brådskegraden ”%(level)s” säger inte vart man vänder sig.") % said
        yield finding("level_incomplete", CARE, message, _("Skriv vart läsaren ska ringa eller åka."))
    if wanted and not level.if_closed.strip():
        message = _("Brådskegraden ”%(level)s” säger inte vad man gör om det är stängt.") % said
        yield finding("level_incomplete", CARE, message, _("Skriv vad läsaren gör på kvällen, natten och helgen."))
    if (wanted and not level.unit_kind) or (level.unit_kind and level.unit_kind not in UnitKind.values):
        message = _("Brådskegraden ”%(level)s” har ingen typ av vård.") % said
        mend = _("Välj typ av vård. Då visar sidan den närmaste som är öppen.")
        yield finding("level_incomplete", CARE, message, mend)


def _order(levels: tuple[LevelText, ...]) -> Iterator[Finding]:
    places = [Level.values.index(level.level) for level in levels]
    for before, place, level in zip(places, places[1:], levels[1:], strict=False):
        if place <= before:
            message = _("Brådskegraden ”%(level)s” står i fel ordning eller två gånger.")
            mend = _("Den mest brådskande ska stå först, och var och en högst en gång.")
            yield finding("level_order", CARE, message % {"level": level.level.label}, mend)


def _listed_otherwise(signs: list[Sign]) -> Iterator[Finding]:
    for sign in signs:
        listed = shared_signs().get(sign.text.strip())
        if listed and listed != sign.level:
            said = {"sign": short(sign.text), "level": Level(listed).label}
            message = _("Tecknet ”%(sign)s” har brådskegraden ”%(level)s” i andra artiklar.") % said
            mend = _("Flytta tecknet dit. Menar du något annat, säg det med andra ord.")
            yield finding("sign_listed_otherwise", CARE, message, mend, sign.text)


def _contradictions(signs: list[Sign]) -> Iterator[Finding]:
    found = set()
    for pair in same_words(signs):
        found.add(frozenset([pair.first.text, pair.second.text]))
        said = {"sign": short(pair.second.text), "one": pair.first.level.label, "other": pair.second.level.label}
        message = _("Tecknet ”%(sign)s” står både under ”%(one)s” och ”%(other)s”.") % said
        yield finding(
            "sign_at_two_levels", CARE, message, _("Låt det stå på ett ställe, det säkraste."), pair.second.text
        )
    for pair in much_alike(signs):
        if frozenset([pair.first.text, pair.second.text]) not in found:
            said = {"one": short(pair.first.text), "other": short(pair.second.text)}
            message = _("”%(one)s” och ”%(other)s” är lika men har olika brådskegrader.") % said
            mend = _("Skriv tydligare vad som skiljer dem, eller ta bort det ena.")
            yield finding("signs_alike", CARE, message, mend, pair.second.text)
