"""Find care: languages, access, e-services, drop-in, listing – and those who have not told."""

import re

import pytest

from regions.models import CareUnit, Purpose
from tests.regions.made_units import EVERY_DAY, LUND, MALMO, WEEKDAYS, make_unit, open_on
from tests.regions.pages import find, find_json, heading_of, links_of, main_of, page_text, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


@pytest.fixture
def choice(no_units):
    """Units that have told of everything, differently, and one that has told nothing."""
    full = make_unit(
        "Allt",
        LUND,
        languages=["sv", "ar", "so"],
        accessibility=["wheelchair", "lift", "hearing_loop"],
        e_services=["book", "video"],
        takes_new_listings=True,
    )
    open_on(full, EVERY_DAY, "00.00-24.00")
    open_on(full, WEEKDAYS, "08.00-10.00", purpose=Purpose.DROP_IN)
    some = make_unit("Något", LUND, languages=["sv", "fi"], accessibility=["wheelchair"], e_services=["book"], east=100)
    some.takes_new_listings = False
    some.save(update_fields=["takes_new_listings"])
    open_on(some, WEEKDAYS, "08.00-17.00")
    make_unit("Tyst", LUND, east=200)


CHOICES = {
    "one language": ({"sprak": "ar"}, ["Allt"]),
    "any of the languages": ({"sprak": ["fi", "so"]}, ["Allt", "Något"]),
    "access": ({"tillganglighet": "rullstol"}, ["Allt", "Något"]),
    "all of the access": ({"tillganglighet": ["rullstol", "horslinga"]}, ["Allt"]),
    "video": ({"etjanst": "video"}, ["Allt"]),
    "all of the e-services": ({"etjanst": ["boka", "video"]}, ["Allt"]),
    "drop-in": ({"dropin": "1"}, ["Allt"]),
    "listing": ({"listning": "1"}, ["Allt"]),
    "open now": ({"oppet": "nu"}, ["Allt"]),
    "several": ({"sprak": ["fi", "ar"], "tillganglighet": "rullstol", "etjanst": "boka"}, ["Allt", "Något"]),
    "everything": ({"sprak": "ar", "tillganglighet": "hiss", "etjanst": "video", "dropin": "1", "listning": "1",
                    "oppet": "nu"}, ["Allt"]),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), CHOICES.values(), ids=CHOICES)
@pytest.mark.usefixtures("choice")
def test_each_choice_keeps_what_has_it_and_says_who_has_not_told(client, asked, found):
    response = find(client, q="Lund", **asked)
    assert list(units_in(response)) == found
    assert "En mottagning till inom 20 km kan stämma, men har inte sagt något om" in page_text(response)
    untold = client.get(f"/hitta-vard/{links_of(main_of(response))['Visa den']}")
    assert list(units_in(untold)) == ["Tyst"]
    assert "uppgift saknas" in units_in(untold)["Tyst"]
    back = links_of(main_of(untold))["Tillbaka till dem som säkert stämmer"]
    assert list(units_in(client.get(f"/hitta-vard/{back}"))) == found
    answer = find_json(client, q="Lund", **asked)
    assert [row["name"] for row in answer["units"]] == found
    assert answer["untold"] == 1


@pytest.mark.usefixtures("choice")
def test_the_facts_that_are_missing_are_named(client):
    response = find(client, q="Lund", sprak="ar", etjanst="video")
    assert "men har inte sagt något om språk eller e-tjänster." in page_text(response)
    row = units_in(find(client, q="Lund", sprak="ar", etjanst="video", saknas="1"))["Tyst"]
    assert "Språk: uppgift saknas" in row
    assert "E-tjänster: uppgift saknas" in row
    assert find_json(client, q="Lund", sprak="ar", saknas="1")["units"][0]["missing"] == ["språk"]


def test_a_pharmacy_that_says_nothing_of_listing_is_not_one_that_has_not_told(client):
    make_unit("Apoteket", LUND, kinds=["pharmacy"])
    response = find(client, q="Lund", listning="1")
    assert units_in(response) == {}
    assert "har inte sagt något" not in page_text(response)


