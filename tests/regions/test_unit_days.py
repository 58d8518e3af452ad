"""A day that differs, and one press that all the facts of a unit are right."""

import re
from datetime import date, time

import pytest

from regions.documents import changing
from regions.models import CareUnit, OpeningException, Purpose, RedDays, UnitVersion, Via
from tests.regions.catalogue import at, log_in, manager_of
from tests.regions.made_units import EVERY_DAY, changed, make_unit, open_on, sweden, with_red_days
from tests.regions.pages import page_text
from tests.regions.typed_form import typed_in
from tests.regions.unit_days import confirm, hours_on, one_day

pytestmark = pytest.mark.django_db


def test_a_manager_closes_early_and_readers_see_it(client, linden, clock):
    log_in(client, manager_of(linden))
    open_on(linden, 4, "14.00-16.00", purpose=Purpose.DROP_IN)
    response = one_day(client, linden, stanger="15", orsak="Planeringsdag")
    assert response.status_code == 302
    visit = {("visit", time(8), time(12)), ("visit", time(13), time(15))}
    assert hours_on(linden) == visit | {("drop_in", time(14), time(15))}
    assert "13 november 2026: 08.00–12.00 och 13.00–15.00" in page_text(client.get(response["Location"], secure=True))
    page = page_text(client.get(linden.get_absolute_url(), secure=True))
    assert "fredag 13 november 08.00–12.00 och 13.00–15.00 Planeringsdag" in page


def test_closed_all_day_is_closed_for_all(client, unit):
    assert one_day(client, unit, gor="hela").status_code == 302
    assert hours_on(unit) == {("visit", None, None), ("phone", None, None)}


def test_a_longer_change_goes_on_around_the_day(client, unit):
    changed(unit, "2026-11-09", "2026-11-20", hours="09.00-16.00", note="Ombyggnad")
    one_day(client, unit, stanger="14.30")
    assert hours_on(unit) == {("visit", time(9), time(14, 30))}
    for day in ("2026-11-12", "2026-11-14"):
        assert hours_on(unit, day) == {("visit", time(9), time(16))}


def test_an_odd_day_confirms_nothing_of_the_week(client, unit):
    one_day(client, unit, stanger="15.00")
    unit.refresh_from_db()
    assert (unit.confirmed_part("hours"), unit.confirmed) == (date(2026, 2, 12), {})


def test_a_new_odd_day_in_the_editor_is_of_the_visits_alone(client, unit):
    phone_alone = open_on(make_unit("Rådgivningen"), EVERY_DAY, "08.00-17.00", purpose=Purpose.PHONE)
    for each, ticked in ((unit, "visit"), (phone_alone, "phone"), (make_unit("Tyst"), "visit")):
        page = client.get(at("edit", each), secure=True).content.decode()
        assert re.findall(r'name="tid-0-purposes" value="(\w+)"[^>]* checked', page) == [ticked]


def test_over_midnight(client, unit):
    night = open_on(make_unit("Natt"), EVERY_DAY, "18.00-02.00")
    one_day(client, night, stanger="22.00")
    assert hours_on(night) == {("visit", time(18), time(22))}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Skriv när mottagningen stänger"),
        ({"stanger": "8-25"}, "”8-25” är ingen tid"),
        ({"stanger": "25.00"}, "är ingen tid"),
        ({"stanger": "18.00"}, "inga tider efter 18.00"),
        ({"stanger": "07.00"}, "Välj Stängt hela dagen"),
        ({"dag": "2026-11-09", "stanger": "15"}, "Välj ett av alternativen"),
        ({"dag": "x", "stanger": "15"}, "Välj ett av alternativen"),
        ({"orsak": "x" * 200, "stanger": "15"}, "högst 120"),
        ({"orsak": "a\0b", "stanger": "15"}, "tecken"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_nothing_is_lost(client, unit, typed, said):
    response = one_day(client, unit, **({"orsak": "Planering"} | typed))
    page = response.content.decode()
    assert response.status_code == 400 and said in page
    assert "orsak" in typed or 'value="Planering"' in page
    assert not OpeningException.objects.filter(unit=unit).exists()


def test_a_red_day_nobody_knows_is_closed_when_said_so(client, unit, maj, clock):
    clock.move_to(sweden("2026-12-20 10:00"))
    log_in(client, maj)
    with_red_days(unit, RedDays.UNKNOWN)
    assert one_day(client, unit, dag="2026-12-25", gor="hela").status_code == 302
    assert "Juldagen" in page_text(client.get(at("unit", unit), secure=True))


@pytest.mark.parametrize("name", ["day", "preview", "confirm"])
def test_what_was_sent_and_is_reloaded_opens_the_unit(client, unit, name):
    response = client.get(at(name, unit), secure=True)
    assert (response.status_code, response["Location"]) == (302, at("unit", unit))
    assert client.put(at(name, unit), secure=True).status_code == 405
    assert UnitVersion.objects.filter(unit=unit.pk).count() == 1


def test_confirming(client, unit):
    confirm(client, unit)
    unit.refresh_from_db()
    assert unit.confirmed_on == date(2026, 11, 10)
    assert "Behöver bekräftas" not in page_text(client.get(at("unit", unit), secure=True))


def test_what_changed_since_the_page_was_opened_is_not_confirmed_unseen(client, unit):
    shown = typed_in(client.get(at("unit", unit), secure=True), "bekrafta/")
    with changing(by=None, via=Via.EDITOR):
        CareUnit.objects.filter(pk=unit.pk).update(phone="+46406280400")
    for sent in (shown, {}, {"seen": "x"}, {"seen": "9" * 40}):
        told = client.post(at("confirm", unit), sent, secure=True, follow=True)
        assert "Uppgifterna har ändrats sedan du öppnade sidan." in page_text(told)
    unit.refresh_from_db()
    assert unit.confirmed_on == date(2026, 2, 12)
    assert "Alla uppgifter är bekräftade" in page_text(client.get(confirm(client, unit)["Location"], secure=True))
