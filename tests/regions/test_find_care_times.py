"""Find care with a choice of time: each row says the hours that answer it, and who else is open where none of the kind
is near."""

import re

import pytest

from regions.opening import Hours
from regions.queries import When, understand
from regions.queries.find_care import asked_hours
from tests.regions.made_units import EVERY_DAY, GOTEBORG, LUND, WEEKDAYS, make_unit, open_on
from tests.regions.pages import find, heading_of, main_of, page_text, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]
SATURDAY = 5
LATE = "08.00–17.00 och 18.00–20.00"


def in_order(response, *texts):
    page = page_text(response)
    return sorted(texts, key=page.rindex) == list(texts)


@pytest.fixture
def clinic(no_units):
    unit = open_on(make_unit("Sena", LUND), WEEKDAYS, "08.00-17.00")
    open_on(unit, SATURDAY, "10.00-14.00")
    return open_on(unit, (0, 1, 3), "18.00-20.00")


@pytest.mark.usefixtures("clinic")
@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("kvall-helg", f"Måndag–tisdag {LATE}, torsdag {LATE}, lördag 10.00–14.00"),
        ("lordag", "Lördag 10.00–14.00"),
    ],
)  # fmt: skip
def test_a_row_says_the_hours_that_were_asked_for(client, when, says):
    assert says in units_in(find(client, q="Lund", typ="vardcentral", oppet=when))["Sena"]
    assert "10.00–14.00" not in units_in(find(client, q="Lund", typ="vardcentral"))["Sena"]


def test_what_never_closes_says_so_once(client):
    open_on(make_unit("Alltid", LUND), EVERY_DAY, "00.00-24.00")
    row = units_in(find(client, q="Lund", typ="vardcentral", oppet="kvall-helg"))["Alltid"]
    assert "Öppet dygnet runt" in row
    assert "Måndag" not in row


def test_without_hours_nothing_is_said():
    assert asked_hours(Hours([], [], "closed").weekly, When.SUNDAY) == ""


@pytest.mark.usefixtures("clinic")
def test_what_is_farther_away_has_a_heading_of_its_own(client):
    far = make_unit("Fjärran", GOTEBORG)
    open_on(far, SATURDAY, "09.00-12.00")
    response = find(client, q="Lund", typ="vardcentral", oppet="kvall-helg")
    heading = "1 vårdcentral har öppet kvällar eller helger inom 20 km"
    assert in_order(response, heading, "Sena", "Längre bort", "Fjärran")
    numbers = re.findall(r'<span class="mark" aria-hidden="true">(\d+)<', main_of(response))
    assert numbers == ["1", "2"]


@pytest.mark.usefixtures("clinic")
def test_where_all_are_near_or_none_is_there_is_none(client):
    assert "Längre bort" not in page_text(find(client, q="Lund", typ="vardcentral"))
    only_far = find(client, q="Göteborg", typ="vardcentral")
    assert "Här är de närmaste." in page_text(only_far)
    assert "Längre bort" not in page_text(only_far)


def test_who_stands_in_is_named_where_none_of_the_kind_is_open_near(client):
    open_on(make_unit("Veckans", LUND), WEEKDAYS, "08.00-17.00")
    open_on(make_unit("Jouren", LUND, kinds=["out_of_hours"], east=3900), SATURDAY, "09.00-15.00")
    open_on(make_unit("Närakuten", LUND, kinds=["urgent_care"], east=500), SATURDAY, "08.00-22.00")
    open_on(make_unit("Stängda akuten", LUND, kinds=["urgent_care"]), WEEKDAYS, "08.00-22.00")
    open_on(make_unit("Jouren i väst", GOTEBORG, kinds=["out_of_hours"]), SATURDAY, "09.00-15.00")
    response = find(client, q="Lund", typ="vardcentral", oppet="lordag")
    assert heading_of(response).startswith("Inga vårdcentraler har öppet på lördagar")
    assert list(units_in(response)) == ["Närakuten", "Jouren"]
    assert "Lördag 09.00–15.00" in units_in(response)["Jouren"]
    assert "Prova så här:" in page_text(response)
    open_on(make_unit("Fjärran", GOTEBORG), SATURDAY, "09.00-12.00")
    response = find(client, q="Lund", typ="vardcentral", oppet="lordag")
    assert in_order(response, "Närakut och jour som har öppet då", "Närakuten", "Jouren", "Längre bort", "Fjärran")


# ---- days and clocks in words ----


@pytest.mark.parametrize(
    "said",
    ["öppet på julafton", "öppet på juldagen", "öppet imorgon", "öppet i morgon", "öppet på måndag", "öppna röda dagar",
     "öppet 24 december", "öppet efter kl 8", "öppet kl 13.30"],
)  # fmt: skip
def test_a_day_or_a_time_that_is_no_choice_is_said_to_be_none(client, said):
    open_on(make_unit("Dag", LUND, kinds=["pharmacy"]), WEEKDAYS, "08.00-17.00")
    response = find(client, q=f"apotek {said} Lund")
    assert heading_of(response) == "1 apotek finns inom 20 km från Lund"
    assert "Här går det inte att söka på en viss dag eller tid på dagen." in page_text(response)
    assert "i sitt namn" not in page_text(response)


@pytest.mark.parametrize(
    ("query", "when"),
    [("vårdcentral öppet efter kl 18 Lund", When.EVENINGS), ("vårdcentral efter kl 18 Lund", When.EVENINGS),
     ("apotek öppet till 22 Lund", When.LATE), ("apotek öppet till kl 20 Lund", When.EVENINGS),
     ("apotek öppet efter 20.30 Lund", When.LATE), ("apotek öppet till 24 Lund", When.NIGHT),
     ("apotek kl 23 Lund", When.NIGHT), ("apotek öppet i dag Lund", When.NOW), ("apotek öppet idag Lund", When.NOW),
     ("apotek öppet Lund", When.NOW), ("öppet nu på julafton apotek Lund", When.NOW)],
)  # fmt: skip
def test_a_clock_in_words_is_the_choice_that_comes_nearest(query, when):
    found = understand(query)
    assert (When.said(found), found.rest, found.place.name) == (when, (), "Lund")


@pytest.mark.parametrize("query", ["rehab efter 3 veckor Lund", "gynekolog efter 40 Lund", "vårdcentral 22 Lund"])
def test_a_number_is_no_clock_by_itself(query):
    found = understand(query)
    assert When.said(found) == When.ANY
    assert not found.hours.another_time


@pytest.mark.parametrize("asked", [{"typ": "vardcentral"}, {"typ": "tandvard", "oppet": "lordag"}, {"oppet": "sondag"}])
def test_nobody_stands_in_for_what_is_not_asked_for(client, asked):
    open_on(make_unit("Jouren", LUND, kinds=["out_of_hours"]), SATURDAY, "09.00-15.00")
    assert "Närakut och jour som har öppet då" not in page_text(find(client, q="Lund", **asked))
