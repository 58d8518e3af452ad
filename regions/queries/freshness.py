"""The freshness board: what is too old, unknown or missing in the units that a person looks after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from regions.freshness import CONFIRM_WITHIN
from regions.kinds import UnitKind
from regions.models import CareUnit, UnitReminder, UnitReport
from regions.models.unit import CareUnitQuerySet
from regions.opening_asked import has_no_weekly_hours_q, has_unknown_hours_q
from regions.permissions import units_to_edit
from regions.red_days import next_red_day
from regions.unit_parts import LISTING, PARTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class BoardList(StrEnum):
    """The lists of the board, as they stand in its address."""

    UNCONFIRMED = "obekraftade"
    RED_DAY = "rod-dag"
    MISSING = "saknas"
    NO_CONTACT = "utan-adress"


@dataclass(frozen=True, slots=True)
class WantedFact:
    """A fact that a unit should have told: how much a reader misses it, and the condition that it is missing."""

    label: "StrOrPromise"
    weight: int
    missing: Q


# Weighed by what a reader cannot do without it. Without a number or hours they do not get care at all; without an
# address or a position they find neither the way nor how far it is; without what it helps with and how to seek care
# they turn to the wrong place. Accessibility decides for some whether they can come; an interpreter is had everywhere.
WANTED: dict[str, WantedFact] = {
    "telefon": WantedFact(_("Telefon"), 5, Q(phone="")),
    "tider": WantedFact(_("Tider"), 5, has_no_weekly_hours_q()),
    "adress": WantedFact(_("Adress"), 4, Q(street="") | Q(city="")),
    "position": WantedFact(_("Plats på kartan"), 3, Q(easting__isnull=True)),
    "hjalp": WantedFact(_("Vad den hjälper till med"), 3, Q(helps_with="")),
    "soka": WantedFact(_("Så söker du vård"), 3, Q(how_to_seek="")),
    "tillganglighet": WantedFact(_("Tillgänglighet"), 2, Q(accessibility__len=0)),
    "sprak": WantedFact(_("Språk"), 1, Q(languages__len=0)),
}


def unconfirmed_q(today: date) -> Q:
    """The condition that some part of a unit's facts was not confirmed within `CONFIRM_WITHIN`, as
    `CareUnit.confirmed_part` has it. Listing is a fact of vårdcentraler alone."""
    since = today - CONFIRM_WITHIN
    fresh = Q()
    for part in PARTS:
        day = Coalesce(Cast(KT(f"confirmed__{part}"), DateField()), F("confirmed_on"), Value(date.min))
        confirmed = Q(GreaterThanOrEqual(day, since))
        fresh &= confirmed | ~Q(kinds__contains=[UnitKind.PRIMARY_CARE]) if part == LISTING else confirmed
    return ~fresh


def asked_since_q(since: datetime) -> Q:
    """The condition that a unit has been asked to confirm its facts since then."""
    return Q(Exists(UnitReminder.objects.filter(unit=OuterRef("pk"), asked_at__gt=since)))


@dataclass(frozen=True, slots=True)
class Board:
    """How many units are in each list, how many reports wait, and how many units miss each fact."""

    lists: dict[str, int]
    reports: int
    missing: dict[str, int]
    red_day: date

    def count(self, which: BoardList, fact: str = "") -> int:
        return self.missing[fact] if fact else self.lists[which]


def board_units(user: User, today: date) -> CareUnitQuerySet:
    """The units that the board is about: those that the person may change and that have not closed for good."""
    return units_to_edit(user).in_use(today)


def in_list(which: BoardList, today: date, fact: str = "") -> Q:
    """The condition that a unit is in a list of the board; `fact` narrows the missing down to one."""
    conditions = {
        BoardList.UNCONFIRMED: lambda: unconfirmed_q(today),
        BoardList.RED_DAY: lambda: has_unknown_hours_q(next_red_day(today)),
        BoardList.MISSING: lambda: WANTED[fact].missing if fact in WANTED else _any_missing_q(),
        BoardList.NO_CONTACT: lambda: Q(contact__isnull=True),
    }
    return conditions[which]()


def _any_missing_q() -> Q:
    found = Q()
    for fact in WANTED.values():
        found |= fact.missing
    return found


def board(units: CareUnitQuerySet, today: date) -> Board:
    """The figures of the board; one query."""
    reports = UnitReport.objects.filter(unit=OuterRef("pk"), outcome="").order_by().values("unit")
    waiting = Subquery(reports.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    conditions = {which.name: in_list(which, today) for which in BoardList}
    conditions |= {f"fact_{name}": fact.missing for name, fact in WANTED.items()}
    each = {f"is_{name}": _one_where(condition) for name, condition in conditions.items()}
    counted = units.annotate(is_reported=waiting, **each)
    figures = counted.aggregate(**{name: Coalesce(Sum(f"is_{name}"), 0) for name in ("reported", *conditions)})
    return Board(
        lists={which.value: figures[which.name] for which in BoardList},
        reports=figures["reported"],
        missing={name: figures[f"fact_{name}"] for name in WANTED},
        red_day=next_red_day(today),
    )


def listed(units: CareUnitQuerySet, which: BoardList, today: date, fact: str = "") -> CareUnitQuerySet:
    """The units of a list, those that need someone most first, each with what it misses, where it is reached and the
    last reminder that it got (`missing`, `contact`, `last_reminder`)."""
    last = UnitReminder.objects.order_by("unit_id", "-asked_at").distinct("unit_id")
    orders: dict[BoardList, list[Any]] = {
        BoardList.UNCONFIRMED: [F("confirmed_on").asc(nulls_first=True)],
        BoardList.MISSING: [_weight().desc()],
    }
    return (
        units.filter(in_list(which, today, fact))
        .annotate(missing=_missing())
        .select_related("municipality", "contact")
        .prefetch_related(Prefetch("reminders", queryset=last, to_attr="last_reminder"))
        .defer("search")
        .order_by(*orders.get(which, []), "name", "pk")
    )


def missing_labels(unit: CareUnit) -> list["StrOrPromise"]:
    """What a unit in a list of the board lacks, as one says it."""
    return [WANTED[name].label for name in getattr(unit, "missing")]  # noqa: B009 – annotated


def _missing() -> Func:
    """The names of the wanted facts that a unit lacks, those that weigh most first."""
    names = [Case(When(fact.missing, then=Value(name)), output_field=CharField()) for name, fact in WANTED.items()]
    return Func(
        *names, template="array_remove(ARRAY[%(expressions)s], NULL)", output_field=ArrayField(CharField(max_length=20))
    )


def _weight() -> Any:
    weights: Iterable[Case] = [_one_where(fact.missing, fact.weight) for fact in WANTED.values()]
    return sum(weights, Value(0))


def _one_where(condition: Q, one: int = 1) -> Case:
    return Case(When(condition, then=one), default=0, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Plan:
    """Of some units: how many would be asked now, how many were asked too lately, how many cannot be reached."""

    ready: int
    lately: int
    without_address: int


def plan(units: CareUnitQuerySet, since: datetime) -> Plan:
    """What comes of asking the units to confirm, where those asked since a moment are left alone."""
    lately = asked_since_q(since)
    reached = Q(contact__isnull=False)
    figures = units.aggregate(
        ready=Count("pk", filter=reached & ~lately),
        lately=Count("pk", filter=reached & lately),
        without_address=Count("pk", filter=~reached),
    )
    return Plan(**figures)
