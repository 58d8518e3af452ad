"""Find care: what nobody knows, page after page, and when nothing was found."""

import pytest

from regions.models import CareUnit
from regions.queries import CareSearch, find_units, understand
from regions.queries.directory import directory
from regions.queries.find_care import MAX_PAGE, PAGE_SIZE
from tests.regions.made_units import (
    GOTEBORG,
    KIRUNA,
    LUND,
    MALMO,
    WEEKDAYS,
    make_unit,
    open_on,
    sweden,
)
from tests.regions.pages import find, find_json, heading_of, links_of, main_of, page_text, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


# ---- what nobody knows ----


def test_a_unit_without_position_is_listed_beside_the_near_ones(client):
    make_unit("Med plats", LUND)
    make_unit("Utan plats", LUND, placed=False)
    make_unit("Utan plats i Kiruna", KIRUNA, placed=False)
    response = find(client, q="Lund")
    assert list(units_in(response))[:2] == ["Med plats", "Utan plats i Kiruna"]
    assert "I Lund, men vi vet inte exakt var Utan plats" in page_text(response)
    assert "Avstånd: uppgift saknas" in units_in(response)["Utan plats"]
    assert list(units_in(response)).count("Utan plats") == 1
    answer = find_json(client, q="Lund")["units"]
    assert [(row["name"], row["distance_m"]) for row in answer][-1] == ("Utan plats", None)


def test_a_unit_without_position_in_a_region_comes_last(client):
    make_unit("Utan plats", LUND, placed=False)
    for number in range(PAGE_SIZE):
        make_unit(municipality=MALMO, north=number)
    first, second = find(client, "/skane", typ="vardcentral"), find(client, "/skane", typ="vardcentral", sida=2)
    assert heading_of(first) == "21 vårdcentraler finns i Skåne"
    assert "Utan plats" not in units_in(first)
    assert list(units_in(second)) == ["Utan plats"]


def test_a_unit_without_anything_says_so_fact_by_fact(client):
    make_unit("Utan allt", LUND, placed=False)
    row = units_in(find(client, q="Lund"))["Utan allt"]
    for missing in ("Öppettid: uppgift saknas", "Avstånd: uppgift saknas", "Telefon: uppgift saknas"):
        assert missing in row
    assert "Adress: uppgift saknas" in row


# ---- pages, links and state ----


def test_pages_keep_the_search(client):
    for number in range(2 * PAGE_SIZE + 1):
        make_unit(f"Enhet {number:02}", LUND, east=10 * number)
    query = {"q": "Lund", "typ": "vardcentral", "oppet": ""}
    first = find(client, **query)
    assert list(units_in(first)) == [f"Enhet {number:02}" for number in range(20)]
    following = links_of(main_of(first))["Nästa"]
    second = client.get(f"/hitta-vard/{following}")
    assert next(iter(units_in(second))) == "Enhet 20"
    back, on = (links_of(main_of(second))[text] for text in ("Föregående", "Nästa"))
    assert units_in(client.get(f"/hitta-vard/{back}")) == units_in(first)
    last = client.get(f"/hitta-vard/{on}")
    assert list(units_in(last)) == ["Enhet 40"]
    assert "Nästa" not in links_of(main_of(last))
    assert 'value="Lund"' in main_of(last)
    assert '<option value="vardcentral" selected>' in main_of(last)
    answers = [find_json(client, **query, sida=page) for page in (1, 2, 3)]
    assert [(a["page"], a["has_next"], len(a["units"])) for a in answers] == [
        (1, True, 20),
        (2, True, 20),
        (3, False, 1),
    ]


def test_past_the_last_page_there_is_a_way_back(client):
    make_unit("Enda", LUND)
    response = find(client, q="Lund", sida=7)
    assert response.status_code == 200
    assert "Det finns inga fler mottagningar på sida 7." in page_text(response)
    back = links_of(main_of(response))["Till första sidan"]
    assert list(units_in(client.get(f"/hitta-vard/{back}"))) == ["Enda"]


