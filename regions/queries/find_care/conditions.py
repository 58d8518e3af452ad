"""What must be true of a unit, as SQL. The conditions are written with the ORM, where they stand beside the same rules
in Python, and turned into text once a minute: on each search the ORM would take longer than PostgreSQL to answer."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from regions.kinds import UnitKind
from regions.models import CareUnit, Day, OpeningSpan, Purpose
from regions.opening import SWEDEN
from regions.opening_asked import (
    has_evening_or_weekend_q,
    has_hours_on_q,
    has_no_weekly_hours_q,
    is_open_q,
    is_unknown_q,
    may_be_open,
)
from regions.queries.find_care.asked import CareSearch, When, Wishes
from regions.queries.find_care.names import begun_with_all

NEAR = 20_000  # metres; what the heading counts
FAR = 100_000  # metres; where few are near, the next are nearly always within it
FEW = 2_000  # spans: the units of so many are cheaper to name than to ask each unit near and far


class Sql(NamedTuple):
    """A piece of a statement about `regions_careunit`, and its parameters in order."""

    text: str
    values: tuple[Any, ...] = ()


EVERY, NONE = Sql("TRUE"), Sql("FALSE")


@dataclass(frozen=True, slots=True)
class Conditions:
    """The units that are wanted; those that might be, but have not told; and each fact that may be untold."""

    wanted: Sql
    untold: Sql
    facts: tuple[tuple[str, Sql], ...]


def all_of(parts: Iterable[Sql]) -> Sql:
    kept = [part for part in parts if part != EVERY]
    return Sql(" AND ".join(f"({part.text})" for part in kept), _values(kept)) if kept else EVERY


def any_of(parts: Iterable[Sql]) -> Sql:
    kept = list(parts)
    return Sql(" OR ".join(f"({part.text})" for part in kept), _values(kept)) if kept else NONE


def _values(parts: Iterable[Sql]) -> tuple[Any, ...]:
    return tuple(value for part in parts for value in part.values)


@functools.lru_cache(maxsize=256)
def conditions(when: When, wishes: Wishes, at: datetime) -> Conditions:
    """The conditions of a search at a whole minute."""
    facts = [(name, _sql(wanted), _sql(untold)) for name, wanted, untold in _facts(when, wishes, at)]
    return Conditions(
        wanted=all_of(wanted for _name, wanted, _untold in facts),
        untold=_untold([(wanted, untold) for _name, wanted, untold in facts]),
        facts=tuple((name, untold) for name, _wanted, untold in facts),
    )


def _untold(facts: list[tuple[Sql, Sql]]) -> Sql:
    """That a unit may be what is asked for, but has not told all: each fact is so or untold, and one is untold."""
    if len(facts) == 1:
        return facts[0][1]
    return all_of([*(any_of(fact) for fact in facts), any_of(untold for _wanted, untold in facts)])


def _facts(when: When, wishes: Wishes, at: datetime) -> Iterable[tuple[Any, Q, Q]]:
    """Each fact that is asked for: its name, the condition that it is as one wishes, and that it is not told."""
    if when == When.NOW:
        yield _("öppettider"), is_open_q(at), is_unknown_q(at)
    if when == When.EVENINGS:
        yield _("öppettider"), has_evening_or_weekend_q(), has_no_weekly_hours_q()
    if when in (When.SATURDAY, When.SUNDAY):
        day = Day.SATURDAY if when == When.SATURDAY else Day.SUNDAY
        yield _("öppettider"), has_hours_on_q(day), has_no_weekly_hours_q()
    if wishes.languages:
        yield _("språk"), Q(languages__overlap=list(wishes.languages)), Q(languages=[])
    if wishes.accessibility:
        yield _("tillgänglighet"), Q(accessibility__contains=list(wishes.accessibility)), Q(accessibility=[])
    if wishes.e_services:
        yield _("e-tjänster"), Q(e_services__contains=list(wishes.e_services)), Q(e_services=[])
    if wishes.drop_in:
        spans = OpeningSpan.objects.filter(unit=OuterRef("pk"))
        yield _("drop-in"), Q(Exists(spans.filter(purpose=Purpose.DROP_IN))), ~Q(Exists(spans))
    if wishes.takes_new_listings:
        listing = Q(kinds__contains=[UnitKind.PRIMARY_CARE])  # nobody else has a list
        yield _("listning"), listing & Q(takes_new_listings=True), listing & Q(takes_new_listings=None)


def narrowed(holds: Conditions, at: datetime) -> Conditions | None:
    """The same conditions of a search for what is open now, where few are (by night, on red days): those who may be
    are named first, so that not every unit of the country is asked. None where many are. One more question to the
    database, a cheap one."""
    may_be = [pk for (pk,) in run(_may_be_open(at))]
    if len(may_be) > FEW:
        return None
    return replace(holds, wanted=all_of([Sql("id = ANY(%s)", (may_be,)), holds.wanted]))


@functools.lru_cache(maxsize=4)
def _may_be_open(at: datetime) -> Sql:
    text, values = may_be_open(at)[: FEW + 1].query.sql_with_params()
    return Sql(text, values)


def asked_facts(search: CareSearch) -> list[str]:
    """The names of the facts that are asked for."""
    noon = datetime(2026, 1, 1, 12, tzinfo=SWEDEN)  # the names are the same at any time
    return [str(name) for name, _untold in conditions(search.when, search.wishes, noon).facts]


def _sql(condition: Q) -> Sql:
    query = CareUnit.objects.filter(condition).query
    try:
        text, values = query.get_compiler("default").compile(query.where)
    except FullResultSet:
        return EVERY
    except EmptyResultSet:
        return NONE
    return Sql(text, tuple(values))


def asked(search: CareSearch, at: datetime) -> Sql:
    """The units in use of the kind and name that were asked for; in the region, if one was asked for."""
    parts = [Sql("closed_on IS NULL OR closed_on > %s", (at.astimezone(SWEDEN).date(),))]
    if search.kind:
        parts.append(Sql("kinds @> ARRAY[%s]::varchar[]", (search.kind.value,)))
    if search.understood.rest:
        parts.append(Sql("search @@ %s::tsquery", (begun_with_all(search.understood.rest),)))
    if search.place and search.place.is_region:
        parts.append(Sql("region_id = %s", (search.place.region_code,)))
    return all_of(parts)


def within(easting: int, northing: int, metres: int) -> Sql:
    """Those at most so far from a point, answered from the index."""
    return Sql("point(easting, northing) <@ circle(point(%s, %s), %s)", (easting, northing, float(metres)))


def run(statement: Sql) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return cursor.fetchall()
