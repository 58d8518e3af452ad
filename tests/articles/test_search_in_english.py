"""Whoever searches on an English page stays in English: the frame, the 112 box and what is said of what was found. What
is in English comes first, and the rest says that it is in Swedish."""

import re
from importlib import import_module

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.models import Article
from articles.queries.search import lexicon
from regions.queries.directory import directory
from vardguiden.views.errors import without_database

pytestmark = pytest.mark.django_db
SWEDISH_LETTERS = re.compile(r"\w*[åäöÅÄÖ]\w*")


@pytest.fixture
def look(library, client):
    def look(query="", path="/en/sok/"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        return response.content.decode()

    return look


def main(html):
    return html.split('<main id="main"')[1].split("</main>")[0]


def said_in_english(html):
    """The words of the page that no `lang` says are Swedish."""
    html = re.sub(r"<head>.*?</head>|<details class=\"picker\".*?</details>", "", html, flags=re.S)
    html = re.sub(r'<(\w+)[^>]* lang="sv"[^>]*>.*?</\1>', "", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def lists(html):
    """Heading → the addresses under it."""
    sections = re.findall(r'<h2 id="pa-\w+">(.*?)</h2>(.*?)</section>', html, re.S)
    return {heading: re.findall(r'<h3[^>]*><a href="([^"]+)"', body) for heading, body in sections}


@pytest.mark.parametrize("path", ["/en/", "/en/feber/", "/skane/en/feber/", "/en/sok/", "/en/finns-inte/"])
def test_a_search_that_begins_on_an_english_page_stays_in_english(library, client, path):
    html = client.get(path).content.decode()
    region = "/skane" if path.startswith("/skane") else ""
    assert f'action="{region}/en/sok/"' in html
    assert f'hx-get="{region}/en/forslag/"' in html
    assert f'action="{region}/sok/"' not in html


@pytest.mark.parametrize("path", ["/", "/feber/", "/lattlast/feber/", "/sok/?q=fever"])
def test_and_one_on_a_swedish_page_in_swedish(library, client, path):
    html = client.get(path).content.decode()
    assert 'action="/sok/"' in html and 'hx-get="/forslag/"' in html
    assert "/en/sok/" not in html and "/en/forslag/" not in html


@pytest.mark.parametrize(
    "query", ["", "fever", "xyzzyxq", "anxietty", "chest pain cannot breathe", "influenza giraffe"]
)
def test_all_that_is_said_is_in_english(look, query):
    html = look(query)
    assert '<html lang="en">' in html
    swedish = set(SWEDISH_LETTERS.findall(said_in_english(html))) - {"Vårdguiden", "Ö", "Självmordslinjen"}
    assert not swedish


@pytest.mark.parametrize("query", ["", "fever", "hosta & <b>"])
def test_swedish_is_one_tap_away(look, query):
    href = re.search(r'<a href="([^"]+)" hreflang="sv" lang="sv">Svenska</a></span>', look(query, "/skane/en/sok/"))[1]
    assert href.split("?")[0] == "/skane/sok/"
    assert href.split("?")[1:] == {"": [], "fever": ["q=fever"]}.get(query, ["q=hosta+%26+%3Cb%3E"])


def test_english_texts_come_first_and_swedish_say_what_they_are(look):
    html = look("fever")
    found = lists(html)
    assert list(found) == ["Texts in English", "Texts in Swedish"]
    assert found["Texts in English"][0] == "/en/feber/" and "/en/feber-hos-barn/" in found["Texts in English"]
    assert all(address.startswith("/en/") for address in found["Texts in English"])
    assert found["Texts in Swedish"] and not any(each.startswith("/en/") for each in found["Texts in Swedish"])
    assert '<h3><a href="/en/feber/">Fever</a></h3><p class="hint">Symptoms</p><p>Fever is the body' in html
    assert '<h3 lang="sv"><a href="/feberkramp/" hreflang="sv">Feberkramp</a></h3>' in html
    assert '<p class="hint">Symptoms</p><p lang="sv">Vid feberkramp' in html


def test_a_better_text_in_swedish_is_not_hidden_by_the_english_ones(look):
    assert "only in Swedish" not in look("fever")
    Article.objects.filter(slug="feber", language="en").update(live=None)
    html = look("fever")
    assert 'only in Swedish: <a href="/feber/" lang="sv" hreflang="sv">Feber</a></p>' in html
    assert html.index("only in Swedish") < html.index('<ol class="hits">')


def test_a_text_that_is_not_published_in_english_is_shown_in_swedish(look):
    Article.objects.filter(slug="migran", language="en").update(live=None)
    found = lists(look("migraine"))
    assert found["Texts in Swedish"][0] == "/migran/"
    assert "/en/migran/" not in found.get("Texts in English", [])


def test_the_112_box(look):
    box = look("chest pain cannot breathe").split('<section class="emergency-box')[1].split("</section>")[0]
    assert "Is a life in danger? Call 112" in box and "You can speak English." in box
    assert box.count("Is a life in danger?") == 1


def test_care_and_units_say_that_they_are_in_swedish(units, look):
    html = main(look("health centre Lund"))
    assert re.search(r'<h2 id="vard"><a href="/hitta-vard/\?[^"]+" hreflang="sv">[^<]+</a> \(in Swedish\)</h2>', html)
    assert '<h2 id="mottagningar">Clinics (in Swedish)</h2>' in html
    assert re.search(r'<h3 lang="sv"><a href="/mottagning/[^"]+" hreflang="sv">', html)


def test_what_was_mended_keeps_the_language(look):
    html = look("tonsilitis")
    assert "Showing results for" in html or "Did you mean" in html
    assert 'href="/en/sok/?q=tonsilitis&amp;ordagrant=1"' in html


def test_where_nothing_is_found(look):
    html = main(look("xyzzyxq"))
    assert "We found nothing" in html
    assert '<a href="/en/">Texts in English</a>' in html
    assert re.search(r'<a href="/a-o/" hreflang="sv">[^<]+</a> \(in Swedish\)', html)
    assert "tel:1177" in html and "tel:112" in html


def test_guesses_are_in_english_where_they_can_be(look):
    html = main(look("alsflussen"))
    assert "<p>Did you mean:</p>" in html
    assert '<li><a href="/en/halsfluss/">Tonsillitis</a></li>' in html
    assert '<li><a href="/gallsten/" lang="sv" hreflang="sv">Gallsten</a> (in Swedish)</li>' in html


@pytest.mark.parametrize("path", ["/en/sok/", "/en/bihaleinflammation/"])
def test_a_withdrawn_text_is_told_of_in_english(look, client, path):
    texts = Article.objects.filter(slug="bihaleinflammation", language__in=["sv", "en"])
    texts.update(live=None, withdrawn_at=timezone.now())
    html = client.get(path, {"q": "bihåleinflammation"}).content.decode()
    if path == "/en/sok/":
        assert 'We are reviewing the text about <span lang="sv">Bihåleinflammation</span>.' in html
        assert 'hreflang="sv">Read what you can do in the meantime</a> (in Swedish)' in html
    else:
        assert "We are reviewing the text" in html and "Search for something else" in html


def test_without_a_database_it_says_so_in_english(client, library, monkeypatch):
    def gone(*args, **options):
        raise OperationalError("gone")

    monkeypatch.setattr(import_module("vardguiden.views.search"), "find", gone)
    client.raise_request_exception = False
    for answer in (client.get("/en/sok/?q=fever"), without_database("/skane/en/sok/")):
        html = answer.content.decode()
        assert answer.status_code == 503 and '<html lang="en">' in html
        assert "<h1>The service is not responding right now</h1>" in html
        assert not set(SWEDISH_LETTERS.findall(said_in_english(html))) - {"Vårdguiden"}
    assert '<html lang="sv">' in without_database("/skane/sok/").content.decode()


# ---- suggestions ----


def rows(html):
    return re.findall(r'<a role="option"[^>]*href="([^"]+)"([^>]*)>(.*?)</a>', html)


def test_suggestions_name_the_english_texts_first(look):
    found = rows(look("fev", "/skane/en/forslag/"))
    assert found[0] == ("/skane/en/feber/", "", "Fever <span>Symptoms</span>")
    english = [address.startswith("/skane/en/") for address, _, _ in found]
    assert english == sorted(english, reverse=True) and not all(english)
    attributes, words = next(
        (attributes, words) for address, attributes, words in found if address == "/skane/massling/"
    )
    assert attributes == ' lang="sv" hreflang="sv"'
    assert words == 'Mässling <span lang="en">Illness (in Swedish)</span>'


def test_care_and_pages_among_the_suggestions(units, look):
    care = next(row for row in rows(look("vårdcentral Lund", "/en/forslag/")) if row[0].startswith("/hitta-vard/"))
    assert care[1:] == (' lang="sv" hreflang="sv"', 'vårdcentral Lund <span lang="en">Find care (in Swedish)</span>')
    assert ("/en/", "", "In English") in rows(look("engl", "/en/forslag/"))
    easy = next(row for row in rows(look("lättläst", "/en/forslag/")) if row[0] == "/lattlast/")
    assert easy[1:] == ("", "Easy-to-read Swedish <span>(in Swedish)</span>")


def test_112_is_suggested_in_english_and_leads_to_its_box(look):
    found = rows(look("cannot breathe", "/en/forslag/"))
    assert found[0] == ("/en/sok/?q=cannot+breathe", "", "Call 112 <span>Is a life in danger?</span>")


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("/forslag/", "xyzzyxq", "Inga förslag. Tryck Enter för att söka."),
        ("/forslag/", "fev", r"\d+ förslag. Gå med piltangenterna."),
        ("/en/forslag/", "xyzzyxq", "No suggestions. Press Enter to search."),
        ("/en/forslag/", "fev", r"\d+ suggestions. Use the arrow keys."),
    ],
)
def test_how_many_there_are_is_said_in_the_language_of_the_page(look, path, typed, said):
    assert re.search(f"<p data-said hidden>{said}</p>", look(typed, path))


# ---- what it costs ----


@pytest.mark.parametrize("query", ["", "fever", "anxietty", "xyzzyxq", "health centre Lund", "Norrby xx"])
def test_one_query_more_than_in_swedish(units, look, django_assert_max_num_queries, query):
    lexicon(), directory()
    nothing = query == "xyzzyxq"  # is counted, in one statement
    with django_assert_max_num_queries(4 + nothing):
        look(query)
    with django_assert_max_num_queries(2):
        look(query, "/en/forslag/")
