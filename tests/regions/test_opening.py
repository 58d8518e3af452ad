"""Open now, closes at, opens next – over midnight, on red days, when the clocks change, and when nobody knows."""

from datetime import UTC, date, timedelta

import pytest

from regions.models import CareUnit, Day, Purpose, RedDays
from regions.opening import (
    Status,
    coming_days,
    day_hours,
    has_evening_or_weekend_q,
    has_no_weekly_hours_q,
    hours_label,
    is_open_q,
    is_unknown_q,
    later_exceptions,
    opening_state,
    span_label,
)
from regions.red_days import red_day
from tests.regions.made_units import (
    EVERY_DAY,
    WEEKDAYS,
    changed,
    clock,
    fresh,
    make_unit,
    open_on,
    sweden,
    with_red_days,
)

pytestmark = pytest.mark.django_db


def state(unit, text, fold=0, purpose=Purpose.VISIT):
    """The unit's state, asked of Python and of the database, which must agree."""
    at = sweden(text, fold)
    found = opening_state(fresh(unit), at, purpose)
    assert CareUnit.objects.filter(is_open_q(at, purpose), pk=unit.pk).exists() == found.is_open
    assert CareUnit.objects.filter(is_unknown_q(at, purpose), pk=unit.pk).exists() == (found.status == Status.UNKNOWN)
    return found


def label(unit, text, fold=0):
    return state(unit, text, fold).label


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


# ---- summer time: on 29 March 2026 02.00 becomes 03.00, on 25 October 03.00 becomes 02.00; both are Sundays ----


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


# ---- a day's row, and the coming days ----


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ([], "Stängt"),
        (["08.00-17.00"], "08.00–17.00"),
        (["13.00-16.00", "08.00-12.00"], "08.00–12.00 och 13.00–16.00"),
        (["08.00-10.00", "11.00-12.00", "13.00-15.00"], "08.00–10.00, 11.00–12.00 och 13.00–15.00"),
        (["20.00-02.00"], "20.00–02.00"),
        (["17.00-24.00"], "17.00–24.00"),
        (["00.00-24.00"], "Dygnet runt"),
        (["07.30-07.30"], "07.30–07.30 nästa dag"),
    ],
)
def test_how_a_days_hours_are_written(hours, says):
    assert hours_label([tuple(map(clock, text.split("-"))) for text in hours]) == says


def test_span_label_is_one_span():
    assert span_label(clock("08.00"), clock("12.15")) == "08.00–12.15"


def test_the_coming_days_begin_today_by_the_swedish_clock(office):
    changed(office, "2026-05-04", hours="10.00-12.00", note="Planeringsdag")
    late_on_thursday = sweden("2026-04-30 23:30").astimezone(UTC)  # still Thursday in UTC too, but not at 00.30
    days = coming_days(fresh(office), late_on_thursday, Purpose.VISIT)
    assert [(day.day.day, day.label, day.red_day, day.note, day.differs) for day in days] == [
        (30, "08.00–12.00 och 13.00–17.00", None, "", False),
        (1, "Uppgift saknas", "Första maj", "", True),
        (2, "Stängt", None, "", False),
        (3, "Stängt", None, "", False),
        (4, "10.00–12.00", None, "Planeringsdag", True),
        (5, "08.00–12.00 och 13.00–17.00", None, "", False),
        (6, "08.00–12.00 och 13.00–17.00", None, "", False),
    ]
    past_midnight = sweden("2026-05-01 00:30").astimezone(UTC)
    assert coming_days(fresh(office), past_midnight, Purpose.VISIT)[0].day == date(2026, 5, 1)


def test_the_days_of_a_unit_without_hours_are_missing_not_closed():
    days = coming_days(fresh(make_unit()), sweden("2026-12-22 12:00"), Purpose.VISIT)
    assert {day.label for day in days} == {"Uppgift saknas"}


def test_a_closed_day_keeps_its_reason(office):
    changed(office, "2026-03-03", note="Utbildning")
    day = day_hours(fresh(office), date(2026, 3, 3), Purpose.VISIT)
    assert (day.label, day.note, day.differs) == ("Stängt", "Utbildning", True)


def test_later_changes_are_those_that_the_coming_days_do_not_show(office):
    for first, last in [("2026-07-06", "2026-08-02"), ("2026-03-20", None), ("2026-03-01", "2026-03-08")]:
        changed(office, first, last)
    changed(office, "2026-03-02", "2026-03-09")
    changed(office, "2026-05-01", purpose=Purpose.PHONE)
    later = later_exceptions(fresh(office), sweden("2026-03-02 12:00"), Purpose.VISIT)
    assert [str(each.first_day) for each in later] == ["2026-03-02", "2026-03-20", "2026-07-06"]


# ---- evenings and weekends ----


@pytest.mark.parametrize(
    ("days", "hours", "purpose", "counts"),
    [
        (WEEKDAYS, "08.00-18.00", Purpose.VISIT, False),
        (WEEKDAYS, "08.00-18.30", Purpose.VISIT, True),
        (WEEKDAYS, "16.00-24.00", Purpose.VISIT, True),
        (WEEKDAYS, "00.00-24.00", Purpose.VISIT, True),
        (WEEKDAYS, "22.00-06.00", Purpose.VISIT, True),
        (Day.SATURDAY, "09.00-12.00", Purpose.VISIT, True),
        (Day.SUNDAY, "09.00-12.00", Purpose.VISIT, True),
        (Day.SATURDAY, "09.00-12.00", Purpose.PHONE, False),
        (Day.RED_DAY, "09.00-22.00", Purpose.VISIT, False),
    ],
)
def test_evenings_and_weekends(days, hours, purpose, counts):
    unit = open_on(make_unit(), days, hours, purpose=purpose)
    assert CareUnit.objects.filter(has_evening_or_weekend_q(), pk=unit.pk).exists() == counts
    no_hours = CareUnit.objects.filter(has_no_weekly_hours_q(), pk=unit.pk).exists()
    assert no_hours == (purpose != Purpose.VISIT)
