"""What may be asked of a unit beside its kind and place. What a unit has not told is not no."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from regions.kinds import UnitKind
from regions.models import Day
from regions.opening import Status
from regions.queries.directory import ListedUnit
from regions.queries.find_care.asked import CareSearch, When, Wishes

Answer = bool | None  # None: the unit has not told
_IS_OPEN: dict[Status, Answer] = {Status.OPEN: True, Status.CLOSED: False, Status.UNKNOWN: None}
_DAYS = {When.SATURDAY: Day.SATURDAY, When.SUNDAY: Day.SUNDAY}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is asked for: its name, and whether a unit has it."""

    name: StrOrPromise
    of: Callable[[ListedUnit], Answer]


def facts_asked_for(when: When, wishes: Wishes, minute: datetime) -> tuple[Fact, ...]:
    """The facts that are asked for, at a whole minute."""
    return tuple(_facts(when, wishes, minute))


def answer(unit: ListedUnit, facts: Iterable[Fact]) -> Answer:
    """Whether a unit has all that is asked for; None where it may, but has not told all."""
    found: Answer = True
    for fact in facts:
        has = fact.of(unit)
        if has is None:
            found = None
        elif not has:
            return False
    return found


def asked_facts(search: CareSearch) -> list[str]:
    """The names of the facts that are asked for."""
    at_any_time = datetime(2026, 1, 1, tzinfo=UTC)
    return [str(fact.name) for fact in facts_asked_for(search.when, search.wishes, at_any_time)]


def _facts(when: When, wishes: Wishes, minute: datetime) -> Iterable[Fact]:
    if when == When.NOW:
        yield Fact(_("öppettider"), lambda unit: _IS_OPEN[unit.hours.state(minute).status])
    if when == When.EVENINGS:
        yield Fact(_("öppettider"), lambda unit: _told(unit.hours.hours.weekly, unit.hours.evening_or_weekend))
    if when in _DAYS:
        day = _DAYS[when]
        yield Fact(_("öppettider"), lambda unit: _told(unit.hours.hours.weekly, day in unit.hours.ordinary_days))
    if wishes.languages:  # one of them is enough
        spoken = frozenset(wishes.languages)
        yield Fact(_("språk"), lambda unit: _told(unit.languages, not spoken.isdisjoint(unit.languages)))
    if wishes.accessibility:
        access = frozenset(wishes.accessibility)
        yield Fact(_("tillgänglighet"), lambda unit: _told(unit.accessibility, access.issubset(unit.accessibility)))
    if wishes.e_services:
        services = frozenset(wishes.e_services)
        yield Fact(_("e-tjänster"), lambda unit: _told(unit.e_services, services.issubset(unit.e_services)))
    if wishes.drop_in:
        yield Fact(_("drop-in"), lambda unit: _told(unit.hours.any_told, unit.hours.drop_in))
    if wishes.takes_new_listings:  # nobody but a vårdcentral has a list
        yield Fact(_("listning"), lambda unit: UnitKind.PRIMARY_CARE in unit.kinds and unit.takes_new_listings)


def _told(anything: object, has: bool) -> Answer:
    return has if anything else None
