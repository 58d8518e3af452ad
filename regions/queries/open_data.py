"""Care units as open data: a page of them, one, all of them, and what has changed since a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, DateTimeField, F, Func, OuterRef, Subquery, When
from django.db.models.functions import Greatest
from django.utils import timezone

from regions.documents import documents
from regions.models import CareUnit, UnitNotice, UnitVersion
from regions.models.unit import CareUnitQuerySet
from regions.open_data.asked import Which
from regions.open_data.document import Known, Open, public, stamp
from regions.opening import SWEDEN

BATCH = 500
ANY = Which()


def units_of(which: Which = ANY, now: datetime | None = None) -> CareUnitQuerySet:
    """The units that are asked for, in the order of their lasting ids, which never changes. Closed ones too."""
    units: Any = CareUnit.objects.annotate(changed_at=_changed_at(now or timezone.now()))
    if which.region:
        units = units.in_region(which.region)
    if which.municipality:
        units = units.filter(municipality=which.municipality)
    if which.kind:
        units = units.of_kind(which.kind)
    return units.order_by("uid")


def _changed_at(now: datetime) -> Greatest:
    """When what is said of a unit last became another: someone changed it, a notice began, or it opened or closed."""
    versions = UnitVersion.objects.filter(unit=OuterRef("pk")).order_by("-pk").values("at")
    notices = UnitNotice.objects.filter(unit=OuterRef("pk"), starts_at__lte=now).order_by("-starts_at")
    today = timezone.localdate(now, SWEDEN)
    days = (
        Case(
            When(
                **{f"{name}__lte": today},
                then=Func(
                    F(name),
                    template="(%(expressions)s::timestamp AT TIME ZONE 'Europe/Stockholm')",
                    output_field=DateTimeField(),
                ),
            ),
            output_field=DateTimeField(),
        )
        for name in ("opens_on", "closed_on")
    )
    return Greatest(Subquery(versions[:1]), Subquery(notices.values("starts_at")[:1]), *days)


def told(units: Any, now: datetime | None = None) -> list[Open]:
    """The public documents of the units, in their order. Three queries, however many they are."""
    now = now or timezone.now()
    rows = list(units.values_list("pk", "changed_at"))
    found = documents([pk for pk, _ in rows])
    pointed = {found[pk][name] for pk in found for name in ("part_of_id", "successor_id")} - {None}
    uids = dict(CareUnit.objects.filter(pk__in=pointed).values_list("pk", "uid")) if pointed else {}
    return [public(found[pk], Known(changed_at, uids), now) for pk, changed_at in rows if pk in found]


def page(units: CareUnitQuerySet, after: UUID | None, limit: int) -> tuple[list[Open], str | None]:
    """At most so many units after one, and the id that the next page begins after (None: there is none)."""
    units = units.filter(uid__gt=after) if after else units
    found = told(units[: limit + 1])
    return found[:limit], found[limit - 1]["uid"] if len(found) > limit else None


def every(units: CareUnitQuerySet) -> Iterator[Open]:
    """Each unit in turn, read some hundreds at a time."""
    after: UUID | None = None
    while True:
        found, cursor = page(units, after, BATCH)
        yield from found
        if cursor is None:
            return
        after = UUID(cursor)


def one(uid: UUID) -> Open | None:
    found = told(units_of().filter(uid=uid))
    return found[0] if found else None


def was_deleted(uid: UUID) -> bool:
    """Whether there was a unit with that id."""
    return UnitVersion.objects.filter(uid=uid, document__isnull=True).exists()


# ---- what has changed ----


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of what has changed, and the moment up to which nothing can have been left out."""

    rows: list[dict[str, Any]]
    until: datetime
    cursor: tuple[datetime, UUID] | None  # where the next page begins; None: this is the last


# The clock is read when the statement begins, before the transactions are looked at. One that writes later stamps its
# versions later than that; one that has written already is seen here until it is done. Autovacuum writes no versions.
_UNTIL = """
    SELECT least(statement_timestamp(), min(xact_start)) FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()
        AND backend_type <> 'autovacuum worker'
"""
# What is said of a unit changes when someone changes it; when a notice begins to be shown; and on the days that it
# opens and closes.
_CHANGED = """
    WITH moments AS (
        SELECT uid, unit_id, at FROM regions_unitversion WHERE at >= %(first)s AND at < %(until)s
        UNION ALL
        SELECT unit.uid, unit.id, notice.starts_at
        FROM regions_unitnotice AS notice JOIN regions_careunit AS unit ON unit.id = notice.unit_id
        WHERE notice.starts_at >= %(first)s AND notice.starts_at < %(until)s
        UNION ALL
        SELECT unit.uid, unit.id, midnight
        FROM regions_careunit AS unit CROSS JOIN unnest(ARRAY[unit.opens_on, unit.closed_on]) AS day
            CROSS JOIN LATERAL (SELECT day::timestamp AT TIME ZONE 'Europe/Stockholm' AS midnight) AS begins
        WHERE midnight >= %(first)s AND midnight < %(until)s
    ), latest AS (
        SELECT uid, max(unit_id) AS unit_id, max(at) AS at FROM moments GROUP BY uid
    )
    SELECT uid, unit_id, at, NOT EXISTS (
        SELECT FROM regions_unitversion AS earlier WHERE earlier.unit_id = latest.unit_id AND earlier.at < %(since)s
    )
    FROM latest WHERE (at, uid) > (%(at)s, %(uid)s) ORDER BY at, uid LIMIT %(limit)s
"""
_FIRST = UUID(int=0)


def nothing_missing_until() -> datetime:
    """The moment before which every change is committed, and can be read."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTIL)
        (until,) = cursor.fetchone()
        return until


def changes(since: datetime, cursor: tuple[datetime, UUID] | None, limit: int) -> Changes:
    """Each unit that has changed since then, once, with all that is said of it now. Five queries.

    Whoever has read to the last page goes on from its `until`. A unit that changes while someone reads moves to a later
    page, or to the next time.
    """
    until = nothing_missing_until()
    at, uid = cursor or (since, _FIRST)
    asked: dict[str, Any] = {
        "first": max(since, at),
        "since": since,
        "until": until,
        "at": at,
        "uid": uid,
        "limit": limit + 1,
    }
    with connection.cursor() as database:
        database.execute(_CHANGED, asked)
        found = database.fetchall()
    now = max(until, timezone.now())  # the database's clock told which notices have begun
    changed = units_of(now=now).filter(pk__in=[pk for _, pk, _, _ in found])
    units = {unit["uid"]: unit for unit in told(changed, now)}
    rows = [_change(uid, at, is_new, units.get(str(uid))) for uid, _, at, is_new in found[:limit]]
    last = (found[limit - 1][2], found[limit - 1][0]) if len(found) > limit else None
    return Changes(rows, until, last)


def _change(uid: UUID, at: datetime, is_new: bool, unit: Open | None) -> dict[str, Any]:
    if unit is None:
        change = "deleted"
    elif unit["status"] == "closed":
        change = "closed"
    else:
        change = "created" if is_new else "changed"
    return {"uid": str(uid), "change": change, "at": stamp(at), "unit": unit}
