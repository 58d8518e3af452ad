"""Ten years of minutes: our opening hours against a slow model that shares no code with them.

The model lets a wall clock tick, minute by minute, from two days before: a span begins when the clock first reaches its
opening time on its day, and ends when it first reaches its closing time after that. Red days it counts from the law's
own words (1989:253), with an Easter of its own.
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.models import CareUnit, Day, OpeningException, OpeningSpan, Purpose, RedDays
from regions.opening import Status, opening_state

FIRST, LAST = date(2026, 1, 1), date(2035, 12, 31)
EXAMPLES = int(os.environ.get("OPENING_EXAMPLES", "150"))
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)
ALL_DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

# ---- the model ----


def easter(year):
    """The first Sunday after the ecclesiastical full moon on or after 21 March, by Gauss's rule in Gregorian years."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, moon = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - skipped - 10
    epact = (11 * golden + 20 + moon - skipped) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    full = 44 - epact
    full += 30 if full < 21 else 0
    full += 7 - (sunday + full) % 7
    return date(year, 3, 1) + timedelta(days=full - 1)


def saturday_from(first):
    return next(day for n in range(7) if (day := first + timedelta(days=n)).weekday() == 5)


def red_days(year):
    """The law's red days, and midsummer's, Christmas and New Year's Eve."""
    midsummer, sunday = saturday_from(date(year, 6, 20)), easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)]
    return {
        *(date(year, month, day) for month, day in fixed),
        *(sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49)),
        midsummer,
        midsummer - timedelta(days=1),
        saturday_from(date(year, 10, 31)),
    }


RED = set().union(*(red_days(year) for year in range(FIRST.year - 1, LAST.year + 2)))


def hours_of(day, rule, spans, exceptions):
    """The day's spans, or None when nobody knows."""
    dated = [(opens, closes) for first, last, opens, closes in exceptions if first <= day <= last]
    if dated:
        return [each for each in dated if each[0] is not None]
    if not spans:
        return None
    if day not in RED or rule == RedDays.AS_USUAL:
        return [(a, b) for weekday, a, b in spans if weekday == day.weekday()]
    return {
        RedDays.UNKNOWN: None,
        RedDays.CLOSED: [],
        RedDays.OWN_HOURS: [(a, b) for weekday, a, b in spans if weekday == Day.RED_DAY],
    }[rule]


def ticking(at, rule, spans, exceptions):
    """From the moment on, minute by minute: (the moment, whether it is open)."""
    now = at - timedelta(days=2, hours=2)
    # (first day to begin, clock, day to end on, clock)
    waiting, going, planned = [], [], None
    while True:
        wall = now.astimezone(STOCKHOLM)
        here = (wall.date(), wall.time())
        if wall.date() != planned:
            planned = wall.date()
            for opens, closes in hours_of(planned, rule, spans, exceptions) or []:
                end = planned if closes > opens else planned + timedelta(days=1)
                waiting.append(((planned, opens), (end, closes)))
        going += [end for begin, end in waiting if here >= begin]
        waiting = [each for each in waiting if here < each[0]]
        going = [end for end in going if here < end]
        if now >= at:
            yield now, bool(going)
        now += MINUTE


# ---- units and moments ----

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 30, 15, 45, 1, 59]))
dates = st.sampled_from(ALL_DAYS) | st.sampled_from(sorted(RED & set(ALL_DAYS)))
clock_changes = [day for day in ALL_DAYS if day.month in (3, 10) and day.weekday() == 6 and day.day > 24]
span_lists = st.lists(st.tuples(st.integers(0, 7), clocks, clocks), max_size=12, unique_by=lambda span: span[:2])


@st.composite
def moments(draw):
    day = draw(dates | st.sampled_from(clock_changes)) + timedelta(days=draw(st.integers(-1, 1)))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + draw(st.integers(0, 1439)) * MINUTE


@st.composite
def exceptions_near(draw, at):
    first = at.date() + timedelta(days=draw(st.integers(-3, 2)))
    hours = draw(st.none() | st.tuples(clocks, clocks)) or (None, None)
    return first, first + timedelta(days=draw(st.integers(0, 3))), *hours


def unit_of(rule, spans, exceptions):
    """A unit that needs no database: its rows are as if prefetched."""
    unit = CareUnit(pk=1, red_days=rule)
    unit._prefetched_objects_cache = {
        "spans": [OpeningSpan(purpose=Purpose.VISIT, day=day, opens=a, closes=b) for day, a, b in spans],
        "exceptions": [
            OpeningException(purpose=Purpose.VISIT, first_day=first, last_day=last, opens=a, closes=b)
            for first, last, a, b in exceptions
        ],
    }
    return unit


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(RedDays), span_lists, moments())
def test_open_at_any_minute_of_ten_years(data, rule, spans, at):
    exceptions = data.draw(st.lists(exceptions_near(at), max_size=2))
    state = opening_state(unit_of(rule, spans, exceptions), at)
    tick = ticking(at, rule, spans, exceptions)  # moments are compared in UTC: an hour that comes twice equals nothing
    is_open = next(tick)[1]
    assert state.is_open == is_open, (at, state)
    if not is_open and hours_of(at.astimezone(STOCKHOLM).date(), rule, spans, exceptions) is None:
        assert state.status == Status.UNKNOWN
    if is_open and state.closes and state.closes - at < timedelta(days=2):
        assert next(moment for moment, still in tick if not still) == state.closes.astimezone(UTC)
    if not is_open and state.opens and state.opens - at < timedelta(days=2):
        assert next(moment for moment, now in tick if now) == state.opens.astimezone(UTC)


def test_the_model_knows_the_red_days_that_the_library_knows():
    from regions.red_days import red_day

    assert {day for day in ALL_DAYS if red_day(day)} == RED & set(ALL_DAYS)