@pytest.mark.usefixtures("choice")
def test_each_choice_can_be_taken_away_by_a_link(client):
    response = find(client, q="Lund", typ="vardcentral", sprak=["ar", "so"], dropin="1", oppet="nu")
    links = {text: href for text, href in links_of(main_of(response)).items() if text.startswith("Ta bort ")}
    everything = links.pop("Ta bort alla")
    assert set(links) == {f"Ta bort {text}" for text in ("Vårdcentral", "Öppet nu", "Drop-in", "Arabiska", "Somaliska")}
    assert "sprak=so" in links["Ta bort Arabiska"] and "sprak=ar" not in links["Ta bort Arabiska"]
    assert len(units_in(client.get(f"/hitta-vard/{everything}"))) == 3
    assert re.search(
        r'<details class="more-choices">\s*<summary>Fler val <span class="tag">3 valda</span>', main_of(response)
    )


def test_a_choice_that_is_none_is_said_and_the_rest_is_kept(client):
    for query in ({"sprak": "xx"}, {"tillganglighet": "trappa"}, {"etjanst": "\x00"}, {"sortera": "baklänges"}):
        response = find(client, q="Lund", **query)
        assert response.status_code == 400, query
        assert 'value="Lund"' in main_of(response)
        assert client.get("/hitta-vard.json", {"q": "Lund", **query}).status_code == 400
    assert '<details class="more-choices" open>' in main_of(find(client, q="Lund", sprak="xx"))


# ---- in use ----


def test_a_unit_that_has_closed_is_nowhere(client):
    make_unit("Kvar", LUND)
    make_unit("Stängd för alltid", LUND, closed_on="2026-03-02")
    make_unit("Stänger i morgon", LUND, closed_on="2026-03-03")
    assert list(units_in(find(client, q="Lund"))) == ["Kvar", "Stänger i morgon"]
    assert units_in(find(client, q="stängd för alltid")) == {}
    assert "Stängd för alltid" not in client.get("/regioner/skane/lund/").content.decode()
    assert "Stängd för alltid" not in client.get("/sok/", {"q": "stängd för alltid"}).content.decode()
    assert client.get("/sitemap/vard-1.xml").content.decode().count("<loc>") in (0, 2)


def test_a_unit_that_has_not_opened_says_when_and_is_not_open(client):
    unit = open_on(make_unit("Ny", LUND, opens_on="2026-04-12"), EVERY_DAY, "00.00-24.00")
    assert "Öppnar den 12 april 2026" in units_in(find(client, q="Lund"))["Ny"]
    assert units_in(find(client, q="Lund", oppet="nu")) == {}
    CareUnit.objects.filter(pk=unit.pk).update(opens_on="2026-03-02")
    assert list(units_in(find(client, q="Lund", oppet="nu"))) == ["Ny"]


# ---- orders ----


@pytest.fixture
def habits(no_units):
    open_on(make_unit("Östra", LUND, east=100), WEEKDAYS, "10.00-17.00")
    open_on(make_unit("Ängen", LUND, east=200), WEEKDAYS, "08.00-17.00")
    open_on(make_unit("Åsen", LUND, east=300), EVERY_DAY, "21.00-02.00")
    make_unit("Zäta", LUND, east=400)
    open_on(make_unit("alen", LUND, east=500), 5, "10.00-14.00")


@pytest.mark.usefixtures("habits")
def test_orders(client):
    assert list(units_in(find(client, q="Lund"))) == ["Östra", "Ängen", "Åsen", "Zäta", "alen"]
    assert list(units_in(find(client, q="Lund", sortera="namn"))) == ["alen", "Zäta", "Åsen", "Ängen", "Östra"]
    soonest = ["Åsen", "Ängen", "Östra", "alen", "Zäta"]
    assert list(units_in(find(client, q="Lund", sortera="oppnar"))) == soonest
    assert [row["name"] for row in find_json(client, q="Lund", sortera="oppnar")["units"]] == soonest
    links = links_of(main_of(find(client, q="Lund", sortera="namn")))
    assert links["Öppet eller öppnar snart"] == "?q=Lund&sortera=oppnar"


