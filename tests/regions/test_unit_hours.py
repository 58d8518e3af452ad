"""The hours on a care unit's own page: now, the coming week, an ordinary week, red days and dated changes."""

import re

import pytest
import time_machine

from regions.models import Purpose, RedDays
from tests.regions.made_units import changed, open_on, sweden, with_red_days
from tests.regions.pages import main_of, page_text, text_of
from tests.regions.pages import unit_page as page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_on_a_monday")]


def rows(response, caption):
    """Day → hours of the table with that caption."""
    table = re.search(rf"<caption[^>]*>{caption}</caption>.*?</table>", main_of(response), re.S)[0]
    found = re.findall(r"<th scope=\"row\">(.*?)</th>\s*<td>(.*?)</td>", table, re.S)
    return {text_of(day): text_of(hours) for day, hours in found}


def test_open_now_and_the_coming_week(client, linden):
    changed(linden, "2026-03-04", note="Utbildning")
    changed(linden, "2026-03-06", hours="10.00-12.00")
    with time_machine.travel(sweden("2026-03-02 09:00"), tick=False):
        response = page(client, linden)
    assert "Öppet till 12.00 Drivs av" in page_text(response)
    assert "Telefon: Öppet till 10.00" in page_text(response)
    assert rows(response, "Öppettider de närmaste sju dagarna") == {
        "I dag, måndag 2 mars": "08.00–12.00 och 13.00–17.00",
        "tisdag 3 mars": "08.00–12.00 och 13.00–17.00",
        "onsdag 4 mars": "Stängt Utbildning",
        "torsdag 5 mars": "08.00–12.00 och 13.00–17.00",
        "fredag 6 mars": "10.00–12.00 Avvikande tid",
        "lördag 7 mars": "Stängt",
        "söndag 8 mars": "Stängt",
    }
    assert rows(response, "Telefontider de närmaste sju dagarna")["tisdag 3 mars"] == "08.00–10.00"
    assert rows(response, "Ordinarie öppettider") == {
        **dict.fromkeys(["Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag"], "08.00–12.00 och 13.00–17.00"),
        **dict.fromkeys(["Lördag", "Söndag", "Röda dagar"], "Stängt"),
    }
    assert "Drop-in" not in page_text(response)


def test_red_days_are_named(client, linden):
    with time_machine.travel(sweden("2026-12-23 18:00"), tick=False):
        response = page(client, linden)
    week = rows(response, "Öppettider de närmaste sju dagarna")
    assert week["torsdag 24 december Julafton"] == "Stängt"
    assert week["lördag 26 december Annandag jul"] == "Stängt"
    assert "Stängt, öppnar på måndag 08.00" in page_text(response)


def test_unknown_red_days_are_said_to_be_unknown(client, linden):
    with_red_days(linden, RedDays.UNKNOWN)
    with time_machine.travel(sweden("2026-12-24 10:00"), tick=False):
        response = page(client, linden)
    assert "Julafton: öppettid saknas, ring först" in page_text(response)
    week = rows(response, "Öppettider de närmaste sju dagarna")
    assert week["I dag, torsdag 24 december Julafton"] == "Uppgift saknas"
    assert week["söndag 27 december"] == "Stängt"
    assert "Mottagningen har inte sagt vilka tider som gäller på röda dagar." in page_text(response)
    assert rows(response, "Ordinarie öppettider")["Röda dagar"] == "Uppgift saknas"


RED_DAYS = [(RedDays.CLOSED, "Stängt"), (RedDays.AS_USUAL, "Öppet som vanligt"), (RedDays.OWN_HOURS, "Stängt")]


@pytest.mark.parametrize(("choice", "says"), RED_DAYS)
def test_the_ordinary_hours_end_with_red_days(client, linden, choice, says):
    with_red_days(linden, choice)
    assert rows(page(client, linden), "Ordinarie öppettider")["Röda dagar"] == says
    open_on(with_red_days(linden, RedDays.OWN_HOURS), 7, "10.00-12.00")
    assert rows(page(client, linden), "Ordinarie öppettider")["Röda dagar"] == "10.00–12.00"


def test_dated_changes_further_ahead_are_told_in_time(client, linden):
    changed(linden, "2026-07-06", "2026-08-02", note="Semesterstängt")
    changed(linden, "2026-05-15", hours="08.00-12.00")
    says = page_text(page(client, linden))
    assert (
        "Avvikande tider längre fram 15 maj 2026: 08.00–12.00 "
        "6 juli 2026–2 augusti 2026: stängt. Semesterstängt" in says
    )


def test_a_unit_with_only_dated_hours_shows_them(client, bare):
    changed(bare, "2026-03-04", hours="16.00-19.00", note="Vaccination", purpose=Purpose.DROP_IN)
    response = page(client, bare)
    assert rows(response, "Drop-in de närmaste sju dagarna")["onsdag 4 mars"] == "16.00–19.00 Vaccination"
    assert rows(response, "Drop-in de närmaste sju dagarna")["torsdag 5 mars"] == "Uppgift saknas"
    assert "Öppettid: uppgift saknas" in page_text(response)
