"""A day's hours in words, the coming days, and evenings and weekends."""

from datetime import UTC, date

import pytest

from regions.models import CareUnit, Day, Purpose
from regions.opening import coming_days, day_hours, hours_label, later_exceptions
from regions.opening_asked import has_no_weekly_hours_q
from regions.opening_words import span_label
from regions.queries.directory.reading import read_units
from tests.regions.made_units import (
    WEEKDAYS,
    changed,
    clock,
    fresh,
    make_unit,
    open_on,
    sweden,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Weekdays 08.00–12.00 and 13.00–17.00."""
    return open_on(make_unit(), WEEKDAYS, "08.00-12.00", "13.00-17.00")


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
    (listed,) = read_units([unit.pk])
    assert listed.hours.evening_or_weekend == counts
    no_hours = CareUnit.objects.filter(has_no_weekly_hours_q(), pk=unit.pk).exists()
    assert no_hours == (not listed.hours.hours.weekly) == (purpose != Purpose.VISIT)
