"""Open now, closes at, opens next – through the week, over midnight, and round the clock."""

from datetime import UTC

import pytest

from regions.models import Day, Purpose, RedDays
from regions.opening import (
    opening_state,
)
from tests.regions.made_units import (
    EVERY_DAY,
    WEEKDAYS,
    changed,
    fresh,
    label,
    make_unit,
    open_on,
    state,
    sweden,
    with_red_days,
)

pytestmark = pytest.mark.django_db


# ---- an ordinary week; 2 March 2026 is a Monday ----


@pytest.fixture
def office():
    """Weekdays 08.00–12.00 and 13.00–17.00."""
    return open_on(make_unit(), WEEKDAYS, "08.00-12.00", "13.00-17.00")


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-03-02 07:59:59", "Stängt, öppnar 08.00"),
        ("2026-03-02 08:00", "Öppet till 12.00"),
        ("2026-03-02 11:59:59.999999", "Öppet till 12.00"),
        ("2026-03-02 12:00", "Stängt, öppnar 13.00"),
        ("2026-03-02 13:00", "Öppet till 17.00"),
        ("2026-03-02 17:00", "Stängt, öppnar i morgon 08.00"),
        ("2026-03-02 23:40", "Stängt, öppnar i morgon 08.00"),
        ("2026-03-06 17:00", "Stängt, öppnar på måndag 08.00"),
        ("2026-03-07 00:00", "Stängt, öppnar på måndag 08.00"),
        ("2026-03-08 12:00", "Stängt, öppnar i morgon 08.00"),
    ],
)
def test_the_label_through_a_week(office, at, says):
    assert label(office, at) == says


def test_a_moment_may_come_in_any_time_zone(office):
    at = sweden("2026-03-02 08:30").astimezone(UTC)
    found = opening_state(fresh(office), at)
    assert (found.label, found.at.hour, found.closes.hour) == ("Öppet till 12.00", 8, 12)


def test_a_week_away_and_more_is_said_with_the_date(office):
    changed(office, "2026-03-03", "2026-03-11")
    assert label(office, "2026-03-02 18:00") == "Stängt, öppnar 12 mars 08.00"


def test_closed_for_longer_than_we_look_ahead_says_only_closed(office):
    changed(office, "2026-07-06", "2026-08-02", note="Semesterstängt")
    assert label(office, "2026-07-10 10:00") == "Stängt"


def test_hours_of_one_purpose_say_nothing_about_another(office):
    open_on(office, WEEKDAYS, "18.00-19.00", purpose=Purpose.PHONE)
    assert label(office, "2026-03-02 18:30") == "Stängt, öppnar i morgon 08.00"
    assert state(office, "2026-03-02 18:30", purpose=Purpose.PHONE).label == "Öppet till 19.00"
    assert state(office, "2026-03-02 18:30", purpose=Purpose.DROP_IN).label == "Öppettid: uppgift saknas"


# ---- midnight ----


def test_open_over_midnight_belongs_to_the_day_it_began():
    unit = open_on(make_unit(), Day.FRIDAY, "20.00-02.00")
    assert label(unit, "2026-03-06 23:40") == "Öppet till 02.00 i natt"
    assert label(unit, "2026-03-07 01:59") == "Öppet till 02.00"
    assert label(unit, "2026-03-07 02:00") == "Stängt, öppnar på fredag 20.00"
    assert label(unit, "2026-03-06 01:00") == "Stängt, öppnar 20.00"


def test_midnight_is_said_as_the_end_of_the_day():
    unit = open_on(make_unit(), EVERY_DAY, "08.00-24.00")
    assert label(unit, "2026-03-02 23:59") == "Öppet till 24.00"
    assert label(unit, "2026-03-03 00:00") == "Stängt, öppnar 08.00"


def test_opening_at_midnight():
    unit = open_on(make_unit(), Day.TUESDAY, "00.00-06.00")
    assert label(unit, "2026-03-02 22:00") == "Stängt, öppnar vid midnatt"
    assert label(unit, "2026-03-01 22:00") == "Stängt, öppnar på tisdag 00.00"
    assert label(unit, "2026-03-03 05:59") == "Öppet till 06.00"


def test_spans_that_touch_at_midnight_are_one():
    unit = open_on(make_unit(), Day.MONDAY, "18.00-24.00")
    open_on(unit, Day.TUESDAY, "00.00-03.00")
    assert label(unit, "2026-03-02 20:00") == "Öppet till 03.00 i natt"
    assert label(unit, "2026-03-03 00:00") == "Öppet till 03.00"


def test_spans_that_touch_or_overlap_are_one():
    unit = open_on(make_unit(), Day.MONDAY, "08.00-12.00", "12.00-14.00", "13.00-16.00", "13.30-15.00")
    assert label(unit, "2026-03-02 09:00") == "Öppet till 16.00"
    assert label(unit, "2026-03-02 15:30") == "Öppet till 16.00"


def test_a_span_longer_than_the_next_that_it_holds():
    unit = open_on(make_unit(), Day.MONDAY, "20.00-10.00")
    open_on(unit, Day.TUESDAY, "08.00-09.00")
    assert label(unit, "2026-03-03 08:30") == "Öppet till 10.00"
    assert label(unit, "2026-03-02 22:00") == "Öppet till i morgon 10.00"


def test_opens_and_closes_at_the_same_hour_is_a_whole_day():
    unit = open_on(make_unit(), Day.MONDAY, "08.00-08.00")
    assert label(unit, "2026-03-02 08:00") == "Öppet till i morgon 08.00"
    assert label(unit, "2026-03-03 07:59") == "Öppet till 08.00"
    assert label(unit, "2026-03-03 08:00") == "Stängt, öppnar på måndag 08.00"


# ---- round the clock ----


@pytest.fixture
def always():
    return with_red_days(open_on(make_unit(), EVERY_DAY, "00.00-24.00"), RedDays.AS_USUAL)


@pytest.mark.parametrize(
    "at", ["2026-03-02 00:00", "2026-03-02 23:59:59.999999", "2026-12-24 12:00", "2026-06-19 03:00", "2026-03-29 03:00"]
)
def test_round_the_clock_says_so_at_any_moment(always, at):
    assert label(always, at) == "Öppet dygnet runt"
    assert state(always, at).closes is None


def test_round_the_clock_until_a_dated_change(always):
    changed(always, "2026-03-06", "2026-03-07", note="Flyttar")
    assert label(always, "2026-03-02 10:00") == "Öppet till torsdag 24.00"
    assert label(always, "2026-03-04 10:00") == "Öppet till i morgon 24.00"
    assert label(always, "2026-03-05 23:59") == "Öppet till 24.00"
    assert label(always, "2026-03-06 00:00") == "Stängt, öppnar på söndag 00.00"
    assert label(always, "2026-03-07 23:00") == "Stängt, öppnar vid midnatt"


def test_long_open_then_closed_is_said_with_day_or_date(always):
    changed(always, "2026-03-12", "2026-03-13", hours="00.00-09.30")
    assert label(always, "2026-03-07 10:00") == "Öppet till torsdag 09.30"
    assert label(always, "2026-03-02 10:00") == "Öppet till 12 mars 09.30"
