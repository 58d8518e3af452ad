"""Suggestions while one types: topics, kinds of care and places, few and from the second letter."""

import re

import pytest

from articles.queries import suggest
from articles.queries.search import lexicon

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(library, client):
    """What is shown of what was typed so far."""

    def begun(typed, region=""):
        response = client.get(f"{region}/forslag/", {"q": typed})
        assert response.status_code == 200
        return response.content.decode()

    return begun


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hals", "halsfluss"),
        ("ont i h", "ont-i-halsen"),
        ("fö", "fornya-recept"),
        ("forky", "forkylning"),
        ("FÖRKY", "forkylning"),
        ("mig", "migran"),
        ("p-pi", "preventivmedel"),
        ("hög", "hogt-blodtryck"),
        ("blåskat", "urinvagsinfektion"),
        ("covid-1", "covid-19"),
        ("feber hos b", "feber-hos-barn"),
    ],
)
def test_suggestions_while_typing(library, typed, expected):
    assert expected in [found.slug for found in suggest(typed, 9)]


def test_a_title_that_begins_as_typed_comes_first(library):
    assert suggest("ont i ha", 9)[0].slug == "ont-i-halsen"
    assert suggest("hög", 9)[0].title.startswith("Hög")
    assert suggest("å", 9)[0].title == "Ångest"


def test_at_most_ten_rows_for_the_list(units, begun):
    for typed in ("o", "on", "ont", "ba", "vårdcentral lund", "fe"):
        html = begun(typed)
        rows = re.findall(r'role="option"', html)
        assert len(rows) <= 10
        assert "<html" not in html


def test_one_letter_suggests_nothing(begun):
    assert 'role="option"' not in begun("f")


def test_a_place_suggests_find_care(units, begun):
    html = begun("vårdcentral Lund")
    assert "vårdcentral Lund <span>Hitta vård</span>" in html
    assert 'href="/hitta-vard/?q=v%C3%A5rdcentral+Lund"' in html


def test_suggestions_stay_in_the_region(begun):
    assert 'href="/skane/halsfluss/"' in begun("halsfl", "/skane")


@pytest.mark.parametrize(("typed", "address"), [("lättl", "/lattlast/"), ("engl", "/en/"), ("in engl", "/en/")])
def test_the_other_languages_are_suggested(begun, typed, address):
    assert begun(typed).split('href="')[1].startswith(f'{address}"')


@pytest.mark.parametrize("query", ["ont", "vårdcentral lund", "norrby xx"])
def test_suggestions_cost_two_queries(library, units, client, django_assert_max_num_queries, query):
    lexicon()
    with django_assert_max_num_queries(2):
        client.get("/forslag/", {"q": query})
