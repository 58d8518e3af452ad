"""Places, kinds of care, units, pages and other languages in the search."""

import re

import pytest
from django.utils import timezone

from articles.actions import load_library
from articles.models import Article, Synonym
from regions.models import CareUnit
from tests.articles.library_files import article, write
from tests.articles.searching import slugs

pytestmark = pytest.mark.django_db


def test_a_place_and_a_kind_give_find_care(units, ask, look):
    answer = ask("vårdcentral Lund")
    assert answer["hits"][0] == {
        "kind": "find_care", "slug": "hitta-vard", "title": "Hitta vård", "url": "/hitta-vard/?q=v%C3%A5rdcentral+Lund",
    }  # fmt: skip
    html = look("vårdcentral Lund")
    assert "Vårdcentral nära Lund" in re.sub(r"\s+", " ", html)
    assert html.index('id="vard"') < html.index('id="mottagningar"')


def test_a_place_alone_gives_find_care_first(units, ask):
    assert ask("Lund")["hits"][0]["kind"] == "find_care"


def test_a_body_part_that_is_also_a_place_gives_texts_first(units, ask):
    kinds = [hit["kind"] for hit in ask("ont i handen")["hits"]]
    assert kinds[0] == "article"


def test_a_common_word_that_is_also_a_place_is_no_place(units, ask, look):
    assert "find_care" not in {hit["kind"] for hit in ask("vad kan det vara för utslag")["hits"]}
    assert ask("vårdcentral i Vara")["hits"][0]["kind"] == "find_care"
    assert ask("Vara")["hits"][0]["kind"] == "find_care"


def test_the_emergency_number_is_no_postcode(ask):
    answer = ask("112")
    assert slugs(answer)[0] == "ring-112"
    assert "find_care" not in {hit["kind"] for hit in answer["hits"]}


def test_a_unit_is_found_by_its_name(units, ask, look):
    unit = CareUnit.objects.filter(kinds__contains=["youth"], region_id="12").first()
    hit = next(hit for hit in ask(unit.name)["hits"] if hit["kind"] == "unit")
    assert hit == {"kind": "unit", "slug": unit.slug, "title": unit.name, "url": f"/mottagning/{unit.slug}/"}
    assert f'href="/mottagning/{unit.slug}/"' in look(unit.name)


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("hitta vård", "find_care"),
        ("mottagning nära mig", "find_care"),
        ("kakor", "privacy"),
        ("cookies", "privacy"),
        ("personuppgifter", "privacy"),
        ("logga in", "account_login"),
        ("skärmläsare", "accessibility"),
        ("tillgänglighet", "accessibility"),
        ("vem granskar", "about"),
        ("regioner", "regions"),
        ("alla texter i bokstavsordning", "a_to_z"),
    ],
)
def test_pages_of_the_site_are_found(ask, query, page):
    assert page in slugs(ask(query), "page")


@pytest.mark.parametrize(
    "query",
    ["english", "In English", "English version", "engelska", "arabic", "العربية", "فارسی", "türkçe", "українською",
     "suomeksi", "af soomaali"],
)  # fmt: skip
def test_who_looks_for_another_language_comes_to_the_texts_in_english(ask, look, query):
    first = ask(query)["hits"][0]
    assert (first["kind"], first["url"]) == ("page", "/en/")
    assert '<h3 lang="en"><a href="/en/" hreflang="en">In English</a></h3>' in look(query)


def test_the_easy_texts_are_found_before_any_illness(ask, look):
    assert ask("lättläst")["hits"][0]["url"] == "/lattlast/"
    assert "Ingen text handlar om allt" not in look("lättläst")
    assert ask("lättläst influensa")["hits"][0]["slug"] == "influensa"
    assert ask("af")["hits"][:1] != ask("af soomaali")["hits"][:1]  # two letters may be short for an illness


@pytest.mark.parametrize("query", ["qwxyzzk", "influensa giraff motorcykel"])
def test_where_little_is_found_a_line_in_english_says_whom_to_call(look, query):
    line = look(query).split('<p class="hint" lang="en">')[1].split("</p>")[0]
    assert all(f'href="{address}"' in line for address in ("tel:112", "tel:1177", "/en/"))


