"""What find care is asked, and what it answers."""

from dataclasses import dataclass, field
from enum import StrEnum

from regions.kinds import UnitKind
from regions.models import Day
from regions.opening import LATE, NIGHT, OpeningState
from regions.queries.directory import Directory, ListedUnit, directory
from regions.queries.gazetteer import Place
from regions.queries.understanding import Understood
from regions.queries.wishes import NO_WISHES, Wishes

NO_UNITS = Directory.of(())


class When(StrEnum):
    """When the unit must receive visits; the value stands in the URL."""

    ANY = ""
    NOW = "nu"
    EVENINGS = "kvall-helg"
    LATE = "sent"
    NIGHT = "natt"
    SATURDAY = "lordag"
    SUNDAY = "sondag"

    @classmethod
    def said(cls, understood: Understood) -> "When":
        """What was said in words; of several, the one that fewest units meet."""
        hours = understood.hours
        if hours.night:
            return cls.NIGHT
        if hours.weekend_day:  # more than the weekend
            return cls.SATURDAY if hours.weekend_day == Day.SATURDAY else cls.SUNDAY
        if hours.late:
            return cls.LATE
        return cls.EVENINGS if hours.evenings else cls.NOW if hours.open_now else cls.ANY


PAST = {When.LATE: LATE, When.NIGHT: NIGHT}  # the clock that a unit must be open after


class Sort(StrEnum):
    """What the list is in the order of; the value stands in the URL."""

    DISTANCE = ""
    OPENS = "oppnar"
    NAME = "namn"


@dataclass(frozen=True, slots=True)
class CareSearch:
    """What find care looks for. Without a place and a name there is nothing to be near, and nothing is found.

    With `untold` it is the units that may be what is asked for, but have not told all that it takes to know. `left_out`
    are words that no unit's name has, and that are not asked for any longer.
    """

    understood: Understood
    place: Place | None
    kind: UnitKind | None = None
    when: When = When.ANY
    page: int = 1
    wishes: Wishes = NO_WISHES
    sort: Sort = Sort.DISTANCE
    untold: bool = False
    left_out: str = ""

    @property
    def can_be_answered(self) -> bool:
        return self.place is not None or bool(self.understood.rest)

    @property
    def is_near(self) -> bool:
        """Whether it is near a point, and not in a whole region or the country."""
        return self.place is not None and not self.place.is_region


def directory_for(search: CareSearch) -> Directory:
    """The units to look among: as the database has them now, or none, and no question, where nothing is asked for."""
    return directory() if search.can_be_answered else NO_UNITS


@dataclass(frozen=True, slots=True)
class NearbyUnit:
    """A unit in a list: how far away it is (metres, None when nobody knows where) and whether it is open.

    `missing` names the facts that were asked for and that the unit has not told.
    """

    unit: ListedUnit
    distance: float | None
    state: OpeningState
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitsPage:
    """One page of the answer.

    `near` counts the units within `NEAR` metres, or in the region; `unknown` those there that were left out because
    they have not told a fact that was asked for. `unplaced` are the units of the municipality whose position nobody
    knows. `among` says of how many of the nearest the order was made, where it was not of all. `start` counts those on
    the pages before. `narrower` counts those that come first since their names tell just what was asked for.
    """

    units: list[NearbyUnit]
    near: int
    page: int
    has_next: bool
    unknown: int = 0
    unplaced: list[NearbyUnit] = field(default_factory=list)
    among: int = 0
    start: int = 0
    narrower: int = 0

    @property
    def near_here(self) -> int:
        """How many of this page's units are near."""
        return min(max(self.near - self.start, 0), len(self.units))
