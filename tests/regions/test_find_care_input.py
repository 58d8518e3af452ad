"""Find care: whatever is typed gets a page in Swedish, keeps what was typed, and is never run or believed."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.regions.made_units import LUND, make_unit
from tests.regions.pages import find, links_of, main_of, page_text, picker_of, units_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]

REFUSED = {
    "a long query": ({"q": "vårdcentral " * 10}, "Sökningen är för lång. Skriv högst 100 tecken"),
    "a query as long as a request may be": ({"q": "å" * 1_300}, "Sökningen är för lång."),
    "NUL": ({"q": "Lund\x00"}, "Sökningen innehåller ett tecken som inte går att läsa. Skriv den igen."),
    "an unknown kind": ({"q": "Lund", "typ": "trollkarl"}, "Den typen av vård finns inte. Välj en i listan."),
    "a kind by its code": ({"q": "Lund", "typ": "primary_care"}, "Den typen av vård finns inte."),
    "NUL for a kind": ({"q": "Lund", "typ": "\x00"}, "Den typen av vård finns inte."),
    "an unknown time": ({"q": "Lund", "oppet": "jämt"}, "Välj en av öppettiderna i listan."),
    "page 0": ({"q": "Lund", "sida": "0"}, "Den sidan finns inte."),
    "page -1": ({"q": "Lund", "sida": "-1"}, "Den sidan finns inte."),
    "page 51": ({"q": "Lund", "sida": "51"}, "Den sidan finns inte."),
    "page one in letters": ({"q": "Lund", "sida": "ett"}, "Den sidan finns inte."),
    "page 1e3": ({"q": "Lund", "sida": "1e3"}, "Den sidan finns inte."),
    "a page of 5 000 digits": ({"q": "Lund", "sida": "9" * 5_000}, "Den sidan finns inte."),
    "infinity": ({"q": "Lund", "sida": "inf"}, "Den sidan finns inte."),
    "NUL for a page": ({"q": "Lund", "sida": "1\x00"}, "Den sidan finns inte."),
}


@pytest.mark.parametrize(("query", "says"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("region", ["", "/skane"])
def test_what_cannot_be_used_is_said_in_swedish_and_what_was_typed_is_kept(client, region, query, says):
    response = find(client, region, **query)
    assert response.status_code == 400
    assert says in page_text(response)
    assert html.escape(query["q"].replace("\x00", ""))[:50] in main_of(response)
    assert find(client, region, q="Lund").status_code == 200
    machine = client.get(f"{region}/hitta-vard.json", query)
    assert machine.status_code == 400
    assert says in str(machine.json()["errors"])


UNSEEN = {
    "a position abroad": ("pos", "59.91,10.75", "Din plats går inte att använda."),
    "an order": ("sortera", "x", "Listan kan inte ordnas så."),
    "a page": ("sida", "51", "Den sidan finns inte."),
    "a window": ("karta", "x", "Kartan kan inte visa den platsen."),
}


@pytest.mark.parametrize(("name", "value", "says"), UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_can_mend_in_a_field_is_said_once_and_left_out(client, name, value, says):
    make_unit("I Lund", LUND)
    response = find(client, q="Lund", **{name: value})
    assert says in page_text(response)
    assert list(units_in(response)) == ["I Lund"]
    shown = response.content.decode()
    assert f'name="{name}"' not in shown
    assert not any(f"{name}={value[:2]}" in href for href in links_of(shown).values())
    assert picker_of(response)["Skåne"] == "/skane/hitta-vard/?q=Lund"
    compared = client.get("/hitta-vard/jamfor/", {"q": "Lund", name: value})
    assert not any(f"{name}=" in href for href in links_of(main_of(compared)).values())


def test_a_position_that_cannot_be_used_leaves_the_question_where_one_is(client):
    response = find(client, typ="bvc", pos="59.91,10.75")
    assert "Var är du?" in page_text(response)
    assert links_of(main_of(response))["Skåne"] == "/skane/hitta-vard/?typ=bvc"


ODD = [
    "?q=Lund&q=Malmö",
    "?q[]=Lund",
    "?q=%",
    "?q=%ff%fe",
    "?q=%C3%28",
    "?&&&",
    "?=",
    "?q=Lund&sida=",
    "?q=Lund&sida=%20",
    "?q=Lund&typ=&oppet=",
    "?q=Lund&okand=1&utm_source=x",
    "?q=%00",
    "?Q=Lund",
    "?q=Lund;typ=apotek",
    "?q=" + "%20" * 99,
    "?q=%E2%80%AE%F0%9F%98%B7",
    "?q=a%3A*%20%26%20!b%20%7C%20(c",
    "?q='%3B%20DROP%20TABLE%20regions_careunit%3B--",
    "?q=%EF%B7%BA" + "%EF%B7%BA" * 99,  # one character that folds into eighteen
    "?q=" + "%E3%8E%8D" * 100,
    "?sida=2",
]


@pytest.mark.parametrize("query", ODD)
def test_odd_addresses_get_a_page(client, query):
    make_unit("I Lund", LUND)
    for path in ("/hitta-vard/", "/skane/hitta-vard/", "/hitta-vard.json"):
        response = client.get(path + query)
        assert response.status_code in (200, 400), (path, query)
    assert "Hitta vård" in page_text(client.get("/hitta-vard/" + query))


def test_of_two_queries_the_last_is_asked(client):
    make_unit("I Malmö", "1280")
    assert "inom 20 km från Malmö" in page_text(client.get("/hitta-vard/?q=Lund&q=Malmö"))


SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ request }}{% debug %}",
    "</textarea><svg/onload=alert(1)>",
]


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("name", ["q", "typ", "oppet", "sida", "annat", "<b>"])
def test_what_was_typed_is_never_markup(client, name, script):
    make_unit("I Lund", LUND)
    for region in ("", "/skane"):
        markup = client.get(f"{region}/hitta-vard/", {"q": "Lund", name: script}).content.decode()
        for tag in re.findall(r"<[^>]*>", markup):
            assert "alert(1)" not in re.sub(r'"[^"]*"', '""', tag), tag
        assert script not in markup or script.startswith(("javascript:", "{{"))
        assert "WSGIRequest" not in markup
        assert not any(href.lower().startswith("javascript:") for href in links_of(markup).values())
    if name == "q":
        assert html.escape(script, quote=False) in html.unescape(markup).replace("<", "&lt;").replace(">", "&gt;")


def test_a_unit_cannot_write_markup_into_the_list_or_the_map(client):
    make_unit('<script>alert("x")</script>', LUND, street="<b>Gatan", city="Lund<i>", phone="+4640<u>")
    response = find(client, q="Lund")
    assert next(iter(units_in(response))) == '<script>alert("x")</script>'
    for markup in ("<script>alert", "<b>Gatan", "Lund<i>", "+4640<u>"):
        assert markup not in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, method):
    for path in ("/hitta-vard/", "/hitta-vard.json", "/skane/hitta-vard/"):
        assert getattr(client, method)(path).status_code == 405


def test_head_is_get_without_the_page(client):
    response = client.head("/hitta-vard/?q=Lund")
    assert (response.status_code, response.content) == (200, b"")


def test_no_cookie_is_set(client):
    assert not find(client, q="Lund").cookies
    assert not find(client, q="Lund", typ="trollkarl").cookies


anything = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
typed = st.text(max_size=110)


times = st.sampled_from(["", "nu", "kvall-helg", "lordag", "sondag"])
pages = st.text("0123 ٣", max_size=4)


@anything
@given(typed, st.sampled_from(["", "bvc"]) | typed, times, pages)
def test_nothing_that_can_be_typed_breaks_the_page(client, q, typ, oppet, sida):
    query = {"q": q, "typ": typ, "oppet": oppet, "sida": sida}
    assert find(client, **query).status_code in (200, 400)
    assert client.get("/skane/hitta-vard.json", query).status_code in (200, 400)
