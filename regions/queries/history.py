"""Reads of care units' history: versions with what each changed, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from regions.differences import Difference, differences, pointed_at
from regions.documents import Document
from regions.models import UNDO_WITHIN, CareUnit, UnitVersion


@dataclass(frozen=True, slots=True)
class Step:
    """One version: what it changed, whether it is the first that is kept, and whether the unit can be made so again."""

    version: UnitVersion
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
    befores, afters = [*versions[1:], earlier], [later, *versions]
    return [
        Step(
            version,
            changes=differences(before.document, version.document, names) if before else [],
            first=before is None,
            can_restore=bool(version.document and after and after.at >= now - UNDO_WITHIN),
        )
        for version, before, after in zip(versions, befores, afters[: len(versions)], strict=True)
    ]


def latest_version(unit: CareUnit) -> UnitVersion:
    """The unit as it is now; the database has kept one since it was made."""
    return UnitVersion.objects.filter(unit=unit.pk).latest("pk")


def recent_steps(unit: CareUnit, limit: int, now: datetime) -> list[Step]:
    """The latest changes of a unit, newest first."""
    versions = list(UnitVersion.objects.filter(unit=unit.pk).order_by("-pk")[: limit + 1])
    return steps(versions[:limit], versions[limit] if len(versions) > limit else None, None, now)
