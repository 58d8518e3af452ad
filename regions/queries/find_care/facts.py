"""What may be asked of a unit beside its kind and place. What a unit has not told is not no."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from regions.kinds import UnitKind
from regions.models import Day
from regions.opening import Status
from regions.queries.directory import ListedUnit
from regions.queries.find_care.asked import PAST, CareSearch, When, Wishes

Answer = bool | None  # None: the unit has not told
_IS_OPEN: dict[Status, Answer] = {Status.OPEN: True, Status.CLOSED: False, Status.UNKNOWN: None}
_DAYS = {When.SATURDAY: Day.SATURDAY, When.SUNDAY: Day.SUNDAY}


class _Known(dict[Any, Answer]):
    """What has been found out of each part of a unit that was asked about."""

    def __init__(self, find: Callable[[Any], Answer]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, part: Any) -> Answer:
        found = self[part] = self._find(part)
        return found


class Fact:
    """Something that is asked for. Whether a unit has it follows from parts of the unit that many have alike, as hours
    or languages, and is found out once for each of these."""

    def __init__(self, name: StrOrPromise, parts: tuple[str, ...], has: Callable[[Any], Answer]) -> None:
        self.name = name
        self._parts = attrgetter(*parts)
        self._known = _Known(has)

    def of(self, unit: ListedUnit) -> Answer:
        return self._known[self._parts(unit)]

    def answers(self, units: Sequence[ListedUnit]) -> Iterator[Answer]:
        """As `of`, for each unit."""
        return map(self._known.__getitem__, map(self._parts, units))


def answers(facts: Sequence[Fact], units: Sequence[ListedUnit]) -> Iterator[Answer]:
    """Whether each unit has all that is asked for; None where it may, but has not told all."""
    told = [fact.answers(units) for fact in facts]
    return told[0] if len(told) == 1 else map(_together, *told)


def _together(*answers: Answer) -> Answer:
    return False if False in answers else None if None in answers else True


@lru_cache(maxsize=16)
def facts_asked_for(when: When, wishes: Wishes, minute: datetime) -> tuple[Fact, ...]:
    """The facts that are asked for, at a whole minute. What many ask for in the same minute is found out once."""
    return tuple(_facts(when, wishes, minute))


def asked_facts(search: CareSearch) -> list[str]:
    """The names of the facts that are asked for."""
    at_any_time = datetime(2026, 1, 1, tzinfo=UTC)
    return [str(fact.name) for fact in facts_asked_for(search.when, search.wishes, at_any_time)]


def _facts(when: When, wishes: Wishes, minute: datetime) -> Iterable[Fact]:
    hours = ("hours",)
    if when == When.NOW:
        yield Fact(_("öppettider"), hours, lambda own: _IS_OPEN[own.state(minute).status])
    if when == When.EVENINGS:
        yield Fact(_("öppettider"), hours, lambda own: _told(own.hours.weekly, own.evening_or_weekend))
    if when in PAST:
        clock = PAST[when]
        yield Fact(_("öppettider"), hours, lambda own: _told(own.hours.weekly, own.lasts_past(clock)))
    if when in _DAYS:
        day = _DAYS[when]
        yield Fact(_("öppettider"), hours, lambda own: _told(own.hours.weekly, day in own.ordinary_days))
    if wishes.languages:  # one of them is enough
        spoken = frozenset(wishes.languages)
        yield Fact(_("språk"), ("languages",), lambda own: _told(own, not spoken.isdisjoint(own)))
    if wishes.accessibility:
        access = frozenset(wishes.accessibility)
        yield Fact(_("tillgänglighet"), ("accessibility",), lambda own: _told(own, access.issubset(own)))
    if wishes.e_services:
        services = frozenset(wishes.e_services)
        yield Fact(_("e-tjänster"), ("e_services",), lambda own: _told(own, services.issubset(own)))
    if wishes.drop_in:
        yield Fact(_("drop-in"), hours, lambda own: _told(own.any_told, own.drop_in))
    if wishes.takes_new_listings:  # nobody but a vårdcentral has a list
        yield Fact(_("listning"), ("kinds", "takes_new_listings"), _takes_new_listings)


def _takes_new_listings(kinds_and_told: tuple[tuple[str, ...], Answer]) -> Answer:
    kinds, told = kinds_and_told
    return told if UnitKind.PRIMARY_CARE in kinds else False


def _told(anything: object, has: bool) -> Answer:
    return has if anything else None
