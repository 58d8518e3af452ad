"""Two published versions of an article beside each other, and what has happened since the older one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q

from articles.diff import SectionDiff, compare
from articles.facts import names_in
from articles.models import Article, Language, Revision
from articles.queries.filled import text_with
from articles.queries.rows import dated, rows
from articles.queries.since import (
    Since,
    published_and_withdrawn,
    since,
    values_at,
    values_of,
    went_live,
    withdrawn_on,
)
from articles.queries.texts import PARTS, text_of
from regions.facts import RegionFact


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another; `old` is None while the article has had one version only."""

    article: Article
    old: Revision | None
    new: Revision
    sections: list[SectionDiff]
    versions: list[dict[str, Any]]  # all that have been published, newest first, with `previous`
    withdrawn_on: date | None
    since: Since  # the older one went live

    @property
    def corrections(self) -> list[dict[str, Any]]:
        first = self.old.number if self.old else self.new.number
        return [row for row in self.versions[::-1] if row["is_correction"] and first < row["number"] <= self.new.number]

    @property
    def changed(self) -> list[SectionDiff]:
        return [section for section in self.sections if section.changed]

    @property
    def unchanged(self) -> list[SectionDiff]:
        return [section for section in self.sections if not section.changed]


def comparison(
    slug: str, region: RegionFact | None, first: int | None, last: int | None, language: Language
) -> Comparison | None:
    """The versions of those numbers, or those that were probably meant; None if one of them was never published. An
    article that is withdrawn keeps what it has published. Seven queries."""
    published = Revision.objects.filter(article=OuterRef("pk"), published_on__isnull=False).order_by("-number")
    columns = ("number", "published_on", "change_note", "is_correction", "correction_reason")
    found: Any = (
        Article.objects.at_address(slug, region.code if region else None, language)
        .pages()
        .filter(Q(live__isnull=False) | Q(withdrawn_at__isnull=False))
        .annotate(version_rows=rows(published, *columns), happened=published_and_withdrawn("pk"))
        .select_related("region", "adds_to")
        .first()
    )
    numbers = meant([row["number"] for row in found.version_rows[::-1]], first, last) if found else None
    if numbers is None:
        return None
    revisions = list(found.revisions.filter(number__in=numbers).prefetch_related(*PARTS).order_by("number"))
    for revision in revisions:
        revision.article = found  # for its address
    return _compared(found, revisions)


def meant(published: list[int], first: int | None, last: int | None) -> list[int] | None:
    """The two numbers to compare, of those published in their order: where one is left out or they are the same, the
    version and the newest, or the one before it; where both are, the two newest. One number when there is no other."""
    asked = sorted({number for number in (first, last) if number is not None} or set(published[-1:]))
    if not asked or not set(asked) <= set(published):
        return None
    if len(asked) == 2 or len(published) == 1:
        return asked
    place = published.index(asked[0])
    if last is None and place < len(published) - 1:
        return [asked[0], published[-1]]
    place = max(place, 1)
    return published[place - 1 : place + 1]


def _compared(article: Any, revisions: list[Revision]) -> Comparison:
    moments = [went_live(article.happened, revision) for revision in revisions]
    texts = [text_of(revision) for revision in revisions]
    values = values_of(names_in(passage for text in texts for _part, passage in text.passages()))
    read = [text_with(text, values_at(values, moment)) for text, moment in zip(texts, moments, strict=True)]
    withdrawn = (withdrawn_on(article, article.happened, revision) for revision in reversed(revisions))
    previous = [row["number"] for row in article.version_rows[1:]]
    return Comparison(
        article=article,
        old=revisions[0] if len(revisions) == 2 else None,
        new=revisions[-1],
        sections=compare(read[0], read[1]) if len(read) == 2 else [],
        versions=[
            dated(row, "published_on") | {"previous": number, "url": article.address("version", row["number"])}
            for row, number in zip(article.version_rows, [*previous, None], strict=True)
        ],
        withdrawn_on=next(filter(None, withdrawn), None),
        since=since(values, article.happened, moments[0]),
    )
