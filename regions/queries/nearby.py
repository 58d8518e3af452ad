"""The units to turn to beside an article: those of a region that are open now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter

from page_memory.shown import shows
from regions.kinds import UnitKind
from regions.opening import SWEDEN, OpeningState
from regions.queries.directory import Directory, ListedUnit, by_distance, directory
from regions.queries.gazetteer import region_place
from regions.subjects import UNIT

SHOWN = 3


@dataclass(frozen=True, slots=True)
class OpenNearby:
    """The units of a kind to turn to in a region now: the open ones, else the nearest with when it opens."""

    kind: UnitKind
    units: list[tuple[ListedUnit, OpeningState]]

    @property
    def any_open(self) -> bool:
        return any(state.is_open for _, state in self.units)


def open_nearby(region_code: str, kinds: Iterable[str], at: datetime) -> dict[str, OpenNearby]:
    """For each kind, up to three units of the region, open ones first, counted from the region's main town. The small
    question whether the directory is as the database has it, where there are kinds."""
    asked = list(dict.fromkeys(kinds))
    if not asked:
        return {}
    with shows(UNIT) as owners:
        owners.add(region_code)
        known = directory().in_use(at.astimezone(SWEDEN).date())
    minute = at.astimezone(UTC).replace(second=0, microsecond=0)
    return {kind: OpenNearby(UnitKind(kind), _units(known, region_code, kind, minute)) for kind in asked}


def _units(known: Directory, region_code: str, kind: str, minute: datetime) -> list[tuple[ListedUnit, OpeningState]]:
    centre = region_place(region_code)
    inside = sorted((unit for unit in known.of_kind(kind) if unit.region_id == region_code), key=attrgetter("id"))
    near = by_distance((unit for unit in inside if unit.easting is not None), centre.easting, centre.northing)
    ordered = [*(unit for _distance, unit in near), *(unit for unit in inside if unit.easting is None)]
    states = [(unit, unit.hours.state(minute)) for unit in ordered]
    return [each for each in states if each[1].is_open][:SHOWN] or states[:1]
