"""Find care: what is listed, in which order, and what the page says about it."""

import pytest
import time_machine

from regions.queries.find_care import PAGE_SIZE
from tests.regions.made_units import (
    EVERY_DAY,
    GOTEBORG,
    LUND,
    MALMO,
    changed,
    make_unit,
    open_on,
    sweden,
)
from tests.regions.pages import find, find_json, heading_of, links_of, main_of, page_text, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


# ---- order and place ----


def test_nearest_first_with_the_distance(client):
    make_unit("Långt bort", LUND, north=9_000)
    make_unit("Nära", LUND, east=300, north=-400)
    make_unit("Mitt emellan", LUND, east=-2_500)
    make_unit("I Malmö", MALMO)
    response = find(client, q="Lund")
    assert list(units_in(response)) == ["Nära", "Mitt emellan", "Långt bort", "I Malmö"]
    rows = list(units_in(response).values())
    assert ["0,5 km" in rows[0], "2,5 km" in rows[1], "9,0 km" in rows[2]] == [True] * 3
    assert [row["name"] for row in find_json(client, q="Lund")["units"]] == list(units_in(response))
    assert [row["distance_m"] for row in find_json(client, q="Lund")["units"]][:3] == [500, 2500, 9000]


def test_units_at_one_spot_keep_their_order_from_page_to_page(client):
    for _ in range(2 * PAGE_SIZE + 5):
        make_unit(municipality=LUND, east=100)
    seen = [name for page in (1, 2, 3) for name in units_in(find(client, q="Lund", sida=page))]
    assert len(seen) == len(set(seen)) == 2 * PAGE_SIZE + 5


def test_the_kind_from_the_list_and_from_the_words(client):
    make_unit("Vårdcentralen Ek", LUND)
    make_unit("Apoteket Ask", LUND, kinds=["pharmacy"])
    make_unit("Båda", LUND, kinds=["primary_care", "pharmacy"], east=50)
    assert list(units_in(find(client, q="Lund", typ="apotek"))) == ["Apoteket Ask", "Båda"]
    assert list(units_in(find(client, q="apotek Lund"))) == ["Apoteket Ask", "Båda"]
    chosen_goes_first = find(client, q="apotek Lund", typ="vardcentral")
    assert list(units_in(chosen_goes_first)) == ["Vårdcentralen Ek", "Båda"]


def test_the_chosen_region_is_the_place_when_no_place_is_typed(client):
    make_unit("I Malmö", MALMO)
    make_unit("I Lund", LUND)
    make_unit("I Göteborg", GOTEBORG)
    response = find(client, "/skane", typ="vardcentral")
    assert set(units_in(response)) == {"I Malmö", "I Lund"}
    assert heading_of(response) == "2 vårdcentraler finns i Skåne"


def test_a_place_typed_beats_the_chosen_region_and_the_page_says_so(client):
    make_unit("I Malmö", MALMO)
    make_unit("I Göteborg", GOTEBORG)
    response = find(client, "/skane", q="Göteborg")
    assert list(units_in(response)) == ["I Göteborg", "I Malmö"]
    assert "Du har valt Skåne men sökte på Göteborg. Här är mottagningar nära Göteborg." in page_text(response)
    assert "<title>Hitta vård nära Göteborg – vald region: Skåne – Vårdguiden</title>" in response.content.decode()
    inside = find(client, "/skane", q="Lund")
    assert "Du har valt" not in page_text(inside)
    assert "<title>Hitta vård nära Lund i Skåne – Vårdguiden</title>" in inside.content.decode()


def test_a_region_typed_beats_the_chosen_one(client):
    make_unit("I Göteborg", GOTEBORG)
    make_unit("I Visby", "0980")
    response = find(client, "/skane", q="Region Gotland")
    assert list(units_in(response)) == ["I Visby"]
    assert "Du har valt Skåne men sökte på Gotland. Här är mottagningar på Gotland." in page_text(response)


def test_a_postcode_and_its_note(client):
    make_unit("I Hörby", "1266")
    response = find(client, q="242 31")
    assert list(units_in(response)) == ["I Hörby"]
    assert "Postnummer som börjar på 242 hör till trakten kring Hörby." in page_text(response)


@pytest.mark.parametrize("typed", ["99999", "999 00", "apotek 999 99"])
@pytest.mark.parametrize("region", ["", "/skane"])
def test_a_postcode_that_is_nowhere_is_said_and_kept(client, region, typed):
    response = find(client, region, q=typed)
    postcode = "999 00" if "00" in typed else "999 99"
    assert f"Vi hittar inte postnumret {postcode}. Kontrollera siffrorna" in page_text(response)
    assert f'value="{typed}"' in main_of(response)
    assert "Vi hittar inte postnumret" not in page_text(find(client, region, q="242 31"))


@pytest.mark.parametrize(
    ("query", "shown", "other"),
    [("vårdcentral Lund Malmö", "Malmö", "Lund"), ("vårdcentral Täby eller Vallentuna", "Vallentuna", "Täby"),
     ("vårdcentral Lund/Malmö", "Malmö", "Lund"), ("vårdcentral Lund och Kiruna öppet nu", "Kiruna", "Lund")],
)  # fmt: skip
def test_of_two_towns_the_last_is_shown_and_the_other_is_a_link(client, query, shown, other):
    response = find(client, q=query)
    assert heading_of(response).endswith(f"inom 20 km från {shown}")
    assert f"Visar {shown}. Sök i stället nära {other}" in page_text(response)
    there = client.get(f"/hitta-vard/{links_of(main_of(response))[f'Sök i stället nära {other}']}")
    assert heading_of(there) == heading_of(response).replace(shown, other)
    assert "Sök i stället nära" not in page_text(there)


