"""Local notices: those to show a reader now, and all of a region's for those who write them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from page_memory.shown import changes_at, shows
from regions.facts import RegionFact
from regions.models import NoticeLevel, RegionNotice
from regions.prepared import Given, Prepared
from regions.regional import Concerns
from regions.subjects import NOTICES, REGION

PAST_SHOWN = 20
_LEVELS = list(reversed(NoticeLevel.values))  # the gravest first


@dataclass(frozen=True, slots=True)
class ShownNotices:
    """The notices of now: those to show above the page, and those that hold in some other municipality of it."""

    above: list[RegionNotice] = field(default_factory=list)
    elsewhere: list[RegionNotice] = field(default_factory=list)


def current(at: datetime | Given) -> QuerySet[RegionNotice]:
    """The notices that are shown at a moment, wherever they hold."""
    return not_over(at).filter(starts_at__lte=at)


def not_over(at: datetime | Given) -> QuerySet[RegionNotice]:
    """Those and the ones to come."""
    return RegionNotice.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at))


_not_over_in = Prepared(
    lambda: (
        not_over(Given("at"))
        .filter(Q(region=Given("here")) | Q(region=Given("there")))
        .select_related("region", "municipality")
    )
)


def notices_for(reading: RegionFact | None, about: Concerns | None, at: datetime) -> ShownNotices:
    """What to show on a page read in a region, or about a place. One query, or none where this process hears of
    changes; and none for a page that is neither."""
    if not (reading or about):
        return ShownNotices()
    rows = _shown(reading.code if reading else "", about.region_code if about else "", at)
    found = ShownNotices()
    for notice in sorted(rows, key=lambda row: (_LEVELS.index(row.level), row.starts_at, row.pk)):
        here = notice.municipality_id in (None, about.municipality_code if about else None)
        (found.above if here else found.elsewhere).append(notice)
    return found


def _shown(here: str, there: str, at: datetime) -> list[RegionNotice]:
    """The notices of these regions that are shown at a moment. Those to come are read too: the page changes with
    them."""
    with shows(REGION) as owners, changes_at(NOTICES) as moments:
        owners |= {here, there} - {""}
        minute = at.replace(second=0, microsecond=0)  # what is asked for stays the same for a while
        rows = _not_over_in.remembered(at=minute, here=here, there=there)
        moments |= {moment for row in rows for moment in (row.starts_at, row.ends_at) if moment and moment > at}
    return [row for row in rows if row.starts_at <= at and (row.ends_at is None or row.ends_at > at)]


_crises = Prepared(
    lambda: (
        current(Given("at"))
        .filter(level=NoticeLevel.CRISIS, municipality__isnull=True)
        .select_related("region")
        .order_by("region", "starts_at", "pk")
    )
)


def crises(at: datetime) -> list[RegionNotice]:
    """The crises of whole regions, as the national front page names them. One query."""
    return _crises(at=at)


@dataclass(frozen=True, slots=True)
class NoticesByTime:
    """A region's notices at the desk: shown now, coming, and the last that are over."""

    now: list[RegionNotice]
    coming: list[RegionNotice]
    past: list[RegionNotice]


def notices_by_time(code: str, at: datetime) -> NoticesByTime:
    own = RegionNotice.objects.filter(region=code).select_related("region", "municipality")
    return NoticesByTime(
        now=list(current(at).filter(pk__in=own).select_related("region", "municipality").order_by("starts_at", "pk")),
        coming=list(own.filter(starts_at__gt=at).order_by("starts_at", "pk")),
        past=list(own.filter(ends_at__lte=at).order_by("-ends_at", "-pk")[:PAST_SHOWN]),
    )
