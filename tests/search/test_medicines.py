"""Who searches for a medicine by its name, as it stands on the package, is led to what it is for and to its leaflet."""

import pytest
from django.test import Client

from articles.models import Synonym
from articles.queries import search_articles, suggest
from articles.queries.search import lexicon

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
LEAFLET = "https://www.fass.se/"


def found(query):
    return [hit.topic.slug for hit in search_articles(query).hits]


def look(address, query):
    return Client().get(address, {"q": query}, secure=True).text


@pytest.mark.parametrize(
    ("query", "topics", "medicine"),
    [
        ("remeron", {"depression"}, "Remeron"),
        ("sertalin", {"angest", "depression"}, "sertralin"),
        ("Kåvepenin", {"antibiotika"}, "Kåvepenin"),
        ("madopark tider", {"parkinsons-sjukdom"}, "Madopark"),
        ("alvedon", {"smartstillande-lakemedel"}, "alvedon"),
        ("eliquis biverkningar", {"blodfortunnande-lakemedel"}, "Eliquis"),
    ],
)
def test_a_medicine_leads_to_what_it_is_for(query, topics, medicine):
    answer = search_articles(query)
    assert answer.hits[0].topic.slug in topics
    assert answer.medicine.casefold() == medicine.casefold()
    assert LEAFLET in look("/sok/", query)


@pytest.mark.parametrize("query", ["ont i halsen", "läkemedel", "medicin mot ångest", "recept", "vårdcentral Lund"])
def test_other_searches_tell_of_no_leaflet(query):
    assert search_articles(query).medicine is None
    assert LEAFLET not in look("/sok/", query)


def test_the_page_says_what_the_leaflet_tells_in_the_readers_language():
    assert "<strong>Sertralin</strong> är ett läkemedel." in look("/sok/", "sertralin")
    assert "<strong>Sertralin</strong> is a medicine." in look("/en/sok/", "sertralin")


def test_where_a_life_may_be_at_stake_nobody_is_sent_to_a_leaflet():
    assert search_articles("tagit för många zoloft").medicine == "Zoloft"
    page = look("/sok/", "tagit för många zoloft")
    assert "Ring 112" in page
    assert LEAFLET not in page


def test_nearly_every_medicine_leads_to_its_text():
    names = Synonym.objects.filter(kind=Synonym.Kind.MEDICINE).order_by("pk").values_list("text", "article__slug")
    assert len(names) > 1_500
    some = names[::7]
    missed = [(name, slug) for name, slug in some if slug not in found(name)[:3]]
    assert len(missed) <= 0.02 * len(some), missed


def test_a_medicine_is_suggested_when_enough_of_it_is_typed():
    assert "depression" in [topic.slug for topic in suggest("zolof", 10)]


def test_a_medicine_is_no_other_name_of_an_illness():
    page = Client().get("/bipolar-sjukdom/", secure=True).text
    assert "Lithionit" not in page
    assert "litium" not in page.partition('type="application/ld+json"')[2].partition("</script>")[0]


def test_a_medicine_that_is_taken_away_is_known_no_more():
    assert search_articles("remeron").medicine == "Remeron"
    Synonym.objects.filter(text="Remeron").delete()
    assert search_articles("remeron").medicine is None
    assert "remeron" not in lexicon().written


def test_nothing_is_taken_for_a_compound_of_medicines():
    stems = lexicon().stems
    assert "remeron" not in stems
    assert "depression" in stems
