"""The dated changes and notices of a unit, as its editor takes them."""

from datetime import date, time

import pytest

from regions.models import OpeningException, UnitNotice
from tests.regions.made_units import changed, sweden
from tests.regions.typed_form import typed_in
from tests.regions.unit_editor import at, edited, editor, errors_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def row(n=0, **fields):
    return {f"tid-{n}-{name}": value for name, value in fields.items()}


def test_a_summer_with_several_spans(client, unit):
    summer = row(first_day="2027-06-14", last_day="2027-08-13", hours="8–10, 13–15", note="Sommar", purposes=["visit"])
    edited(client, unit, anda="1", **summer)
    found = list(OpeningException.objects.filter(unit=unit).order_by("opens"))
    assert [(each.opens, each.closes) for each in found] == [(time(8), time(10)), (time(13), time(15))]
    assert {(each.first_day, each.note) for each in found} == {(date(2027, 6, 14), "Sommar")}
    edited(client, unit, **row(hours="stängt"))
    assert OpeningException.objects.get(unit=unit).closed
    edited(client, unit, **row(DELETE="on"))
    assert not OpeningException.objects.filter(unit=unit).exists()


def test_a_closed_day_for_visits_and_telephone(client, unit):
    edited(client, unit, **row(first_day="2026-11-13", hours="", purposes=["visit", "phone"]))
    assert set(OpeningException.objects.values_list("unit", "purpose", "opens")) >= {
        (unit.pk, "visit", None),
        (unit.pk, "phone", None),
    }


def test_what_has_been_is_kept_and_folded_away(client, unit):
    changed(unit, "2026-01-02")
    response = client.get(at("catalogue_edit", unit), secure=True)
    assert "1 rad som har varit" in response.content.decode()
    edited(client, unit, **row(first_day="2026-11-13", purposes=["visit"]))
    assert OpeningException.objects.filter(unit=unit).count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (row(first_day="2026-11-02", purposes=["visit"]), "2 november 2026 har redan varit"),
        (row(1, first_day="2026-12-24", purposes=["visit"]), "gäller samma dagar"),
    ],
)
def test_a_likely_slip_is_asked_about(client, unit, changes, said):
    changed(unit, "2026-12-20", "2026-12-30")
    if "tid-0-first_day" in changes:
        OpeningException.objects.filter(unit=unit).delete()
    typed = editor(client, unit)
    assert said in errors_of(send(client, unit, typed, **changes))
    assert send(client, unit, typed, anda="1", **changes).status_code == 302


@pytest.mark.parametrize(
    ("days", "closed"),
    [
        (("2026-12-23", "2026-12-24"), "24 december (Julafton)"),
        (("2026-11-13", "2026-11-16"), "14 november och 15 november"),
        (
            ("2026-12-23", "2027-01-06"),
            "lördagar, söndagar, 24 december (Julafton), 25 december (Juldagen), 31 december (Nyårsafton), "
            "1 januari (Nyårsdagen) och 6 januari (Trettondedag jul)",
        ),
    ],
)
def test_a_period_that_opens_closed_days_is_asked_about(client, unit, days, closed):
    first, last = days
    typed = editor(client, unit) | row(first_day=first, last_day=last, hours="10-14", purposes=["visit"])
    said = errors_of(send(client, unit, typed))
    assert f": tiderna gäller också {closed}, då det annars är stängt." in said
    assert send(client, unit, typed, anda="1").status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        row(first_day="2026-11-16", last_day="2026-11-20", hours="10-14"),
        row(first_day="2026-11-14", last_day="2026-11-15", hours="10-14"),  # a weekend, opened on purpose
        row(first_day="2026-12-23", last_day="2027-01-06", hours=""),
        row(first_day="2026-12-24", hours="10-14"),
    ],
)
def test_a_period_of_days_alike_is_not_asked_about(client, unit, typed):
    edited(client, unit, **typed)


def test_notices_by_swedish_clocks(client, unit):
    notice = {
        "info-0-title": "Entrén byggs om",
        "info-0-starts_day": "2027-03-28",
        "info-0-starts_time": "03.30",
        "info-0-ends_day": "2027-10-31",
    }
    edited(client, unit, **notice)
    found = UnitNotice.objects.get(unit=unit)
    assert found.starts_at == sweden("2027-03-28 03:30")
    assert found.ends_at == sweden("2027-10-31 23:59")
    skipped = notice | {"info-0-starts_time": "02.30"}
    assert "Klockan 02.30 finns inte" in errors_of(send(client, unit, editor(client, unit), **skipped))
    backwards = {"info-0-ends_day": "2027-01-01"}
    assert "Slutet måste vara efter" in errors_of(send(client, unit, editor(client, unit), **backwards))


def test_a_notice_without_a_start_begins_now(client, unit):
    edited(client, unit, **{"info-0-title": "Vi byter telefonsystem"})
    assert UnitNotice.objects.get(unit=unit).starts_at == sweden("2026-11-10 10:00")


def test_more_rows(client, unit):
    grid = typed_in(send(client, unit, editor(client, unit), gor="fler", street="Halv"), "/andra/")
    assert grid["tid-TOTAL_FORMS"] == ["2"] and "tid-1-first_day" in grid and grid["street"] == ["Halv"]
