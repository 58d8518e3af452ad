"""What find care suggests under its field while one types."""

import html
import re

import pytest

from regions.models import CareUnit

ROW = re.compile(r'<a role="option"[^>]* href="([^"]*)"[^>]*>([^<]*?)(?: <span>([^<]*)</span>)?</a>')


@pytest.fixture
def rows(units, client):
    def rows(query, path="/hitta-vard/forslag/", **chosen):
        response = client.get(path, {"q": query, **chosen})
        assert response.status_code == 200
        return [tuple(map(html.unescape, row)) for row in ROW.findall(response.content.decode())]

    return rows


def titles(found):
    return [title for _, title, _ in found]


def test_kinds_of_care_and_places(rows):
    assert titles(rows("vårdc"))[0] == "Vårdcentral"
    assert titles(rows("vårdcentral lun"))[0] == "vårdcentral Lund"
    assert "Hörby" in titles(rows("hörb"))


def test_a_unit_is_found_by_the_beginnings_of_its_name(rows):
    unit = CareUnit.objects.filter(closed_on=None, name__contains=" ").order_by("pk").first()
    begun = " ".join(word[:-1] if len(word) > 4 else word for word in unit.name.split())
    assert (unit.get_absolute_url(), unit.name, "") in rows(begun), "its town is in its name"
    assert ("Exempelrehab Klockan, Malung", "Malung-Sälen") in [row[1:] for row in rows("klockan malung")]


def test_units_of_the_readers_region_come_first(rows):
    everywhere, here = rows("exempelv"), rows("exempelv", "/skane/hitta-vard/forslag/")
    in_skane = set(CareUnit.objects.filter(region="12").values_list("name", flat=True))
    assert not set(titles(everywhere)) <= in_skane
    assert here and set(titles(here)) <= in_skane


def test_a_letter_or_two_of_a_name_is_too_little(rows):
    assert all(url.startswith("/hitta-vard/?") for url, _, _ in rows("vårdcentral h"))


def test_a_place_brings_no_units(rows):
    assert all(url.startswith("/hitta-vard/?") for url, _, _ in rows("Lund"))


def test_what_is_chosen_stays(rows):
    ((url, _, _), *_) = rows("lund", typ="apotek", oppet="nu", sida="3", dropin="", pos="")
    assert url == "/hitta-vard/?typ=apotek&oppet=nu&q=Lund"


@pytest.mark.parametrize("value", ["", "x"])
@pytest.mark.parametrize("name", ["query", "changes", "", "q[]", "sida", "typ", "pos", "karta"])
def test_no_name_or_value_beside_it_fails(units, client, name, value):
    response = client.get("/hitta-vard/forslag/", {"q": "lund", name: value})
    assert response.status_code == 200
    assert ">Lund</a>" in response.content.decode()


def test_a_kind_in_the_words_is_the_one_that_is_meant_and_a_place_too(rows):
    ((url, _, _), *_) = rows("vårdcentral lun", typ="apotek", pos="55.7,13.2", oppet="nu")
    assert url == "/hitta-vard/?oppet=nu&q=v%C3%A5rdcentral+Lund"


def test_they_stay_in_the_region(rows):
    assert rows("lund", "/skane/hitta-vard/forslag/")[0][0] == "/skane/hitta-vard/?q=Lund"


@pytest.mark.parametrize("query", ["", "v", " ", "xyzzyxq", "a" * 200, "a\x00b", "'\"><script>"])
def test_nothing_for_what_begins_nothing(rows, query):
    assert rows(query) == []


@pytest.mark.parametrize(("query", "most"), [("vårdcentral lund", 0), ("lund", 0), ("capio", 2)])
def test_few_queries(rows, django_assert_num_queries, query, most):
    rows(query)
    with django_assert_num_queries(most):
        rows(query)


def test_the_field_asks_where_the_page_is(units, client):
    page = client.get("/skane/hitta-vard/").content.decode()
    assert 'hx-get="forslag/"' in page
    assert 'id="hitta-vard-forslag" role="listbox"' in page