def test_the_112_box_of_a_search_is_in_english_too(look):
    box = look("chest pain cannot breathe").split('<section class="emergency-box')[1].split("</section>")[0]
    assert '<p lang="en">Is a life in danger? Call 112 now. You can speak English.</p>' in box


def test_services_are_found(ask):
    for query in ("förnya recept", "byta vårdcentral", "1177", "ring 112"):
        top = Article.objects.get(slug=slugs(ask(query))[0], language="sv")
        assert top.kind == "tjanst"


def test_in_a_region_the_hits_stay_there(units, ask, look):
    answer = ask("halsfluss", "/skane/sok.json")
    assert answer["hits"][0]["url"] == "/skane/halsfluss/"
    assert 'href="/skane/halsfluss/"' in look("halsfluss", "/skane/sok/")
    assert ask("vårdcentral Lund", "/skane/sok.json")["hits"][0]["url"].startswith("/skane/hitta-vard/?q=")


@pytest.mark.parametrize(
    "query",
    [
        "Bihåleinflammation", "bihaleinflammation", "bihåleinflammationen?", "ont i bihålorna", "Sinuit",
        "bihåleinflammation gravid", "smittar sinuit",
    ],
)  # fmt: skip
def test_a_withdrawn_article_asked_for_by_name_is_said_to_be_looked_over(look, ask, query):
    Article.objects.filter(slug="bihaleinflammation", language="sv").update(live=None, withdrawn_at=timezone.now())
    before, _, hits = look(query).partition('<ol class="hits">')
    assert "Vi ser över texten om Bihåleinflammation." in before
    assert '<a href="/bihaleinflammation/">Läs vad du kan göra under tiden</a>' in before
    assert 'href="tel:1177"' in before.split("Vi ser över texten om")[1]
    assert ("Träffarna nedanför handlar om annat." in before) == bool(hits)
    assert ask(query).keys() == ask("hosta").keys()
    assert "bihaleinflammation" not in slugs(ask(query))


def test_only_a_name_of_a_withdrawn_article_is_said_to_be_looked_over(look):
    said = "Vi ser över texten"
    assert said not in look("bihåleinflammation")
    sinusitis = Article.objects.filter(slug="bihaleinflammation", language="sv")
    sinusitis.update(live=None, withdrawn_at=timezone.now())
    Synonym.objects.create(article=sinusitis.get(), text="Förkylning")  # the title of a text that is there
    assert said not in look("förkylning")
    sinusitis.get().synonyms.create(text="hosta barn")
    assert said not in look("hosta")
    assert said not in look("hjärnhinneinflammation")


def test_a_withdrawn_article_is_not_found(ask):
    Article.objects.filter(slug="halsfluss").update(live=None)
    assert "halsfluss" not in slugs(ask("halsfluss"))
    assert "halsfluss" not in slugs(ask("halsflus"))


def test_a_changed_article_is_found_by_its_new_words(no_articles, folder, client):
    load_library(by=None, folder=folder)
    text = article("snorighet").replace('"snorighet hos barn"', '"trumvirvel"')
    write(folder, "snorighet.md", text)
    load_library(by=None, folder=folder)
    assert slugs(client.get("/sok.json", {"q": "trumvirvel"}).json()) == ["snorighet"]


def test_what_was_asked_for_in_a_title_comes_before_ways_of_asking(no_articles, folder, client):
    write(folder, "skavsar-pa-foten.md", article("hesighet").replace("Hesighet", "Skavsår på foten"))
    asked = '"skavsår i munnen", "ont av skavsår", "skavsår på tungan"'
    write(folder, "snorighet.md", article("snorighet").replace('"snorighet hos barn"', asked))
    load_library(by=None, folder=folder)
    assert slugs(client.get("/sok.json", {"q": "skavsår"}).json()) == ["skavsar-pa-foten", "snorighet"]
