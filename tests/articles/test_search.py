"""Search: what people type leads to what they need, in any spelling, and never to an empty page or a log."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions import load_library
from articles.models import Article, Synonym
from articles.queries import search_articles, suggest
from articles.queries.search import lexicon
from regions.models import CareUnit
from regions.queries.directory import directory
from tests.articles.library_files import article, write
from tests.articles.queries_people_type import EMERGENCIES, LAY_WORDS, NO_EMERGENCIES, NONSENSE, SENTENCES, SLIPS
from tests.typed_paths import ANSWER_WHAT_IS_TYPED

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(library, client):
    def ask(query, path="/sok.json"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        return response.json()

    return ask


@pytest.fixture
def look(library, client):
    def look(query, path="/sok/"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        return response.content.decode()

    return look


def slugs(answer, kind="article"):
    return [hit["slug"] for hit in answer["hits"] if hit["kind"] == kind]


# ---- what people type ----


def first_hits(query, count=3):
    return [hit.topic.slug for hit in search_articles(query).hits[:count]]


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


# ---- places, kinds, units and pages ----


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


# ---- the shape of the answers ----


def test_the_json_has_the_shape_that_was_promised(units, ask):
    answer = ask("förkylning")
    assert set(answer) == {"query", "interpreted_as", "did_you_mean", "emergency", "hits"}
    assert answer["query"] == "förkylning"
    assert answer["hits"][0] == {
        "kind": "article",
        "slug": "forkylning",
        "title": "Förkylning",
        "url": "/forkylning/",
    }
    for hit in answer["hits"]:
        assert set(hit) == {"kind", "slug", "title", "url"}
        assert hit["kind"] in {"article", "unit", "page", "find_care"}


def test_json_is_swedish_as_it_is_written(library, client):
    assert "Förkylning" in client.get("/sok.json?q=forkylning").content.decode()


@pytest.mark.parametrize("query", ["", "   ", None])
def test_nothing_asked_is_answered_kindly(library, client, query):
    path = "/sok" if query is None else f"/sok{{}}?q={query}"
    data = client.get("/sok.json" if query is None else path.format(".json")).json()
    assert data == {"query": "", "interpreted_as": None, "did_you_mean": None, "emergency": False, "hits": []}
    html = client.get("/sok/" if query is None else path.format("/")).content.decode()
    assert "Skriv ett besvär, en sjukdom, en mottagning eller en plats." in html


def test_the_page_keeps_what_was_typed_and_is_left_out_of_search_engines(look):
    html = look("ont i halsen")
    assert 'value="ont i halsen"' in html
    assert '<meta name="robots" content="noindex, follow">' in html
    assert "<title>Sök: ont i halsen – Vårdguiden</title>" in html


# ---- any input ----

EVIL = [
    "& | ! :* ' \\ ( )",
    "a & b",
    "!hals",
    "hals:*",
    "hals <-> ont",
    "'hals'",
    "\\",
    "((((",
    "'; DROP TABLE articles_article; --",
    "%",
    "_",
    "\x00",
    "hals\x00fluss",
    "\ud7ff\ufffe",
    "😷🤒",
    "a" * 10_000,
    "ont " * 2_500,
    "å" * 99 + "ä",
    "-",
    "''''",
    "p-",
    "’",
    "ﷺ",
    "ͺ",
    "½",
    "١٢٣",
    "ไข้",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}",
    "${7*7}",
    "../../etc/passwd",
    "hals\r\nSet-Cookie: a=b",
]


@pytest.mark.parametrize(
    "path",
    ANSWER_WHAT_IS_TYPED,
)
@pytest.mark.parametrize("query", EVIL, ids=range(len(EVIL)))
def test_no_query_fails(library, client, path, query):
    response = client.get(path, {"q": query})
    assert response.status_code in (200, 400)
    html = response.content.decode()
    if "json" in response["Content-Type"]:
        assert response["X-Content-Type-Options"] == "nosniff"
        assert json.loads(html)
    else:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert not response.cookies
    if path.startswith(("/sok", "/forslag", "/en", "/skane")):
        assert response.status_code == 200


@pytest.mark.parametrize(
    "raw", ["q=%FF%FE", "q=%", "q[]=a", "q=a&q=b", "%00=1", "q=%ED%A0%80", "q=%u0041", "q=a;q=b", "=", "&&&"]
)
def test_no_query_string_fails(library, client, raw):
    for path in ("/sok/", "/sok.json", "/forslag/"):
        assert client.get(f"{path}?{raw}").status_code == 200


def test_a_long_search_is_cut_and_says_so(look, ask):
    html = look("ont i halsen " * 50)
    assert "Vi använde de första 100 tecknen." in html
    assert 'href="/ont-i-halsen/"' in html
    assert len(ask("a" * 10_000)["query"]) == 100


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=120))
def test_any_text_is_answered(library, query):
    answer = search_articles(query.replace("\x00", " ")[:100])
    assert len(answer.hits) <= 12
    suggest(query.replace("\x00", " ")[:100], 9)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(alphabet="abcåäöhlst&|!:*'\\()<->%_\"“- 12", max_size=40))
def test_any_sign_of_the_query_language_is_text(library, query):
    response = Client().get("/sok.json", {"q": query})
    assert response.status_code == 200
    json.loads(response.content)


def test_only_get_and_head(library, client):
    for path in ("/sok/", "/sok.json", "/forslag/"):
        assert client.post(path, {"q": "hals"}).status_code == 405
        assert client.head(path, {"q": "hals"}).status_code == 200


# ---- what it costs ----


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ont i halsen",
        "fötkylning",
        "kvantfysik",
        "vårdcentral Lund",
        "Lund",
        "xyzxyz Norrby",
        "halsfluss 21145",
        "23",
        "dx qy",
    ],
)
@pytest.mark.parametrize("path", ["/sok/", "/sok.json", "/skane/sok/"])
def test_at_most_three_queries(library, units, client, django_assert_max_num_queries, path, query):
    lexicon(), directory()  # read once in each process, and when something has changed
    nothing = query in ("kvantfysik", "dx qy")  # is counted, in one statement
    notices = path.startswith("/skane/")  # what the region tells everyone just now
    with django_assert_max_num_queries(3 + nothing + notices):
        client.get(path, {"q": query})


def test_what_changed_since_the_lexicon_was_read_is_found_at_once(library):
    assert search_articles("halsfluss").hits[0].topic.slug == "halsfluss"
    Synonym.objects.create(article=Article.objects.get(slug="halsfluss", language="sv"), text="zqvaxelfeber")
    assert [hit.topic.slug for hit in search_articles("zqvaxelfeber").hits] == ["halsfluss"]


@pytest.mark.parametrize("query", ["ont i halsen", "feber och hosta hos barn"])
def test_the_first_to_ask_gets_the_same_answer_as_the_next(library, query):
    """What is too common to tell anything is learned while one asks."""
    lexicon().too_common.clear()
    answers = [[hit.topic.slug for hit in search_articles(query).hits] for _ in range(2)]
    assert answers[0] == answers[1]
