"""The nights when the clocks change: on 29 March 2026 02.00 becomes 03.00, on 25 October 03.00 becomes 02.00."""

from datetime import UTC, timedelta

import pytest

from regions.models import Day
from tests.regions.made_units import (
    label,
    make_unit,
    open_on,
    state,
)

pytestmark = pytest.mark.django_db


# ---- both are Sundays ----


def test_a_night_is_an_hour_shorter_when_summer_time_begins():
    unit = open_on(make_unit(), Day.SATURDAY, "22.00-06.00")
    assert label(unit, "2026-03-29 01:59:59") == "Öppet till 06.00"
    assert label(unit, "2026-03-29 03:00") == "Öppet till 06.00"
    found = state(unit, "2026-03-28 23:00")
    assert found.closes.astimezone(UTC) - found.at.astimezone(UTC) == timedelta(hours=6)


@pytest.mark.parametrize(("hours", "open_at", "closed_at"), [
    ("22.00-02.30", "01:59:59", "03:00"),  # closes in the hour that does not exist: when the clock jumps
    ("22.00-03.00", "01:59:59", "03:00"),
    ("22.00-02.00", "01:59:59", "03:00"),
    ("22.00-03.30", "03:29:59", "03:30"),
])  # fmt: skip
def test_closing_near_the_hour_that_is_skipped(hours, open_at, closed_at):
    unit = open_on(make_unit(), Day.SATURDAY, hours)
    assert state(unit, f"2026-03-29 {open_at}").is_open
    assert not state(unit, f"2026-03-29 {closed_at}").is_open


def test_opening_in_the_hour_that_is_skipped():
    unit = open_on(make_unit(), Day.SUNDAY, "02.30-05.00")
    assert label(unit, "2026-03-29 01:59") == "Stängt, öppnar 03.00"
    assert label(unit, "2026-03-29 03:00") == "Öppet till 05.00"


def test_hours_wholly_in_the_hour_that_is_skipped_never_come():
    unit = open_on(make_unit(), Day.SUNDAY, "02.15-02.45", "09.00-10.00")
    assert label(unit, "2026-03-29 01:59") == "Stängt, öppnar 09.00"
    assert label(unit, "2026-03-29 03:00") == "Stängt, öppnar 09.00"


def test_a_moment_named_within_the_skipped_hour_is_taken_as_an_hour_later():
    unit = open_on(make_unit(), Day.SUNDAY, "03.00-03.20", "03.40-04.00")
    assert label(unit, "2026-03-29 02:10") == "Öppet till 03.20"
    assert label(unit, "2026-03-29 02:30") == "Stängt, öppnar 03.40"


@pytest.mark.parametrize("fold", [0, 1])
def test_a_night_is_open_through_both_rounds_when_summer_time_ends(fold):
    unit = open_on(make_unit(), Day.SATURDAY, "22.00-06.00")
    assert label(unit, "2026-10-25 02:30", fold) == "Öppet till 06.00"
    found = state(unit, "2026-10-25 02:30", fold)
    assert found.closes.astimezone(UTC) - found.at.astimezone(UTC) == timedelta(hours=4.5 - fold)


def test_what_closes_in_the_hour_that_comes_twice_closes_the_first_time():
    unit = open_on(make_unit(), Day.SATURDAY, "22.00-02.30")
    assert label(unit, "2026-10-25 02:29", fold=0) == "Öppet till 02.30"
    assert not state(unit, "2026-10-25 02:30", fold=0).is_open
    assert not state(unit, "2026-10-25 02:10", fold=1).is_open


def test_what_opens_in_the_hour_that_comes_twice_opens_the_first_time():
    unit = open_on(make_unit(), Day.SUNDAY, "02.30-08.00")
    assert label(unit, "2026-10-25 02:10", fold=0) == "Stängt, öppnar 02.30"
    assert label(unit, "2026-10-25 02:40", fold=0) == "Öppet till 08.00"
    assert label(unit, "2026-10-25 02:10", fold=1) == "Öppet till 08.00"


def test_closing_at_three_waits_for_the_second_three_oclock():
    unit = open_on(make_unit(), Day.SATURDAY, "22.00-03.00")
    assert label(unit, "2026-10-25 02:59", fold=0) == "Öppet till 03.00"
    assert label(unit, "2026-10-25 02:59", fold=1) == "Öppet till 03.00"
    assert not state(unit, "2026-10-25 03:00").is_open