def test_a_municipality_beside_the_town_of_its_region_is_meant(client):
    assert heading_of(find(client, q="vårdcentral Täby Stockholm")).endswith("från Täby")


def test_a_name(client):
    make_unit("Vårdcentralen Kronan", "0183")
    make_unit("Vårdcentralen Kransen", "0180")
    assert list(units_in(find(client, q="kronan"))) == ["Vårdcentralen Kronan"]
    assert list(units_in(find(client, q="kron"))) == ["Vårdcentralen Kronan"]
    assert list(units_in(find(client, q="Kiruna kransen"))) == ["Vårdcentralen Kransen"]


def test_far_from_all_units_the_nearest_are_shown_and_it_is_said(client):
    make_unit("I Malmö", MALMO)
    response = find(client, q="vårdcentral Kiruna")
    assert heading_of(response) == "Inga vårdcentraler finns inom 20 km från Kiruna"
    assert "Här är de närmaste." in page_text(response)
    assert list(units_in(response)) == ["I Malmö"]


# ---- open now, evenings and weekends ----


@pytest.mark.usefixtures("evening_in_lund")
def test_everything_is_listed_with_whether_it_is_open(client):
    rows = units_in(find(client, q="Lund"))
    says = {"Okänd": "Öppettid: uppgift saknas", "Dag": "Stängt, öppnar i morgon 08.00"}
    says |= {
        "Natt": "Öppet till 02.00 i natt",
        "Alltid": "Öppet dygnet runt",
        "Lördag": "Stängt, öppnar på lördag 10.00",
    }
    assert set(rows) == set(says)
    assert all(says[name] in row for name, row in rows.items())
    answer = find_json(client, q="Lund")["units"]
    assert {row["name"]: row["opening"] for row in answer} == says
    assert [row["status"] for row in answer] == ["closed", "unknown", "open", "open", "closed"]


@pytest.mark.parametrize("query", [{"q": "Lund", "oppet": "nu"}, {"q": "öppet nu Lund"}, {"q": "öppna i Lund"}])
@pytest.mark.usefixtures("evening_in_lund")
def test_open_now(client, query):
    response = find(client, **query)
    assert list(units_in(response)) == ["Natt", "Alltid"]
    assert heading_of(response) == "2 mottagningar är öppna nu inom 20 km från Lund"
    assert "En mottagning till inom 20 km kan stämma, men har inte sagt något om öppettider." in page_text(response)
    untold = client.get(f"/hitta-vard/{links_of(main_of(response))['Visa den']}")
    assert heading_of(untold) == "1 mottagning inom 20 km från Lund kan stämma, men har inte sagt allt"
    assert list(units_in(untold)) == ["Okänd"]
    everything = links_of(main_of(response))["Ta bort Öppet nu"]
    assert len(units_in(client.get(f"/hitta-vard/{everything}"))) == 5
    answer = find_json(client, **query)
    assert (answer["understood"]["open"], answer["without_hours"]) == ("nu", 1)


@pytest.mark.usefixtures("evening_in_lund")
def test_open_now_follows_the_clock(client):
    with time_machine.travel(sweden("2026-03-03 02:00"), tick=False):
        assert list(units_in(find(client, q="Lund", oppet="nu"))) == ["Alltid"]
    with time_machine.travel(sweden("2026-03-03 08:00"), tick=False):
        assert list(units_in(find(client, q="Lund", oppet="nu"))) == ["Dag", "Alltid"]
    with time_machine.travel(sweden("2026-12-24 12:00"), tick=False):
        response = find(client, q="Lund", oppet="nu")
        assert list(units_in(response)) == ["Alltid"]
        assert "4 mottagningar till inom 20 km kan stämma, men har inte sagt något om öppettider." in page_text(
            response
        )


@pytest.mark.usefixtures("evening_in_lund")
@pytest.mark.parametrize("query", [{"q": "Lund", "oppet": "kvall-helg"}, {"q": "Lund kvällar"}, {"q": "helg Lund"}])
def test_evenings_and_weekends(client, query):
    response = find(client, **query)
    assert list(units_in(response)) == ["Natt", "Alltid", "Lördag"]
    assert heading_of(response) == "3 mottagningar har öppet kvällar eller helger inom 20 km från Lund"
    assert "En mottagning till inom 20 km kan stämma, men har inte sagt något om öppettider." in page_text(response)


@pytest.mark.usefixtures("evening_in_lund")
@pytest.mark.parametrize(
    ("query", "names", "day", "choice"),
    [
        ({"q": "Lund", "oppet": "lordag"}, ["Natt", "Alltid", "Lördag"], "lördagar", "Lördagar"),
        ({"q": "öppet lördag Lund"}, ["Natt", "Alltid", "Lördag"], "lördagar", "Lördagar"),
        ({"q": "Lund söndagar"}, ["Natt", "Alltid"], "söndagar", "Söndagar"),
    ],
)
def test_a_day_of_the_weekend(client, query, names, day, choice):
    response = find(client, **query)
    assert list(units_in(response)) == names
    assert f"har öppet på {day} inom 20 km från Lund" in heading_of(response)
    assert find_json(client, **query)["understood"]["open"] == day.removesuffix("ar").replace("ö", "o")
    without = client.get(f"/hitta-vard/{links_of(main_of(response))[f'Ta bort {choice}']}")
    assert "Dag" in units_in(without)


def test_a_dated_change_closes_what_would_be_open(client):
    unit = open_on(make_unit("Natt", LUND), EVERY_DAY, "21.00-02.00")
    changed(unit, "2026-03-02")
    assert units_in(find(client, q="Lund", oppet="nu")) == {}