def test_the_last_page_there_can_be_has_no_link_to_one_more():
    CareUnit.objects.bulk_create(
        CareUnit(
            name="Enhet", slug=f"enhet-{n}", kinds=["primary_care"], region_id="12", municipality_id=LUND,
            easting=400_000 + n, northing=6_200_000,
        )
        for n in range(PAGE_SIZE * MAX_PAGE + 1)
    )  # fmt: skip
    lund, known = understand("Lund"), directory()
    before, last = (
        find_units(CareSearch(lund, lund.place, page=number), sweden("2026-03-02 12:00"), known)
        for number in (MAX_PAGE - 1, MAX_PAGE)
    )
    assert (before.has_next, last.has_next, len(last.units)) == (True, False, PAGE_SIZE)


def test_the_form_keeps_the_region_and_what_was_asked(client):
    make_unit("I Lund", LUND)
    markup = main_of(find(client, "/skane", q="Lund", oppet="kvall-helg"))
    assert 'action="/skane/hitta-vard/"' in markup
    assert '<option value="kvall-helg" selected>' in markup
    assert all(href.startswith(("/skane/", "?", "tel:")) for href in links_of(markup).values())


def test_with_nothing_asked_the_page_asks_where_you_are(client):
    make_unit("I Lund", LUND)
    for query in ({}, {"q": ""}, {"q": "   "}, {"typ": "bvc"}, {"q": "bvc"}, {"oppet": "nu"}, {"q": "nära mig"}):
        response = find(client, **query)
        assert response.status_code == 200
        assert "Var är du?" in page_text(response), query
        assert units_in(response) == {}
        assert find_json(client, **query)["units"] == []
    region_link = links_of(main_of(find(client, q="bvc", oppet="nu")))["Skåne"]
    assert region_link == "/skane/hitta-vard/?q=bvc&oppet=nu"
    assert 'value="bvc"' in main_of(find(client, q="bvc"))


# ---- nothing found ----


def test_nothing_found_offers_wider_searches_that_work(client):
    make_unit("Vårdcentralen Ek", LUND)
    response = find(client, q="apotek Kronan Lund öppet nu")
    assert heading_of(response) == "Inga apotek som stämmer med ”Kronan” är öppna nu inom 20 km från Lund"
    links = {text: href for text, href in links_of(main_of(response)).items() if href.startswith("?")}
    assert links.pop("Ta bort Öppet nu") == links["Visa också de som är stängda nu"]
    assert set(links) == {"Visa också de som är stängda nu", "Visa alla apotek nära Lund", "Visa alla typer av vård"}
    for href in links.values():
        assert client.get(f"/hitta-vard/{href}").status_code == 200
    assert links["Visa också de som är stängda nu"] == "?q=apotek+Kronan+Lund"
    assert "1177" in page_text(response)


def test_a_choice_that_no_unit_answers_to_can_be_left_out(client):
    make_unit("Apoteket Ek", LUND, kinds=["pharmacy"])
    links = links_of(main_of(find(client, q="Lund", typ="apotek", listning="1")))
    assert links["Sök utan de extra valen"] == "?q=Lund&typ=apotek"


def test_open_now_can_always_be_taken_off(client):
    open_on(make_unit("Dag", LUND), WEEKDAYS, "08.00-17.00")
    for query in ({"q": "Lund", "oppet": "nu"}, {"q": "öppet nu i Lund"}):
        links = links_of(main_of(find(client, **query)))
        found = client.get(f"/hitta-vard/{links['Visa också de som är stängda nu']}")
        assert list(units_in(found)) == ["Dag"]
    in_region = links_of(main_of(find(client, "/skane", oppet="nu")))["Visa också de som är stängda nu"]
    assert list(units_in(client.get(f"/skane/hitta-vard/{in_region}"))) == ["Dag"]


def test_a_misspelt_place_is_guessed_in_a_link(client):
    make_unit("I Göteborg", GOTEBORG)
    response = find(client, q="gotebrog")
    assert "Kontrollera stavningen av ”gotebrog”" in page_text(response)
    link = links_of(main_of(response))["Menade du ”Göteborg”?"]
    assert list(units_in(client.get(f"/hitta-vard/{link}"))) == ["I Göteborg"]
