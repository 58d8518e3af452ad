"""Opening hours of any units at any moments: we and an independent judge say the same.

The judge is the library opening_hours, which reads OpenStreetMap's grammar and keeps Swedish red days of its own
(it counts midsummer's, Christmas and New Year's Eve among them, as we do).
"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from regions.models import Day, OpeningException, OpeningSpan, RedDays
from regions.opening import LOOK_AHEAD, Status, opening_state
from regions.queries.directory.reading import read_units
from tests.regions.made_units import SWEDEN, fresh, make_unit

pytestmark = pytest.mark.django_db
any_units = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

# Weeks with something in them: the clocks change, May Day, midsummer, Christmas and New Year, an ordinary one.
WEEKS = [
    date(2026, 3, 27),
    date(2026, 10, 23),
    date(2026, 4, 29),
    date(2026, 6, 17),
    date(2026, 12, 22),
    date(2026, 2, 9),
]
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
NIGHT = [time(0), time(1, 59), time(2), time(2, 15), time(2, 30), time(2, 45), time(3), time(3, 15), time(23, 45)]

clocks = st.sampled_from(NIGHT) | st.sampled_from(QUARTERS)
days = st.builds(lambda first, n: first + timedelta(days=n), st.sampled_from(WEEKS), st.integers(-1, 13))
span = st.tuples(st.integers(0, 7), clocks, clocks)


def lists_of(spans, **size):
    return st.lists(spans, max_size=9, unique_by=lambda span: span[:2], **size)


spans = lists_of(span)


@st.composite
def moments(draw):
    """A moment within the weeks: often at a quarter, or just before it, also in the hour that comes twice."""
    day, clock, fold = draw(days), draw(clocks), draw(st.integers(0, 1))
    at = datetime.combine(day, clock, tzinfo=SWEDEN).replace(fold=fold)
    return at.astimezone(UTC) - draw(st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(minutes=7)]))


@st.composite
def changes(draw):
    first, hours = draw(days), draw(st.none() | st.tuples(clocks, clocks))
    return first, first + timedelta(days=draw(st.integers(0, 3))), *(hours or (None, None))


def unit_with(red_days, spans, changes=()):
    unit = make_unit(red_days=red_days)
    OpeningSpan.objects.bulk_create(OpeningSpan(unit=unit, day=day, opens=a, closes=b) for day, a, b in spans)
    OpeningException.objects.bulk_create(
        OpeningException(unit=unit, first_day=first, last_day=last, opens=a, closes=b) for first, last, a, b in changes
    )
    return fresh(unit)


@any_units
@given(st.sampled_from(RedDays), spans, st.lists(changes(), max_size=2), st.lists(moments(), min_size=4, max_size=8))
def test_a_units_page_and_the_directory_agree(red_days, spans, changes, moments):
    unit = unit_with(red_days, spans, changes)
    (listed,) = read_units([unit.pk])
    for at in moments:
        assert listed.hours.state(at) == opening_state(unit, at), at


@any_units
@given(st.sampled_from(RedDays), spans, st.lists(changes(), max_size=2), moments())
def test_what_the_state_promises_comes_true(red_days, spans, changes, at):
    unit = unit_with(red_days, spans, changes)
    state = opening_state(unit, at)
    moment = timedelta(microseconds=1)
    if state.closes:
        closes = state.closes.astimezone(UTC)
        assert state.is_open
        assert at < closes
        assert not opening_state(unit, closes).is_open
        assert opening_state(unit, closes - moment).is_open
    if state.opens:
        opens = state.opens.astimezone(UTC)
        assert not state.is_open
        assert at < opens
        assert opening_state(unit, opens).is_open
        assert not opening_state(unit, opens - moment).is_open


# ---- the judge ----

OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def osm_hours(opens, closes):
    return f"{opens:%H:%M}-{'24:00' if closes == time(0) else f'{closes:%H:%M}'}"


def osm(red_days, spans, changes=()):
    """The same hours in OpenStreetMap's grammar. Weekly rules add to each other, what follows ";" overrides."""
    weekly = [f"{OSM_DAYS[day]} {osm_hours(a, b)}" for day, a, b in sorted(spans) if day != Day.RED_DAY]
    rules = [", ".join(weekly) or "off"]
    own = ",".join(osm_hours(a, b) for day, a, b in sorted(spans) if day == Day.RED_DAY)
    rules += {
        RedDays.UNKNOWN: ["PH unknown"],
        RedDays.CLOSED: ["PH off"],
        RedDays.AS_USUAL: [],
        RedDays.OWN_HOURS: [f"PH {own or 'off'}"],
    }[red_days]
    for first, last, opens, closes in changes:
        day = f"{first.year} {MONTHS[first.month - 1]} {first.day}"
        if last != first:
            day += f"-{last.year} {MONTHS[last.month - 1]} {last.day}"
        rules.append(f"{day} {osm_hours(opens, closes) if opens is not None else 'off'}")
    return "; ".join(rules)


def within_a_day(span):
    *_, opens, closes = span
    return opens is None or opens < closes or closes == time(0)


def the_clock_changes(at):
    """Whether it is one of the nights' hours of which the grammar does not say when 02.30 is."""
    here = at.astimezone(SWEDEN)
    return (here.month, here.day, here.hour // 4) in {(3, 29, 0), (10, 25, 0)}


def judge(unit, rules, at):
    """Our state and the judge's at a moment, compared to the word and to the next change."""
    judged = OpeningHours(rules, timezone=SWEDEN, country="SE")
    ours, here = opening_state(unit, at), at.astimezone(SWEDEN)
    theirs = str(judged.state(here)[0])
    assert ours.status == theirs, (rules, here)
    change = judged.next_change(here)
    if theirs == "unknown" or change is None or change.astimezone(UTC) - at > LOOK_AHEAD - timedelta(days=2):
        return
    if the_clock_changes(change):
        return
    if ours.is_open:
        assert ours.closes.astimezone(UTC) == change.astimezone(UTC), (rules, here)
    elif unit.red_days != RedDays.UNKNOWN:
        assert ours.opens.astimezone(UTC) == change.astimezone(UTC), (rules, here)


@any_units
@given(
    st.sampled_from(RedDays),
    lists_of(span.filter(within_a_day), min_size=1),
    st.lists(changes().filter(within_a_day), max_size=1),
    moments(),
)
def test_the_judge_agrees_on_red_days_and_dated_changes(red_days, spans, changes, at):
    assume(not the_clock_changes(at))
    judge(unit_with(red_days, spans, changes), osm(red_days, spans, changes), at)


@any_units
@given(
    lists_of(span.filter(lambda span: span[0] < Day.RED_DAY and span[1] != span[2]), min_size=1),
    moments(),
)
def test_the_judge_agrees_on_nights_where_no_day_overrides_another(spans, at):
    assume(not the_clock_changes(at))
    judge(unit_with(RedDays.AS_USUAL, spans), osm(RedDays.AS_USUAL, spans), at)


@pytest.mark.parametrize("day", ["2026-06-19", "2026-12-24", "2026-12-31", "2026-06-06", "2027-03-26"])
def test_the_judge_has_the_same_eves(day):
    at = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SWEDEN)
    spans = [(number, time(8), time(17)) for number in range(7)]
    assert OpeningHours(osm(RedDays.CLOSED, spans), country="SE", timezone=SWEDEN).is_closed(at)
    assert opening_state(unit_with(RedDays.CLOSED, spans), at).status == Status.CLOSED
