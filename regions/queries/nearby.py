"""The units to turn to beside an article: those of a region that are open now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from page_memory.shown import shows
from regions.kinds import UnitKind
from regions.models import CareUnit
from regions.opening import SWEDEN, OpeningState, state_of
from regions.prepared import ask
from regions.queries.find_care.asked import When, Wishes
from regions.queries.find_care.conditions import conditions
from regions.queries.find_care.finding import COLUMNS, HOURS, hours_of
from regions.queries.places import region_place
from regions.subjects import UNIT

SHOWN = 3
# Whether a unit is open is asked of the nearest first, and of no more than it takes: `near` bears the name that the
# condition knows the units by.
_NEARBY = """
    SELECT {columns}, {hours}, kind
    FROM unnest(%s::text[]) AS asked (kind), LATERAL (
        WITH near AS MATERIALIZED (
            SELECT {columns}, point(easting, northing) <-> point(%s, %s) AS distance
            FROM regions_careunit
            WHERE (closed_on IS NULL OR closed_on > %s) AND kinds @> ARRAY[asked.kind]::varchar[] AND region_id = %s
            ORDER BY distance, id
        ), open AS (
            SELECT * FROM near AS regions_careunit WHERE {is_open} LIMIT {shown}
        )
        SELECT * FROM open UNION ALL (SELECT * FROM near WHERE NOT EXISTS (SELECT FROM open) LIMIT 1)
    ) AS found
    ORDER BY distance, id
"""


@dataclass(frozen=True, slots=True)
class OpenNearby:
    """The units of a kind to turn to in a region now: the open ones, else the nearest with when it opens."""

    kind: UnitKind
    units: list[tuple[CareUnit, OpeningState]]

    @property
    def any_open(self) -> bool:
        return any(state.is_open for _, state in self.units)


def open_nearby(region_code: str, kinds: Iterable[str], at: datetime) -> dict[str, OpenNearby]:
    """For each kind, up to three units of the region, open ones first, counted from the region's main town. One
    query."""
    minute, centre = at.astimezone(UTC).replace(second=0, microsecond=0), region_place(region_code)
    is_open = conditions(When.NOW, Wishes(), minute).wanted
    text = _NEARBY.format(columns=", ".join(COLUMNS), hours=HOURS, is_open=is_open.text, shown=SHOWN)
    asked, today = list(dict.fromkeys(kinds)), at.astimezone(SWEDEN).date()
    values = (today, asked, centre.easting, centre.northing, today, region_code, *is_open.values)
    with shows(UNIT) as owners:
        owners.add(region_code)
        rows = ask(text, values) if asked else []
    found: dict[str, list[tuple[CareUnit, OpeningState]]] = defaultdict(list)
    for *row, spans, changes, kind in rows:
        unit = CareUnit.from_db("default", COLUMNS, row)
        found[kind].append((unit, state_of(hours_of(unit, spans, changes), at)))
    return {kind: OpenNearby(UnitKind(kind), found[kind]) for kind in asked}