def test_orders_without_a_place(client, no_units):
    open_on(make_unit("Kronan Ask", LUND), WEEKDAYS, "08.00-17.00")
    open_on(make_unit("Kronan Ek", MALMO), EVERY_DAY, "21.00-02.00")
    named = [[row["name"] for row in find_json(client, q="kronan", sortera=order)["units"]] for order in ("", "oppnar")]
    assert named == [["Kronan Ask", "Kronan Ek"], ["Kronan Ek", "Kronan Ask"]]


@pytest.mark.usefixtures("habits")
def test_another_order_is_of_what_is_near_when_anything_is(client):
    make_unit("Aaa i Kiruna", "2584")
    assert "Aaa i Kiruna" not in units_in(find(client, q="Lund", sortera="namn"))
    assert "Aaa i Kiruna" in units_in(find(client, q="Lund"))


def test_pages_of_another_order_follow_on_each_other(client):
    for number in range(45):
        open_on(make_unit(f"Enhet {number:02}", LUND, north=number), WEEKDAYS, f"{8 + number % 4:02}.00-17.00")
    for order in ("namn", "oppnar"):
        pages = [list(units_in(find(client, q="Lund", sortera=order, sida=n))) for n in (1, 2, 3)]
        assert [len(page) for page in pages] == [20, 20, 5]
        assert len({name for page in pages for name in page}) == 45
    opens = [
        row["opening"] for n in (1, 2, 3) for row in find_json(client, q="Lund", sortera="oppnar", sida=n)["units"]
    ]
    assert opens == sorted(opens)


# ---- an answer is kept only for as long as it holds ----


def test_a_change_is_seen_at_once(client):
    unit = open_on(make_unit("Dag", LUND), WEEKDAYS, "08.00-17.00")
    assert units_in(find(client, q="Lund", oppet="nu")) == {}
    span = unit.spans.get(day=0)
    span.closes = "23.50"
    type(span).objects.filter(pk=span.pk).update(closes="23:50")
    assert list(units_in(find(client, q="Lund", oppet="nu"))) == ["Dag"]
    CareUnit.objects.filter(pk=unit.pk).update(name="Natt")
    assert list(units_in(find(client, q="Lund", oppet="nu"))) == ["Natt"]
    unit.delete()
    assert units_in(find(client, q="Lund", oppet="nu")) == {}


# ---- one's own position ----


def test_ones_position_is_a_place(client):
    make_unit("Nära", LUND)
    response = find(client, pos="55.70,13.19")
    assert heading_of(response) == "1 mottagning finns inom 20 km från din plats"
    assert "Ta bort Nära din plats" in links_of(main_of(response))
    beaten = find(client, pos="55.70,13.19", q="Kiruna")
    assert "Du skrev Kiruna, så din plats används inte." in page_text(beaten)
    assert links_of(main_of(beaten))["Sök nära din plats i stället"] == "?pos=55.70%2C13.19"
    near = find_json(client, pos="55.70,13.19")["understood"]["place"]
    assert (near["name"], near["region_code"]) == ("din plats", "12")


@pytest.mark.parametrize(
    "pos", ["0,0", "91,200", "55.7", "55.70;13.19", "48.85,2.35", "a,b", "55.70,13.19\x00", "9" * 99]
)
def test_a_position_that_is_none_is_refused_in_words(client, pos):
    response = find(client, pos=pos)
    assert response.status_code == 400
    assert client.get("/hitta-vard.json", {"pos": pos}).status_code == 400


def test_only_find_care_may_ask_where_one_is(client):
    assert "geolocation=(self)" in find(client)["Permissions-Policy"]
    assert "geolocation=()" in client.get("/")["Permissions-Policy"]
    assert "camera=()" in find(client)["Permissions-Policy"]


def test_in_a_region_the_order_is_said_to_be_from_its_main_town(client):
    for name, municipality in (("A i Kristianstad", "1290"), ("B i Malmö", "1280")):
        make_unit(name, municipality)
    asks = "Skriv en ort eller ett postnummer, så får du se vilka som är närmast dig."
    response = find(client, "/skane", typ="vardcentral")
    assert list(units_in(response)) == ["B i Malmö", "A i Kristianstad"]
    assert 'aria-current="true">Närmast Malmö<' in main_of(response)
    assert asks in page_text(response)
    near = find(client, "/skane", q="Kristianstad")
    assert 'aria-current="true">Närmast först<' in main_of(near)
    assert asks not in page_text(near)
