"""What is mechanically wrong in a text, in words for its writer: the rules in one place (docs/lint.md)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from articles.lint import fields
from articles.lint.addition import addition
from articles.lint.care import care
from articles.lint.findings import HEAD, SOURCES, WHOLE, Finding, Known, Rule, Weight
from articles.lint.links import links, unknown_facts
from articles.lint.measures import Readability, hard, measure
from articles.lint.reading import passages
from articles.lint.rules import RULES
from articles.lint.translated import untranslated
from articles.lint.wording import heading_findings, wording
from articles.models.choices import CARE, ArticleKind, ChapterKind
from articles.text import ArticleText

__all__ = ["RULES", "Finding", "Known", "Readability", "Rule", "Weight", "lint", "lint_addition", "readability"]

MOST_HINTS = 5  # of one rule in one part: the writer sees what is meant


def lint(text: ArticleText, known: Known) -> list[Finding]:
    """What is to be mended in an article, in the reader's order, stops first within a part."""
    if text.kind == ArticleKind.TILLAGG:
        return _addition(text, known)
    found = [*fields.head(text), *care(text), *fields.chapters(text), *fields.sources(text), *fields.rest(text, known)]
    found += [*fields.hidden_in_parts(text), *unknown_facts(text.passages(), known)]
    read = passages(text)
    for passage in read:
        found += [*links(passage, known), *wording(passage, text.language)]
    for part, heading in [(HEAD, text.title), *((one.kind.value, one.heading) for one in text.chapters)]:
        found += heading_findings(part, heading)
    found += [*hard(read, text.language), *untranslated(text, known.swedish)]
    return _in_order(found, [HEAD, CARE, *(chapter.kind.value for chapter in text.chapters), SOURCES, WHOLE])


def _addition(text: ArticleText, known: Known) -> list[Finding]:
    """A regional addition as the article with one chapter that it is kept as."""
    own = text.chapters[0].text if text.chapters else ""
    parts = {WHOLE: ChapterKind.WHAT_APPLIES.value}
    found = [
        replace(each, part=parts.get(each.part, each.part))
        for each in lint_addition(text.title, own, known.national, known)
    ]
    return [*found, *fields.change_note(text), *unknown_facts([(parts[WHOLE], own)], known)]


def lint_addition(title: str, text: str, national_chapter: str, known: Known) -> list[Finding]:
    """What is to be mended in a regional addition to a chapter; parts are "head", its title, and "", its text."""
    return _in_order(addition(title, text, national_chapter, known), [HEAD, WHOLE])


def readability(text: ArticleText) -> Readability:
    """How easy an article is to read."""
    return measure(passages(text))


def _in_order(found: Iterable[Finding], parts: list[str]) -> list[Finding]:
    """Each finding once, and no more than a few hints of a kind in a part."""
    counted: Counter[tuple[str, str]] = Counter()
    kept = []
    for each in dict.fromkeys(found):
        counted[each.rule, each.part] += 1
        if each.weight == Weight.STOP or counted[each.rule, each.part] <= MOST_HINTS:
            kept.append(each)
    places = {part: place for place, part in reversed(list(enumerate(parts)))}
    return sorted(kept, key=lambda each: (places[each.part], each.weight != Weight.STOP))
