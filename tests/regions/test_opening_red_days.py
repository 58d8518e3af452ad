"""Red days and eves, dated changes, and units that have not said when they are open."""

from datetime import date, timedelta

import pytest

from regions.models import Day, Purpose, RedDays
from regions.opening import (
    Status,
)
from regions.red_days import red_day
from tests.regions.made_units import (
    EVERY_DAY,
    WEEKDAYS,
    changed,
    label,
    make_unit,
    open_on,
    state,
    sweden,
    with_red_days,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Weekdays 08.00–12.00 and 13.00–17.00."""
    return open_on(make_unit(), WEEKDAYS, "08.00-12.00", "13.00-17.00")


# ---- red days ----


def test_the_red_days_of_a_year_and_the_three_eves():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {day.isoformat(): red_day(day) for day in days if red_day(day)} == {
        "2026-01-01": "Nyårsdagen",
        "2026-01-06": "Trettondedag jul",
        "2026-04-03": "Långfredagen",
        "2026-04-05": "Påskdagen",
        "2026-04-06": "Annandag påsk",
        "2026-05-01": "Första maj",
        "2026-05-14": "Kristi himmelsfärdsdag",
        "2026-05-24": "Pingstdagen",
        "2026-06-06": "Nationaldagen",
        "2026-06-19": "Midsommarafton",
        "2026-06-20": "Midsommardagen",
        "2026-10-31": "Alla helgons dag",
        "2026-12-24": "Julafton",
        "2026-12-25": "Juldagen",
        "2026-12-26": "Annandag jul",
        "2026-12-31": "Nyårsafton",
    }


def test_two_red_days_on_one_day_are_both_named():
    assert red_day(date(2008, 5, 1)) == "Första maj och Kristi himmelsfärdsdag"


EVES = ["2026-06-19 10:00", "2026-12-24 10:00", "2026-12-31 10:00"]  # Friday, Thursday, Thursday


@pytest.mark.parametrize("at", [*EVES, "2026-12-25 10:00", "2026-05-14 10:00"])
def test_each_choice_of_red_days(at):
    name = red_day(sweden(at).date())
    says = {}
    for choice in RedDays:
        unit = with_red_days(open_on(make_unit(), WEEKDAYS, "08.00-17.00"), choice)
        open_on(unit, Day.RED_DAY, "09.00-13.00")
        says[choice] = label(unit, at)
    assert says.pop(RedDays.CLOSED).startswith("Stängt, öppnar ")
    assert says == {
        RedDays.UNKNOWN: f"{name}: öppettid saknas, ring först",
        RedDays.AS_USUAL: "Öppet till 17.00",
        RedDays.OWN_HOURS: "Öppet till 13.00",
    }


def test_an_ordinary_sunday_is_not_a_red_day():
    unit = with_red_days(open_on(make_unit(), Day.SUNDAY, "10.00-14.00"), RedDays.CLOSED)
    assert label(unit, "2026-03-08 10:00") == "Öppet till 14.00"
    assert label(unit, "2026-04-05 10:00") == "Stängt, öppnar 12 april 10.00"  # påskdagen


def test_christmas_by_a_clinic_that_is_closed_on_red_days():
    unit = with_red_days(open_on(make_unit(), WEEKDAYS, "08.00-17.00"), RedDays.CLOSED)
    assert label(unit, "2026-12-23 18:00") == "Stängt, öppnar på måndag 08.00"
    assert label(unit, "2026-12-30 18:00") == "Stängt, öppnar på måndag 08.00"


def test_own_hours_without_any_hours_is_closed():
    unit = with_red_days(open_on(make_unit(), WEEKDAYS, "08.00-17.00"), RedDays.OWN_HOURS)
    assert label(unit, "2026-12-24 10:00") == "Stängt, öppnar på måndag 08.00"


def test_hours_on_red_days_hold_on_no_other_day():
    unit = with_red_days(open_on(make_unit(), Day.RED_DAY, "10.00-14.00"), RedDays.OWN_HOURS)
    assert label(unit, "2026-12-23 12:00") == "Stängt, öppnar i morgon 10.00"
    assert label(unit, "2026-12-24 12:00") == "Öppet till 14.00"


def test_red_hours_over_midnight_reach_into_an_ordinary_day():
    unit = with_red_days(open_on(make_unit(), Day.RED_DAY, "22.00-04.00"), RedDays.OWN_HOURS)
    assert label(unit, "2026-05-02 03:59") == "Öppet till 04.00"  # the night after första maj
    assert state(unit, "2026-05-02 04:00").status == Status.CLOSED


def test_an_ordinary_night_reaches_into_a_red_day():
    for choice in RedDays:
        unit = with_red_days(open_on(make_unit(), EVERY_DAY, "20.00-06.00"), choice)
        assert label(unit, "2026-12-24 05:00") == "Öppet till 06.00", choice


def test_where_nobody_knows_about_the_eve_nobody_knows_about_its_night():
    unit = open_on(make_unit(), EVERY_DAY, "20.00-06.00")
    assert label(unit, "2026-05-01 21:00") == "Första maj: öppettid saknas, ring först"
    assert label(unit, "2026-05-02 05:00") == "Första maj: öppettid saknas, ring först"
    assert label(unit, "2026-05-02 06:00") == "Stängt, öppnar 20.00"


def test_unknown_red_day_still_knows_when_it_opens_next():
    unit = open_on(make_unit(), WEEKDAYS, "08.00-17.00")
    found = state(unit, "2026-05-01 10:00")
    assert (found.status, found.opens) == (Status.UNKNOWN, sweden("2026-05-04 08:00"))


# ---- dated changes ----


def test_a_dated_change_goes_before_the_red_day_whatever_the_choice():
    for choice in RedDays:
        unit = with_red_days(open_on(make_unit(), WEEKDAYS, "08.00-17.00"), choice)
        open_on(unit, Day.RED_DAY, "09.00-13.00")
        changed(unit, "2026-12-24", hours="10.00-12.00")
        assert label(unit, "2026-12-24 11:00") == "Öppet till 12.00", choice
        assert not state(unit, "2026-12-24 12:30").is_open
        assert state(unit, "2026-12-24 12:30").status == Status.CLOSED


def test_a_dated_change_holds_on_its_first_and_last_day_and_no_longer(office):
    changed(office, "2026-03-03", "2026-03-04", hours="10.00-11.00")
    says = [label(office, f"2026-03-0{day} 10:30") for day in (2, 3, 4, 5)]
    assert says == ["Öppet till 12.00", "Öppet till 11.00", "Öppet till 11.00", "Öppet till 12.00"]
    assert label(office, "2026-03-03 14:00") == "Stängt, öppnar i morgon 10.00"


def test_two_changes_on_one_day_are_both_open(office):
    changed(office, "2026-03-03", hours="07.00-09.00")
    changed(office, "2026-03-03", hours="15.00-16.00")
    assert label(office, "2026-03-03 08:00") == "Öppet till 09.00"
    assert label(office, "2026-03-03 10:00") == "Stängt, öppnar 15.00"


def test_a_change_over_midnight_and_the_night_before_a_change(office):
    changed(office, "2026-03-03", hours="22.00-03.00")
    assert label(office, "2026-03-04 02:00") == "Öppet till 03.00"
    night = open_on(make_unit(), EVERY_DAY, "20.00-06.00")
    changed(night, "2026-03-04")
    assert label(night, "2026-03-04 05:00") == "Öppet till 06.00"
    assert label(night, "2026-03-04 21:00") == "Stängt, öppnar i morgon 20.00"
    assert label(night, "2026-03-05 05:00") == "Stängt, öppnar 20.00"


def test_a_change_for_phone_leaves_the_visits(office):
    changed(office, "2026-03-03", purpose=Purpose.PHONE)
    assert label(office, "2026-03-03 10:00") == "Öppet till 12.00"


# ---- nobody knows ----


@pytest.mark.parametrize("at", ["2026-03-02 10:00", "2026-12-24 10:00", "2026-03-29 03:00"])
@pytest.mark.parametrize("choice", RedDays)
def test_a_unit_without_hours_is_never_called_closed(at, choice):
    assert label(with_red_days(make_unit(), choice), at) == "Öppettid: uppgift saknas"


def test_one_dated_change_does_not_close_the_rest_of_the_year():
    unit = make_unit()
    changed(unit, "2026-03-03", hours="10.00-12.00")
    assert label(unit, "2026-03-03 11:00") == "Öppet till 12.00"
    assert label(unit, "2026-03-03 12:00") == "Stängt"
    assert label(unit, "2026-03-02 11:00") == "Öppettid: uppgift saknas"
    assert label(unit, "2026-03-04 11:00") == "Öppettid: uppgift saknas"
