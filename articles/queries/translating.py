"""A translation beside its original: what has changed in the Swedish text since, part by part."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from articles.diff import SectionDiff, compare
from articles.models import Article, Language, Revision
from articles.queries.texts import PARTS, text_of


@dataclass(frozen=True, slots=True)
class Followed:
    """The Swedish version that a translation follows, the one that is published now, and what differs between them."""

    made_from: Revision | None
    now: Revision
    changed: list[SectionDiff]

    @property
    def is_behind(self) -> bool:
        return self.made_from is None or self.made_from.pk != self.now.pk


def followed(translation: Article, made_from: int | None) -> Followed | None:
    """For a translation made from that version; None when no Swedish text is published. One query, and four when the
    Swedish text has changed."""
    swedish = Article.objects.national().filter(slug=translation.slug, language=Language.SWEDISH)
    original = swedish.select_related("live__article").first()
    if original is None or original.live is None:
        return None
    if made_from == original.live_id:
        return Followed(original.live, original.live, [])
    versions = Revision.objects.filter(pk__in=[made_from, original.live_id]).select_related("article")
    found = {version.pk: version for version in versions.prefetch_related(*PARTS)}
    before, now = found.get(made_from or 0), found[original.live.pk]
    changed = [section for section in compare(text_of(before), text_of(now)) if section.changed] if before else []
    return Followed(before, now, changed)


def swedish_live() -> Subquery:
    """Beside a national article: the version of its Swedish text that is published."""
    swedish = Article.objects.national().filter(slug=OuterRef("slug"), language=Language.SWEDISH)
    return Subquery(swedish.values("live")[:1])


def missing_languages(article: Article, others: list[Article]) -> list[Language]:
    """The languages that a published Swedish text has no translation in."""
    if article.language != Language.SWEDISH or article.region_id or article.live_id is None:
        return []
    there = {other.language for other in others}
    return [language for language in Language if language != Language.SWEDISH and language not in there]


def translations_of(article: Article) -> list[Article]:
    """The article in its other languages, Swedish first. One query."""
    others = Article.objects.national().filter(slug=article.slug).exclude(pk=article.pk)
    order = list(Language)
    return sorted(others.select_related("live", "pending"), key=lambda other: order.index(Language(other.language)))
