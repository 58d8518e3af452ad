"""The nearest units of a kind that have what is asked for, a page at a time."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from regions.models import CareUnit
from regions.opening import SWEDEN, Hours, OpeningState, Status, state_of
from regions.queries.find_care.asked import CareSearch, NearbyUnit, Sort, UnitsPage, When
from regions.queries.find_care.conditions import (
    FAR,
    NEAR,
    Conditions,
    Sql,
    all_of,
    asked,
    conditions,
    narrowed,
    run,
    within,
)

PAGE_SIZE = 20
MAX_PAGE = 50
MOST_SORTED = 200  # of the nearest, of which the order of opening is made

_SHOWN = frozenset(
    "id slug name kinds region_id municipality_id street city phone easting northing is_example red_days opens_on "
    "closed_on".split()
)
COLUMNS = tuple(field.attname for field in CareUnit._meta.concrete_fields if field.attname in _SHOWN)
# Å, ä and ö come after z, in that order, whatever order the database knows (regions/language have the same in Python).
_BY_NAME = "translate(lower(name), 'åäæöøéèêëüáà', '{||}}eeeeuaa') COLLATE \"C\", id"
# When the units `found` receive visits, from the day before a day on: two columns that `hours_of` reads.
HOURS = """
        (SELECT json_agg(json_build_array(span.day, span.opens, span.closes))::text FROM regions_openingspan AS span
            WHERE span.unit_id = found.id AND span.purpose = 'visit'),
        (SELECT json_agg(json_build_array(change.first_day, change.last_day, change.opens, change.closes))::text
            FROM regions_openingexception AS change
            WHERE change.unit_id = found.id AND change.purpose = 'visit' AND change.last_day >= %s::date - 1)
