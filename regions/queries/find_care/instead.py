"""Who else receives visits at the time asked for, where none of the kind does nearby."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter

from regions.kinds import UnitKind
from regions.queries.directory import Directory
from regions.queries.find_care.asked import CareSearch, NearbyUnit, Sort, UnitsPage, When
from regions.queries.find_care.finding import find_units
from regions.queries.wishes import NO_WISHES

STAND_IN = {UnitKind.PRIMARY_CARE: (UnitKind.URGENT_CARE, UnitKind.OUT_OF_HOURS)}
MOST = 3


def open_instead(search: CareSearch, page: UnitsPage, at: datetime, known: Directory) -> Sequence[NearbyUnit]:
    """The nearest of those that stand in for the kind, if a time was asked for and nothing is near."""
    is_asked = search.when != When.ANY and search.is_near and search.page == 1
    if not is_asked or page.near or search.untold or search.understood.rest or search.kind is None:
        return []
    plain = replace(search, wishes=NO_WISHES, sort=Sort.DISTANCE)
    others = [find_units(replace(plain, kind=kind), at, known) for kind in STAND_IN.get(search.kind, ())]
    near = {row.unit.id: row for other in others for row in other.units[: other.near]}
    return sorted(near.values(), key=attrgetter("distance"))[:MOST]
