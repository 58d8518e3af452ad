"""An address that leads nowhere: a slip of the keyboard is mended, and for the rest the page says what was meant."""

import re
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.regions.pages import links_of, main_of, page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/FEBER-hos-barn/", "/feber-hos-barn/"),
        ("/Feber_hos_barn", "/feber-hos-barn/"),
        ("/feber%20hos%20barn/", "/feber-hos-barn/"),
        ("/förgiftning/?a=b&c=%C3%A5", "/forgiftning/?a=b&c=%C3%A5"),
        ("/forgiftning//", "/forgiftning/"),
        ("/skane/Förgiftning/", "/skane/forgiftning/"),
        ("/Skåne/Förgiftning", "/skane/forgiftning/"),
        ("/skåne/", "/skane/"),
        ("/Skane/", "/skane/"),
        ("/Hitta_Vård/?q=Lund", "/hitta-vard/?q=Lund"),
        ("/EN/feber/", "/en/feber/"),
        ("/EN/Sök/?q=fever", "/en/sok/?q=fever"),
        ("/Lättläst/feber/", "/lattlast/feber/"),
        ("/a-ö/", "/a-o/"),
    ],
)
def test_what_differs_from_a_page_in_how_it_is_written_leads_there(client, path, right):
    for method in (client.get, client.head):
        answer = method(path)
        assert (answer.status_code, answer["Location"]) == (301, right)
    assert client.get(right).status_code == 200


@pytest.mark.parametrize("path", ["/Finns-Inte/", "/EN/akne/", "/Skåne/finns_inte/", "/fel/ABC/", "/å/ä/ö/"])
def test_nobody_is_led_to_where_there_is_no_page(client, path):
    assert client.get(path).status_code == 404


def test_what_is_sent_is_not_led_on(client):
    assert client.post("/FORGIFTNING/", {"a": "b"}).status_code in (404, 405)
    assert client.post("/förgiftning/", {"a": "b"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/feber-hos-barnn/", {"Feber hos barn": "/feber-hos-barn/"}),
        ("/skane/feber-hos-barnn/", {"Feber hos barn": "/skane/feber-hos-barn/"}),
        ("/sjalvmord/", {"Självmordstankar": "/sjalvmordstankar/"}),
        ("/Självmord", {"Självmordstankar": "/sjalvmordstankar/"}),
        ("/brostsmarta/", {"Ont i bröstet": "/ont-i-brostet/"}),
        ("/en/fever/", {"Fever": "/en/feber/"}),
        ("/en/poisoning/", {"Förgiftning": "/forgiftning/"}),
        ("/lattlast/feberr/", {"Feber": "/lattlast/feber/"}),
    ],
)
def test_the_nearest_texts_are_named(client, path, near):
    answer = client.get(path, follow=True)
    assert answer.status_code == 404
    assert near.items() <= links_of(main_of(answer)).items()


def test_the_page_in_english_speaks_english(client):
    answer = client.get("/en/fever/")
    page = answer.content.decode()
    assert '<html lang="en">' in page
    assert "<h1>Page not found</h1>" in page
    assert "Did you mean:" in page_text(answer)
    assert '<html lang="sv">' in client.get("/lattlast/feberr/").content.decode()
    assert '<html lang="sv">' in client.get("/feberr/").content.decode()


@pytest.mark.parametrize(
    ("path", "says", "address"),
    [
        ("/en/forgiftning/", "There is no such text in English, but there is one in Swedish:", "/forgiftning/"),
        ("/lattlast/forgiftning/", "Det finns ingen lättläst text om det, men en vanlig:", "/forgiftning/"),
        ("/skane/lattlast/forgiftning/", "Det finns ingen lättläst text om det", "/skane/forgiftning/"),
    ],
)
def test_a_text_that_is_not_in_the_language_is_pointed_at(client, path, says, address):
    answer = client.get(path)
    assert answer.status_code == 404
    assert says in page_text(answer)
    assert links_of(main_of(answer))["Förgiftning"] == address


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/feber-hos-barnn/", "feber hos barnn"),
        ("/en/some_thing/", "some thing"),
        ("/hitta-vard/höör", "höör"),
        ("/wp-login.php", ""),
        ("/mottagning/finns-inte/", ""),
        ("/a/b/c/", ""),
    ],
)
def test_the_search_box_has_the_words_of_the_address(client, path, words):
    page = main_of(client.get(path, follow=True))
    assert re.search(r'name="q"[^>]* value="([^"]*)"', page)[1] == words


def test_care_that_was_looked_for_is_a_link_away(client):
    answer = client.get("/skane/hitta-vard/höga_kusten/", follow=True)
    link = links_of(main_of(answer))["Sök ”höga kusten” i Hitta vård"]
    assert link == "/skane/hitta-vard/?q=h%C3%B6ga%20kusten"


@pytest.mark.parametrize("path", ["/wp-login.php", "/.env", "/a/b/c/", f"/{'ö' * 81}/", "/%FF%00/"])
def test_what_is_no_name_of_a_text_costs_nothing(client, path):
    client.get("/finns-inte/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 404
    assert not [each for each in queries if "searchstate" in each["sql"]]


def test_what_may_be_one_costs_one_small_question(client):
    client.get("/så-här/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/så-här/")
    assert len(queries) == 1


def test_it_does_without_the_database(client):
    with (
        patch("vardguiden.views.mistyped.named_or_near", side_effect=OperationalError),
        patch("vardguiden.views.mistyped.topic_at", side_effect=OperationalError),
    ):
        for path in ("/så-här/", "/förgiftning/", "/en/så-här/"):
            answer = client.get(path)
            assert answer.status_code == 404
            assert 'value="' in main_of(answer)


def test_nobody_waits_while_the_names_are_read(client):
    with patch("articles.queries.named.lexicon_if_read", return_value=None):
        for path in ("/feber-hos-barnn/", "/FORGIFTNING/", "/en/feverr/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 404
            assert not [each for each in queries if "searchstate" in each["sql"]]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.text(max_size=200))
def test_any_address_is_answered(client, path):
    assert client.get("/" + path.replace("?", "").replace("#", "")).status_code in (200, 301, 302, 404, 405, 410)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/feber-hos-barn/andringar/?fran=98&till=99", "/feber-hos-barn/"),
        ("/feber-hos-barn/version/99/", "/feber-hos-barn/"),
        ("/en/feber/version/99/", "/en/feber/"),
    ],
)
def test_a_version_that_never_was_leads_on_to_its_text(client, path, text):
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'href="{text}"' in answer.content.decode()
