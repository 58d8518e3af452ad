"""The map of find care: what lies in its window, close units as one, and how it is moved by links."""

import re

import pytest

from regions.facts import municipalities_by_code
from regions.map_window import CLOSEST, WIDEST, Window
from regions.queries import CareSearch, understand
from regions.queries.directory import directory
from regions.queries.find_care.on_map import CELLS, units_on_map
from tests.regions.made_units import KIRUNA, LUND, MALMO, make_unit, sweden
from tests.regions.pages import find, links_of, main_of, page_text

AT = sweden("2026-03-02 23:40")
MIDDLE = Window(386_000, 6_175_000, 40_000)
pytestmark = pytest.mark.django_db


MOVES = ("Zooma in", "Zooma ut", "Visa mer norrut", "Visa mer söderut", "Visa mer västerut", "Visa mer österut")


def shown_side(response):
    return int(re.search(r'data-window="\d+-\d+-(\d+)"', main_of(response))[1])


def pins(response):
    return re.findall(r'<a class="pin[^"]*" href="([^"]*)" aria-label="([^"]*)"', main_of(response))


def test_a_window_in_an_address():
    assert Window.read(str(MIDDLE)) == MIDDLE
    assert Window.read("386000-6175000-9999").side == 9_999
    assert Window.read("386000-6175000-1000").side == CLOSEST
    assert Window.read("386000-6175000-9999999").side == WIDEST
    for text in (
        "",
        "1-2-3",
        "386000-6175000",
        "900000-6175000-40000",
        "386000-6175000-40000-1",
        "３86000-6175000-40000",
    ):
        assert Window.read(text) is None, text


def test_a_window_moves_and_stays_in_the_country():
    assert MIDDLE.zoomed(0.5).side == 20_000
    assert MIDDLE.moved(0.5, 0) == Window(406_000, 6_175_000, 40_000)
    far = MIDDLE
    for _ in range(50):
        far = far.moved(-1, 0)
    assert far.easting > 300_000
    assert MIDDLE.zoomed(1e-9).side == CLOSEST
    assert MIDDLE.zoomed(1e9).side == WIDEST


