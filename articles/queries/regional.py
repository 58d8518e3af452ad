"""What regions have written: for their own editors, and side by side for readers."""

from dataclasses import dataclass

from django.db.models import QuerySet

from articles.facts import fill
from articles.models import Article, RegionalAddition, RevisionPart
from articles.queries.facts import fact_values
from articles.queries.lists import region_pages
from regions.facts import RegionFact


@dataclass(frozen=True, slots=True)
class OwnText:
    """A region's text at its editors' desk, and whether the national chapter has changed since it was read."""

    article: Article
    is_outdated: bool


def own_texts(regions: frozenset[str]) -> list[OwnText]:
    """The additions and pages of the regions: first those to confirm, then in alphabetical order. Two queries."""
    articles = list(_own(regions).order_by("region", "sort_key", "pk"))
    outdated = outdated_additions(articles)
    return sorted((OwnText(each, each.pk in outdated) for each in articles), key=lambda own: not own.is_outdated)


def _own(regions: frozenset[str]) -> QuerySet[Article]:
    return Article.objects.filter(region__in=regions).select_related(
        "region", "live", "pending", "draft__saved_by", "adds_to__live", "confirmed_against"
    )


def outdated_additions(additions: list[Article]) -> set[int]:
    """The published additions whose national chapter says something else than when they were last confirmed."""
    live = [each for each in additions if each.live_id and each.adds_to and each.adds_to.live_id]
    changed = [each for each in live if each.adds_to and each.confirmed_against_id != each.adds_to.live_id]
    if not changed:
        return set()
    versions = {
        pk for each in changed if each.adds_to for pk in (each.confirmed_against_id, each.adds_to.live_id) if pk
    }
    parts = RevisionPart.objects.filter(revision__in=versions, part__in={each.anchor for each in changed})
    says = {(version, part): content for version, part, content in parts.values_list("revision_id", "part", "content")}
    return {
        each.pk
        for each in changed
        if each.adds_to
        and says.get((each.confirmed_against_id or 0, each.anchor))
        != says.get((each.adds_to.live_id or 0, each.anchor))
    }


@dataclass(frozen=True, slots=True)
class AddedTo:
    """A national article and the regions that have added to it."""

    article: Article
    regions: list[str]


def added_elsewhere() -> list[AddedTo]:
    """The national articles that some region has added to, in alphabetical order, with those regions. One query."""
    found: dict[int, AddedTo] = {}
    published = RegionalAddition.objects.filter(live__isnull=False, adds_to__live__isnull=False)
    for row in published.select_related("adds_to", "region").order_by("adds_to__sort_key", "region"):
        assert row.adds_to is not None
        regions = found.setdefault(row.adds_to.pk, AddedTo(row.adds_to, [])).regions
        if str(row.region) not in regions:
            regions.append(str(row.region))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What two regions say of one national article: title and text of each addition."""

    article: Article
    first: list[tuple[str, str]]
    second: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TwoRegions:
    """Two regions, side by side."""

    rows: list[SideBySide]
    first_pages: list[Article]
    second_pages: list[Article]


def two_regions(first: RegionFact, second: RegionFact) -> TwoRegions:
    """What the two add to the national texts, by article, and their own pages. At most four queries."""
    found: dict[int, SideBySide] = {}
    additions = RegionalAddition.objects.filter(
        region__in=[first.code, second.code], live__isnull=False, adds_to__live__isnull=False
    )
    values = fact_values()
    for row in (
        additions.select_related("adds_to", "live").prefetch_related("live__chapters").order_by("adds_to__sort_key")
    ):
        assert row.adds_to is not None
        assert row.live is not None
        pair = found.setdefault(row.adds_to.pk, SideBySide(row.adds_to, [], []))
        side = pair.first if row.region_id == first.code else pair.second
        side += [(row.live.title, fill(chapter.text, values)) for chapter in row.live.chapters.all()]
    return TwoRegions(list(found.values()), region_pages(first), region_pages(second))