"""
# A row is the unit, its distance, whether it has no position, which of the facts asked for it has not told, its hours.
_ROWS = "SELECT {columns}, distance, unplaced, untold, {hours} FROM ({found}) AS found"


class Span(NamedTuple):
    day: int
    opens: time
    closes: time


class Change(NamedTuple):
    first_day: date
    last_day: date
    opens: time | None
    closes: time | None
    note: str = ""


def find_units(search: CareSearch, at: datetime) -> UnitsPage:
    """The units that a search asks for; at most three questions to the database, whatever the number of units."""
    if not search.can_be_answered:
        return UnitsPage([], 0, 1, False)
    return _find(search, at.astimezone(UTC).replace(second=0, microsecond=0))


def find_what_there_is(search: CareSearch, at: datetime) -> tuple[CareSearch, UnitsPage]:
    """As `find_units`. Where no unit's name has the words beside a kind and a place, the answer is without them, and
    the search that was answered tells them (`left_out`)."""
    page, understood = find_units(search, at), search.understood
    if page.units or page.unplaced or not (understood.rest and search.place):
        return search, page
    if search.page > 1 and find_units(replace(search, page=1), at).units:
        return search, page  # past the end of what there is
    without = replace(search, understood=replace(understood, rest=()), left_out=understood.name)
    wider = find_units(without, at)
    return (without, wider) if wider.units or wider.unplaced else (search, page)


def _find(search: CareSearch, at: datetime) -> UnitsPage:
    holds, base = conditions(search.when, search.wishes, at), asked(search, at)
    named = narrowed(holds, at) if search.when == When.NOW else None
    holds = named or holds
    around = all_of([base, within(*_point(search), NEAR)]) if search.is_near else base
    near, unknown = _counts(around, holds)
    if search.untold:
        near = unknown
    start = (search.page - 1) * PAGE_SIZE
    # Another order than that of distance is made of what is near, if anything is. Where those near fill the page, no
    # more need be looked at.
    enough = near > (0 if search.sort != Sort.DISTANCE else start + PAGE_SIZE)
    few = not enough and bool(holds.facts)
    farther = few and search.is_near and not named  # those who are named are cheap to ask wherever they are
    listed = around if enough else all_of([base, within(*_point(search), FAR)]) if farther else base
    rows = _rows(search, listed, holds, at, few=few)
    if farther and sum(not unplaced for _row, unplaced in rows) <= PAGE_SIZE:
        rows = _rows(search, base, holds, at, few=True)
    found = [row for row, unplaced in rows if not unplaced]
    if search.sort == Sort.OPENS:
        found = sorted(found, key=lambda row: _opens_soonest(row.state, at))[start : start + PAGE_SIZE + 1]
    return UnitsPage(
        units=found[:PAGE_SIZE],
        near=near,
        page=search.page,
        has_next=len(found) > PAGE_SIZE and search.page < MAX_PAGE,
        unknown=0 if search.untold else unknown,
        unplaced=[row for row, unplaced in rows if unplaced],
        among=MOST_SORTED if search.sort == Sort.OPENS and near > MOST_SORTED else 0,
    )


def _counts(around: Sql, holds: Conditions) -> tuple[int, int]:
    """How many of those around are what is wanted, and how many may be."""
    counted = f"SELECT count(*) FILTER (WHERE {holds.wanted.text}), count(*) FILTER (WHERE {holds.untold.text})"
    values = (*holds.wanted.values, *holds.untold.values, *around.values)
    ((near, unknown),) = run(Sql(f"{counted} FROM regions_careunit WHERE {around.text}", values))
    return int(near), int(unknown)


def _rows(
    search: CareSearch, listed: Sql, holds: Conditions, at: datetime, *, few: bool
) -> list[tuple[NearbyUnit, bool]]:
    """The rows of the page (of an order that is made here: all that it is made of), and beside them on the first page
    those of the municipality whose position nobody knows: (row, whether it is one of those).

    Where few fulfil the conditions, going outward from the place would ask nearly every unit of the country one by one:
    then the conditions are asked first, and the distance of what is left.
    """
    wanted = holds.untold if search.untold else holds.wanted
    begin, most = ((search.page - 1) * PAGE_SIZE, PAGE_SIZE + 1) if search.sort != Sort.OPENS else (0, MOST_SORTED)
    if search.place and search.is_near:
        here = Sql("easting IS NULL AND municipality_id = %s", (search.place.municipality_code,))
        elsewhere = all_of([listed, wanted, Sql(f"NOT ({here.text})", here.values)])
        parts = [_part(search, elsewhere, holds, begin, most, few=few)]
        if search.page == 1:
            beside = all_of([asked(search, at), wanted, here])
            parts.append(_part(replace(search, place=None), beside, holds, 0, PAGE_SIZE, unplaced=True))
    else:
        parts = [_part(search, all_of([listed, wanted]), holds, begin, most, few=few)]
    found = Sql(" UNION ALL ".join(f"({part.text})" for part in parts), tuple(v for part in parts for v in part.values))
    text = _ROWS.format(columns=", ".join(COLUMNS), hours=HOURS, found=found.text)
    names = [str(name) for name, _untold in holds.facts]
    return [_row(row, names, at) for row in run(Sql(text, (at.astimezone(SWEDEN).date(), *found.values)))]


def _part(
    search: CareSearch,
    condition: Sql,
    holds: Conditions,
    begin: int,
    most: int,
    *,
    unplaced: bool = False,
    few: bool = False,
) -> Sql:
    """The units of a condition, in the order of the search."""
    distance: str = "NULL::float"
    values: tuple[Any, ...] = ()
    if search.place:
        distance, values = "(point(easting, northing) <-> point(%s, %s))", _point(search)
        distance += " + 0" if few else ""  # a sum is not in the index
    by_name = search.sort == Sort.NAME or search.place is None
    untold = ", ".join(f"coalesce({each.text}, FALSE)" for _name, each in holds.facts) if search.untold else ""
    told = tuple(value for _name, each in holds.facts for value in each.values) if search.untold else ()
    text = (
        f"SELECT {', '.join(COLUMNS)}, {distance} AS distance, {unplaced} AS unplaced, "  # noqa: S608
        f"ARRAY[{untold}]::boolean[] AS untold FROM regions_careunit WHERE {condition.text} "
        f"ORDER BY {_BY_NAME if by_name else 'distance, id'} LIMIT {most} OFFSET {begin}"
    )
    return Sql(text, (*values, *told, *condition.values))


def _row(row: tuple[Any, ...], names: list[str], at: datetime) -> tuple[NearbyUnit, bool]:
    *values, distance, unplaced, untold, spans, changes = row
    unit = CareUnit.from_db("default", COLUMNS, values)
    missing = tuple(name for name, is_untold in zip(names, untold, strict=False) if is_untold)
    return NearbyUnit(unit, distance, state_of(hours_of(unit, spans, changes), at), missing), unplaced


def hours_of(unit: CareUnit, spans: str | None, changes: str | None) -> Hours:
    """The hours of a unit, as `HOURS` has them."""
    return Hours(
        weekly=[Span(day, *_clocks(*clocks)) for day, *clocks in json.loads(spans or "[]")],
        exceptions=[
            Change(date.fromisoformat(first), date.fromisoformat(last), *_clocks(*clocks))
            for first, last, *clocks in json.loads(changes or "[]")
        ],
        red_days=unit.red_days,
        opens_on=unit.opens_on,
        closed_on=unit.closed_on,
    )


def _clocks(*texts: str | None) -> tuple[Any, ...]:
    return tuple(text and time.fromisoformat(text) for text in texts)


def _point(search: CareSearch) -> tuple[int, int]:
    return (search.place.easting, search.place.northing) if search.place else (0, 0)


def _opens_soonest(state: OpeningState, at: datetime) -> tuple[int, datetime]:
    """Open now, then by when it opens, then those of which that is not known."""
    if state.is_open:
        return 0, at
    if state.status == Status.UNKNOWN or not (state.opens or state.first_day):
        return 2, at
    return 1, state.opens or datetime.combine(state.first_day or at.date(), time(0), SWEDEN)
