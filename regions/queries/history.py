"""Reads of care units' history: versions with what each changed, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.audit import events_about
from accounts.models import AuditEvent
from regions.differences import Difference, day_text, differences, pointed_at
from regions.documents import Document
from regions.models import UNDO_WITHIN, CareUnit, UnitVersion, Via
from regions.opening import SWEDEN

MOVE_PLANNED, MOVE_CANCELLED = "unit.move_planned", "unit.move_cancelled"  # in the audit log


@dataclass(frozen=True, slots=True)
class Step:
    """One version: when it was, what it changed, whether it is the first that is kept, and whether the unit can be made
    so again. That a move was planned or taken back is a step too: no fact has changed yet, so its version is kept
    nowhere."""

    version: UnitVersion
    moment: str
    changes: list[Difference]
    first: bool
    can_restore: bool


def named_units(documents: Iterable[Document | None]) -> dict[int, str]:
    """The names of the units that some documents point at; no query when they point at none."""
    ids = pointed_at(documents)
    return dict(CareUnit.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def steps(
    versions: Sequence[UnitVersion], earlier: UnitVersion | None, later: UnitVersion | None, now: datetime
) -> list[Step]:
    """Versions of one unit, newest first, each compared with the one before it; `earlier` came before them all, and
    `later` after."""
    names = named_units(version.document for version in versions)
    moments = [_minute(version) for version in versions]
    befores, afters = [*versions[1:], earlier], [later, *versions]
    return [
        Step(
            version,
            moment if moments.count(moment) == 1 else _with_seconds(version),
            changes=differences(before.document, version.document, names) if before else [],
            first=before is None,
            can_restore=bool(version.document and after and after.at >= now - UNDO_WITHIN),
        )
        for version, moment, before, after in zip(versions, moments, befores, afters[: len(versions)], strict=True)
    ]


def _minute(version: UnitVersion) -> str:
    return date_format(localtime(version.at, SWEDEN), "DATETIME_FORMAT")


def _with_seconds(version: UnitVersion) -> str:
    """The moment of one of several versions of the same minute."""
    return _("%(minute)s.%(seconds)s") % {"minute": _minute(version), "seconds": f"{version.at:%S}"}


def with_plans(unit: CareUnit, found: list[Step], earlier: UnitVersion | None, later: UnitVersion | None) -> list[Step]:
    """The steps of `steps`, and between them what was planned."""
    events = events_about(unit).filter(action__in=(MOVE_PLANNED, MOVE_CANCELLED))
    if earlier:
        events = events.filter(at__gt=earlier.at)
    if later:
        events = events.filter(at__lte=found[0].version.at)
    return sorted([*found, *map(_planned, events)], key=lambda step: step.version.at, reverse=True)


def _planned(event: AuditEvent) -> Step:
    if event.action == MOVE_CANCELLED:
        note = _("Flytten är borttagen")
    else:
        said = event.details | {"day": day_text(event.details["on"])}
        note = (_("Flyttar %(day)s till %(street)s, %(city)s") if "street" in said else _("Flyttar %(day)s")) % said
    version = UnitVersion(at=event.at, by_name=event.actor_name, via=Via.PLAN, note=note)
    return Step(version, _minute(version), changes=[], first=False, can_restore=False)


def latest_version(unit: CareUnit) -> UnitVersion:
    """The unit as it is now; the database has kept one since it was made."""
    return UnitVersion.objects.filter(unit=unit.pk).latest("pk")


def recent_steps(unit: CareUnit, limit: int, now: datetime) -> list[Step]:
    """The latest changes of a unit, newest first."""
    versions = list(UnitVersion.objects.filter(unit=unit.pk).order_by("-pk")[: limit + 1])
    earlier = versions[limit] if len(versions) > limit else None
    return with_plans(unit, steps(versions[:limit], earlier, None, now), earlier, None)[:limit]
