"""Articles in easy Swedish and in English: each leads to the others, and says when it is older than the Swedish one."""

import re

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from tests.articles.library_files import article, translation

pytestmark = pytest.mark.django_db


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_it_is_read_in_its_own_language(translated, client):
    html = read(client, "/en/rosslighet/")
    assert '<html lang="en">' in html
    text = plain(html)
    assert "You find it hard to breathe." in text
    assert "If it is closed" in text
    assert "Om det är stängt" not in text
    assert 'href="/rosslighet/"' in html


def test_each_language_leads_to_the_others(translated, client):
    html = read(client, "/rosslighet/")
    assert '<a href="/en/rosslighet/" hreflang="en" lang="en">In English</a>' in html
    assert '<link rel="alternate" hreflang="en" href="http://127.0.0.1:8000/en/rosslighet/">' in html
    assert f"In English (från {date_format(timezone.localdate())})" in plain(html)
    assert "äldre än den svenska texten" not in html
    assert 'href="/skane/en/rosslighet/"' in read(client, "/skane/rosslighet/")


@pytest.fixture
def outdated(translated, folder):
    """The Swedish text has changed since the translation was made."""
    old = article("rosslighet")
    translated(
        **{
            "earlier/rosslighet.2.md": old,
            "rosslighet.md": old.replace("Vila och drick.", "Vila mer.").replace("Första", "Andra"),
        }
    )


def test_an_old_translation_says_so_and_what_has_changed(outdated, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        text = plain(read(client, "/en/rosslighet/"))
    assert "This one is older" in text
    assert "changed in the Swedish text since then: Self-care" in text  # and no other chapter
    twin = client.get("/en/rosslighet.json").json()
    assert (twin["language"], twin["older_than_original"], twin["made_from_version"]) == ("en", True, 2)


def test_the_swedish_page_says_that_the_translation_is_older(outdated, client):
    assert "äldre än den svenska texten" in plain(read(client, "/rosslighet/"))


def test_while_the_swedish_text_is_looked_over_its_translations_say_so(library, client):
    Article.objects.filter(slug="bihaleinflammation", language="sv").update(live=None, withdrawn_at=timezone.now())
    english, easy = (plain(read(client, f"/{language}/bihaleinflammation/")) for language in ("en", "lattlast"))
    assert "The Swedish text has been withdrawn and is being reviewed." in english
    assert "Den svenska texten är tillbakadragen och ses över. Fråga vården om du är osäker." in easy
    assert "older than" not in english
    assert "äldre än" not in easy


def test_versions_of_a_translation_are_compared(translated, folder, client):
    translated(**{"translations/en/rosslighet.md": translation(folder, title="The rattle")})
    html = read(client, "/en/rosslighet/andringar/?fran=1&till=2")
    assert "All published versions" in html and "Alla publicerade" not in html
    assert "The rattle" in plain(html)
    assert 'href="/en/rosslighet/"' in html


def test_an_answer_about_a_translation_is_its_own(translated, client):
    response = client.post("/en/rosslighet/svar/", {"helpful": "ja"})
    assert response["Location"] == "/en/rosslighet/tack/"
    assert read(client, "/en/rosslighet/tack/")
    faulty = client.post("/en/rosslighet/svar/", {})
    assert faulty.status_code == 400
    assert '<html lang="en">' in faulty.content.decode()


@pytest.mark.parametrize("path", ["/en/finns-inte/", "/fi/rosslighet/", "/lattlast/rosslighet/", "/sv/rosslighet/"])
def test_what_is_not_there(translated, client, path):
    assert client.get(path).status_code == 404


def test_the_lists(library, client):
    easy, english = read(client, "/lattlast/"), read(client, "/en/")
    assert 'href="/lattlast/halsfluss/"' in easy
    assert 'href="/en/halsfluss/"' in english
    assert '<html lang="en">' in english
    for path in ("/", "/halsfluss/"):
        assert 'href="/lattlast/"' in read(client, path)


def test_swedish_words_of_an_english_text_are_read_aloud_in_swedish(library, client):
    english = read(client, "/en/feber/")
    assert re.search(r'<h3>[^<]*<span lang="sv">vårdcentral</span> \(health centre\)', english)
    assert re.search(r'<p>[^<]*<span lang="sv">akutmottagning</span> \(emergency', english)  # and in a step
    assert '<span lang="sv">' not in read(client, "/feber/")


def test_links_lead_to_the_same_language_where_there_is_a_text(library, client):
    html = read(client, "/skane/en/forkylning/")
    assert '<a href="/skane/en/bihaleinflammation/">sinusitis</a>' in html
    assert '<a href="/skane/en/influensa/">Flu (influenza)</a>' in html  # what to read next
    html = html.partition("<main")[2]
    assert html.count("(in Swedish)") == html.count("/hitta-vard/") > 2  # find care alone is in Swedish, and says so
    easy = read(client, "/lattlast/forkylning/")
    assert 'href="/lattlast/influensa/"' in easy
    assert "(på svenska)" not in easy


def test_a_link_to_a_swedish_text_says_so(library, client):
    Article.objects.filter(slug__in=["bihaleinflammation", "hosta"], language="en").update(live=None)
    html = read(client, "/en/forkylning/")
    assert '<a href="/bihaleinflammation/" hreflang="sv">sinusitis</a> (in Swedish)' in html
    assert '<li><a href="/hosta/" lang="sv" hreflang="sv">Hosta</a> (in Swedish)</li>' in html


def test_the_links_of_a_translation_cost_no_question(library, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):  # its own; facts
        read(client, "/en/forkylning/")


def test_a_swedish_page_leads_to_swedish_texts(library, client):
    html = read(client, "/forkylning/")
    assert 'href="/influensa/"' in html
    assert 'href="/en/influensa/"' not in html


def test_the_easy_page_has_a_title_of_its_own(library, client):
    assert "<title>Halsfluss – lättläst – Vårdguiden</title>" in read(client, "/lattlast/halsfluss/")


def test_a_list_without_texts_says_so(no_articles, client):
    assert "Här finns inga texter än." in read(client, "/lattlast/")


def test_a_translated_title_leads_to_the_topic(translated, client):
    hits = client.get("/sok.json", {"q": "rattling"}).json()["hits"]
    assert hits[0]["slug"] == "rosslighet"
    assert 'href="/en/rosslighet/"' in read(client, "/sok/?q=rattling")


def test_the_catalogue_is_compiled_from_its_source():
    """`msgfmt` makes django.mo of django.po; a changed text without it would not be seen."""
    import gettext
    from pathlib import Path

    folder = Path(__file__).resolve().parent.parent.parent / "locale/en/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    source = (folder / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M)
    assert len(pairs) > 300
    for msgid, msgstr in pairs:
        unescaped = [text.replace('\\"', '"').replace("\\n", "\n") for text in (msgid, msgstr)]
        assert compiled.gettext(unescaped[0]) == unescaped[1]
