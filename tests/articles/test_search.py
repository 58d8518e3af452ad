"""What people type, and what they find."""

import re

import pytest

from articles.models import Article, Synonym
from articles.queries import search_articles
from tests.articles.queries_people_type import EMERGENCIES, LAY_WORDS, NO_EMERGENCIES, NONSENSE, SENTENCES, SLIPS
from tests.articles.searching import slugs

pytestmark = pytest.mark.django_db


def first_hits(query, count=3):
    return [hit.topic.slug for hit in search_articles(query).hits[:count]]


# ---- what people type ----


def test_every_title_comes_first_for_itself(library):
    topics = Article.objects.national().filter(language="sv", live__isnull=False)
    assert [topic.slug for topic in topics if first_hits(topic.title, 1) != [topic.slug]] == []


def test_nearly_every_name_finds_its_article(library):
    taught = Synonym.objects.filter(kind="name", article__language="sv").select_related("article").order_by("pk")
    foreign = taught.exclude(language="sv")[::7]  # of twenty thousand
    names = [(synonym.text, synonym.article.slug) for synonym in (*taught.filter(language="sv"), *foreign)]
    missed = [(name, slug) for name, slug in names if slug not in first_hits(name)]
    assert len(missed) <= 0.01 * len(names), missed  # some names are shared by more than three topics


@pytest.mark.parametrize(("query", "expected"), SENTENCES + LAY_WORDS)
def test_sentences_and_lay_words_lead_to_their_article(library, query, expected):
    assert first_hits(query, 1) == [expected]


def test_what_says_nothing_finds_nothing(library):
    assert first_hits("jag har en") == first_hits("vad ska jag göra") == []


def test_what_happens_is_no_hand(library):
    assert first_hits("vad händer på BVC", 1) == ["barnavardscentral"]
    assert first_hits("händerna domnar", 1) == ["domningar-och-stickningar"]


def test_capital_letters_spaces_and_marks_do_not_matter(ask):
    assert slugs(ask("  FÖRKYLNING!?  "))[0] == "forkylning"
    assert slugs(ask("fo\u0308rkylning"))[0] == "forkylning"
    assert slugs(ask("”ont i halsen”"))[0] == "ont-i-halsen"


# ---- slips ----


@pytest.mark.parametrize(("query", "meant", "expected"), SLIPS)
def test_a_misspelling_is_understood_and_said(ask, look, query, meant, expected):
    answer = ask(query)
    assert answer["interpreted_as"] == meant
    assert expected in slugs(answer)[:3]
    assert f"Visar träffar för <strong>{meant}</strong>" in look(query)


@pytest.mark.parametrize(
    "query", ["förkylning", "forkylning", "feber", "ont i halsen", "p piller", "mag ont", "Lund", ""]
)
def test_what_was_found_as_typed_is_not_reinterpreted(ask, query):
    assert ask(query)["interpreted_as"] is None


def test_when_no_text_is_about_all_of_it_that_is_said(look):
    assert "Ingen text handlar om allt du skrev." in look("kanelbullar till halsfluss")
    assert "Ingen text handlar om allt" not in look("ont i halsen")


# ---- emergencies ----


@pytest.mark.parametrize("query", EMERGENCIES)
def test_an_emergency_puts_112_first(ask, look, query):
    assert ask(query)["emergency"] is True
    html = look(query)
    assert "Ring 112" in html
    box = html.index('class="emergency-box')
    assert box < html.index('id="texter"') if 'id="texter"' in html else box < html.index("</main>")


def test_an_emergency_hides_no_hits(ask, look):
    assert slugs(ask("ont i bröstet"))[0] == "ont-i-brostet"
    html = look("ont i bröstet")
    assert html.index("emergency-box") < html.index('href="/ont-i-brostet/"')


@pytest.mark.parametrize("query", NO_EMERGENCIES)
def test_what_is_no_emergency_does_not(ask, look, query):
    assert ask(query)["emergency"] is False
    assert "emergency-box" not in look(query)


# ---- never empty ----


@pytest.mark.parametrize("query", NONSENSE)
def test_never_an_empty_page(look, query):
    html = look(query)
    main = html[html.index("<main") : html.index("</main>")]
    assert 'class="hit"' in main or ('href="/a-o/"' in main and 'href="/hitta-vard/"' in main and "tel:1177" in main)
    assert re.search(r'name="q"[^>]*value=', main)


def test_nothing_found_says_so_and_leads_on(look):
    html = look("kvantfysik")
    assert "Vi hittade inget på ”kvantfysik”" in html
    assert 'href="tel:1177"' in html


def test_nothing_found_offers_the_nearest_guesses(look):
    html = look("lunginflammationen hos getter och får")
    assert 'href="/a-o/"' in html or "Texter" in html
    guesses = look("migraan")
    assert 'href="/migran/"' in guesses
    assert "Menade du" not in look("/") + look("och i på")  # where nothing was said there is nothing to guess
    assert "Menade du" not in look("afsoomaaliga") + look("weatherforecast")  # nothing is near
