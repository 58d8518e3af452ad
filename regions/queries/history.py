"""Reads of care units' history: versions with what each changed, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regions.differences import Difference, differences, pointed_at
from regions.documents import Document
from regions.models import CareUnit, UnitVersion


@dataclass(frozen=True, slots=True)
class Step:
    """One version, what it changed, and whether it is the first that is kept."""

    version: UnitVersion
    changes: list[Difference]
    first: bool


def named_units(documents: Iterable[Document | None]) -> dict[int, str]:
    """The names of the units that some documents point at; no query when they point at none."""
    ids = pointed_at(documents)
    return dict(CareUnit.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def steps(versions: Sequence[UnitVersion], earlier: UnitVersion | None) -> list[Step]:
    """Versions of one unit, newest first, each compared with the one before it; `earlier` came before them all."""
    names = named_units(version.document for version in versions)
    befores = [*versions[1:], earlier]
    return [
        Step(version, differences(before.document, version.document, names) if before else [], before is None)
        for version, before in zip(versions, befores, strict=True)
    ]


def latest_version(unit: CareUnit) -> UnitVersion:
    """The unit as it is now; the database has kept one since it was made."""
    return UnitVersion.objects.filter(unit=unit.pk).latest("pk")