@pytest.mark.usefixtures("no_units", "late_on_a_monday")
class TestOnThePage:
    def test_each_unit_is_a_link_with_its_name_and_what_stands_in_it(self, client):
        unit = make_unit("Linden", LUND)
        assert pins(find(client, q="Lund")) == [(unit.get_absolute_url(), "1 Linden")]

    def test_close_units_are_one_mark_that_zooms_in(self, client):
        for number in range(7):
            make_unit(f"Tät {number}", LUND, east=number * 60)
        far = make_unit("Långt bort", LUND, north=15_000)
        ((href, label),) = [pin for pin in pins(find(client, q="Lund")) if "zooma" in pin[1]]
        assert label == "7 mottagningar, zooma in"
        assert (far.get_absolute_url(), "8 Långt bort") in pins(find(client, q="Lund"))
        closer = client.get("/hitta-vard/" + href.replace("&amp;", "&"))
        assert 'class="show-map" open' in main_of(closer)
        assert len([pin for pin in pins(closer) if "Tät" in pin[1]]) > 1
        assert not [pin for pin in pins(closer) if "Långt bort" in pin[1]]

    def test_units_wall_to_wall_are_not_a_link_to_nowhere(self, client):
        for _ in range(3):
            unit = make_unit(municipality=LUND)
        window = Window(unit.easting, unit.northing, CLOSEST)
        response = find(client, q="Lund", karta=str(window))
        assert pins(response) == []
        assert 'role="img" aria-label="3 mottagningar på samma plats"' in main_of(response)

    def test_the_buttons_are_links(self, client):
        make_unit("Linden", LUND)
        links = links_of(main_of(find(client, q="Lund", karta=str(MIDDLE))))
        assert links["Zooma in"] == "?q=Lund&karta=386000-6175000-20000#karta"
        assert links["Visa mer norrut"] == "?q=Lund&karta=386000-6191000-40000#karta"
        assert links["Visa listan på kartan igen"] == "?q=Lund#karta"
        for text in ("Zooma ut", "Visa mer söderut", "Visa mer västerut", "Visa mer österut"):
            assert client.get("/hitta-vard/" + links[text].split("#")[0]).status_code == 200

    @pytest.mark.parametrize("towns", [(LUND, KIRUNA), ("0180", "2583"), ("0980", "1480"), ("1287", "2584")])
    def test_the_buttons_work_however_far_apart_the_listed_are(self, client, towns):
        """Also where the middle between them is at sea: Stockholm and Haparanda, Visby and Göteborg."""
        for municipality in towns:
            make_unit(f"I {municipality}", municipality)
        name = municipalities_by_code()[towns[0]].name
        response = find(client, q=f"vårdcentral {name}")
        side = shown_side(response)
        links = links_of(main_of(response))
        for text in MOVES:
            pressed = client.get("/hitta-vard/" + links[text].split("#")[0])
            assert pressed.status_code == 200, (text, links[text])
            assert "Zooma ut" in links_of(main_of(pressed))
            again = links_of(main_of(pressed))
            assert all(client.get("/hitta-vard/" + again[each].split("#")[0]).status_code == 200 for each in MOVES)
        assert shown_side(client.get("/hitta-vard/" + links["Zooma ut"].split("#")[0])) >= side

    def test_the_map_alone_is_the_map_of_the_page(self, client):
        make_unit("Linden", LUND)
        alone = client.get("/hitta-vard/karta/", {"q": "Lund", "karta": str(MIDDLE)})
        assert "<main" not in alone.content.decode()
        assert alone.content.decode().strip() in find(client, q="Lund", karta=str(MIDDLE)).content.decode()
        assert client.get("/skane/hitta-vard/karta/?q=Lund").status_code == 200
        assert client.get("/hitta-vard/karta/").content.strip() == b""
        assert client.get("/hitta-vard/karta/?karta=x").status_code == 400

    @pytest.mark.parametrize("karta", ["x", "0-0-0", "386000-6175000-40000\x00", "9" * 99, "<b>"])
    def test_a_window_that_is_none_is_said(self, client, karta):
        response = find(client, q="Lund", karta=karta)
        assert response.status_code == 400
        assert "<b>" not in response.content.decode()

    def test_the_map_of_a_region_shows_no_other_regions_units(self, client):
        make_unit("I Malmö", MALMO)
        make_unit("Över gränsen", "0780")  # Växjö
        shown = find(client, q="Skåne", typ="vardcentral", karta="440000-6240000-300000")
        assert [label for _, label in pins(shown)] == ["1 I Malmö"]

    def test_what_is_filtered_in_the_list_is_filtered_on_the_map(self, client):
        make_unit("Arabiska", LUND, languages=["ar"])
        make_unit("Finska", LUND, languages=["fi"], north=9_000)
        assert [label for _, label in pins(find(client, q="Lund", sprak="ar"))] == ["1 Arabiska"]


@pytest.mark.parametrize(
    "query", [{"q": "Stockholm"}, {"q": "Göteborg", "oppet": "nu"}, {"typ": "vardcentral", "q": "Skåne"}]
)
def test_the_page_with_its_map_weighs_little(client, units, query):
    assert len(find(client, **query).content) < 100_000


def test_a_dense_map_weighs_little_and_draws_no_more_than_there_is_room_for(client, no_units):
    for east in range(-20, 21):
        for north in range(-20, 21):
            make_dense(east, north)
    window = Window(386_000, 6_175_000, 40_000)
    lund = understand("Lund")
    here = units_on_map(CareSearch(lund, lund.place), window, AT, directory())
    assert 0 < len(here) <= CELLS**2
    assert sum(each.count for each in here) > 1_500
    query = {
        "q": "Lund",
        "karta": str(window),
        "sprak": ["ar", "so", "fi"],
        "saknas": "1",
        "etjanst": ["video", "boka"],
    }
    for asked in ({"q": "Lund", "karta": str(window)}, query):
        response = find(client, **asked)
        assert len(response.content) < 100_000
        assert "mottagningar, zooma in" in response.content.decode()
    assert "Kartan visar" in page_text(response)


def make_dense(east, north):
    from regions.models import CareUnit

    name = f"Vårdcentralen med ett långt namn {east + 20} {north + 20}"
    CareUnit.objects.create(
        name=name,
        slug=f"vardcentralen-med-ett-langt-namn-{east + 20}-{north + 20}",
        kinds=["primary_care", "child_health"],
        region_id="12",
        municipality_id=LUND,
        street="Exempelgatan 12",
        city="Lund",
        phone="+46406280499",
        easting=386_000 + east * 980,
        northing=6_175_000 + north * 980,
    )
