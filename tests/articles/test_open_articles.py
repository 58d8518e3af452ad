"""The articles as open data: lists, all of them at once, and what has changed."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Role
from articles.actions import facts, load_library
from articles.models import Article, RegionalAddition, Review, StatusChange
from articles.queries import documents
from regions.open_data.document import stamp
from tests.articles.library_files import article, write
from tests.cast import staff

pytestmark = pytest.mark.django_db
LIST, BULK, CHANGES = "/oppna-data/artiklar.json", "/oppna-data/artiklar.ndjson", "/oppna-data/artiklar/andringar.json"


@pytest.fixture
def small(no_articles, folder):
    load_library(by=None, folder=folder)
    return folder


def bulk(client, **query):
    return [json.loads(row) for row in client.get(BULK, query).getvalue().splitlines()]


def all_pages(client, path, name):
    found = []
    while path:
        data = client.get(path).json()
        found += data[name]
        path = data["next"]
    return found, data


def test_the_list_holds_every_published_article_once(library, client):
    found, data = all_pages(client, f"{LIST}?limit=100", "articles")
    pages = Article.objects.pages().filter(live__isnull=False)
    assert len(found) == len({each["id"] for each in found}) == data["total"] == pages.count()
    feber = next(each for each in found if each["id"] == "sv/feber")
    live = Article.objects.get(slug="feber", language="sv").live
    assert (feber["title"], feber["version"], feber["published_on"]) == ("Feber", live.number, str(live.published_on))
    assert (feber["example"], feber["reviewed"]) == (True, False)
    assert data["licence"]["name"] == "CC BY 4.0" and data["licence"]["attribution"] == "Vårdguiden"


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ({"sprak": "en"}, lambda each: each["language"] == "en"),
        ({"sprak": "lattlast"}, lambda each: each["easy_read"]),
        ({"typ": "symtom"}, lambda each: each["kind"] == "symtom"),
    ],
)
def test_filters(library, client, query, holds):
    found = client.get(LIST, query).json()["articles"]
    assert found and all(map(holds, found))
    assert len(bulk(client, **query)) == client.get(LIST, query).json()["total"]


def test_the_list_leads_to_the_whole_text(library, client):
    listed = next(each for each in client.get(LIST, {"limit": 200}).json()["articles"] if each["id"] == "sv/halsfluss")
    twin = client.get(listed["json"])
    assert {name: twin.json()[name] for name in listed} == listed
    assert twin["Access-Control-Allow-Origin"] == "*" and "licenses/by/4.0" in twin["Link"]


def test_the_twin_is_whole(library, client):
    twin = client.get("/halsfluss.json").json()
    assert twin["care_levels"][0]["level"] == "emergency"
    assert all({"id", "kind", "heading", "text", "additions"} <= set(chapter) for chapter in twin["chapters"])
    assert {addition["region"]["slug"] for addition in twin["regional_additions"]} >= {"skane", "gotland"}
    assert all(addition["example"] and addition["text"] for addition in twin["regional_additions"])
    assert (twin["reviewed"], twin["not_reviewed"]) == (False, [])
    assert {each["url"].removeprefix("http://127.0.0.1:8000") for each in twin["translations"]} == {
        "/en/halsfluss/",
        "/lattlast/halsfluss/",
    }
    assert twin["versions"][0]["number"] == twin["version"]
    assert twin["licence"]["name"] == "CC BY 4.0"
    english = client.get("/en/halsfluss.json").json()
    assert (english["id"], english["older_than_original"]) == ("en/halsfluss", False)
    assert english["made_from_version"] == twin["version"]


def test_bulk_says_what_the_twins_say(library, client):
    found = {each["id"]: each for each in bulk(client)}
    assert len(found) == Article.objects.pages().filter(live__isnull=False).count()
    for path in ("halsfluss", "en/feber", "lattlast/hosta", "patientavgifter"):
        twin = client.get(f"/{path}.json").json()
        assert found[twin["id"]] == twin


def test_bulk_reads_some_at_a_time(library, client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(documents, "BATCH", 10)
    english = client.get(LIST, {"sprak": "en"}).json()["total"]
    with django_assert_num_queries(1 + 2 * (-(-english // 10))):
        assert len(bulk(client, sprak="en")) == english


def test_few_queries(library, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(LIST, {"limit": 100})
    with django_assert_max_num_queries(5):
        client.get(CHANGES, {"limit": 20})
    with django_assert_max_num_queries(2):
        client.get("/halsfluss.json")


# ---- what has changed ----


@contextmanager
def unguarded():
    """Without the triggers that keep what has happened as it was."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def at_rest(library):
    """As if all had been published long ago."""
    with unguarded():
        StatusChange.objects.update(at=timezone.now() - timedelta(days=9))


def since_a_minute(client, **query):
    return client.get(CHANGES, {"since": stamp(timezone.now() - timedelta(minutes=1)), **query}).json()


def say(article, status, ago=10):
    """That a status was given some seconds ago."""
    with unguarded():
        change = StatusChange.objects.create(revision=article.live, status=status, by_name="Ulf")
        StatusChange.objects.filter(pk=change.pk).update(at=timezone.now() - timedelta(seconds=ago))


def test_nothing_has_changed(at_rest, client):
    answer = since_a_minute(client)
    assert answer["changes"] == [] and answer["next"] is None


def test_what_is_published_and_withdrawn_is_told(at_rest, client):
    say(Article.objects.get(slug="feber", language="sv"), "published")
    gone = Article.objects.get(slug="hosta", language="en")
    say(gone, "withdrawn", ago=8)
    Article.objects.filter(pk=gone.pk).update(live=None, withdrawn_at=timezone.now())
    published, withdrawn = since_a_minute(client)["changes"]
    assert (published["id"], published["change"], published["article"]["title"]) == ("sv/feber", "published", "Feber")
    assert (withdrawn["id"], withdrawn["change"], withdrawn["article"]) == ("en/hosta", "withdrawn", None)


def test_an_addition_changes_the_article_that_it_adds_to(at_rest, client):
    say(RegionalAddition.objects.filter(adds_to__slug="halsfluss", region="12").first(), "published")
    (change,) = since_a_minute(client)["changes"]
    assert change["id"] == "sv/halsfluss"


def test_a_fact_changes_the_texts_that_name_it(small, client, monkeypatch):
    monkeypatch.setattr(documents, "CLOCKS_DIFFER", timedelta())
    write(small, "hesighet.md", article("hesighet").replace("Vila och drick.", "Ring {giftinformation}."))
    load_library(by=None, folder=small)
    with unguarded():
        StatusChange.objects.update(at=timezone.now() - timedelta(days=9))
    fact = facts.new_fact(
        by=staff("karin", Role.EDITOR), name="giftinformation", title="G", value="010-1", ground="GIC"
    )
    facts.approve(by=staff("rut", Role.FACT_REVIEWER), proposal=fact.values.get())
    facts.put_in_force(by=staff("ulf", Role.PUBLISHER), proposal=fact.values.get())
    (change,) = since_a_minute(client)["changes"]
    assert change["id"] == "sv/hesighet"
    assert "Ring 010-1." in json.dumps(change["article"]) and "Ring 010-1." in json.dumps(bulk(client))


def test_a_review_is_told_the_night_after(at_rest, client):
    live = Article.objects.get(slug="feber", language="sv").live
    with unguarded():
        Review.objects.create(
            revision=live, reviewer="Rut", profession="Läkare", workplace="X", conflict_of_interest="Inga",
            signed_on=timezone.localdate() - timedelta(days=1),
        )  # fmt: skip
    since = stamp(timezone.now() - timedelta(days=1))
    assert [change["id"] for change in client.get(CHANGES, {"since": since}).json()["changes"]] == ["sv/feber"]


def test_the_youngest_seconds_wait(at_rest, client):
    say(Article.objects.get(slug="feber", language="sv"), "published", ago=0)
    answer = since_a_minute(client)
    assert answer["changes"] == [] and answer["until"] < stamp(timezone.now() - documents.CLOCKS_DIFFER / 2)


def test_pages_of_changes(at_rest, client):
    for number, slug in enumerate(("feber", "hosta", "halsfluss")):
        say(Article.objects.get(slug=slug, language="sv"), "published", ago=20 - number)
    since = stamp(timezone.now() - timedelta(minutes=1))
    found, data = all_pages(client, f"{CHANGES}?since={since}&limit=1", "changes")
    assert [change["id"] for change in found] == ["sv/feber", "sv/hosta", "sv/halsfluss"]
    assert client.get(CHANGES, {"since": data["until"]}).json()["changes"] == []


def test_no_name_of_those_who_publish_is_told(at_rest, client):
    say(Article.objects.get(slug="feber", language="sv"), "published")
    for text in (client.get(CHANGES).content, client.get(BULK).getvalue(), client.get("/feber.json").content):
        assert b"Ulf" not in text


# ---- questions ----


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        (LIST, {"sprak": "tlh"}, "unknown_language"),
        (LIST, {"typ": "x"}, "unknown_kind"),
        (LIST, {"region": "x"}, "unknown_region"),
        (LIST, {"limit": "201"}, "bad_limit"),
        (LIST, {"efter": "-1"}, "bad_cursor"),
        (BULK, {"limit": "1"}, "unknown_parameter"),
        (CHANGES, {"since": "x"}, "bad_since"),
        (CHANGES, {"efter": "x"}, "bad_cursor"),
        (CHANGES, {"efter": "2026-03-01_x"}, "bad_cursor"),
    ],
)
def test_a_wrong_question_gets_a_sentence(db, client, path, query, code):
    answer = client.get(path, query)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_since_on_the_list_leads_to_the_changes(db, client):
    assert client.get(LIST, {"since": "2026-03-01"})["Location"] == f"{CHANGES}?since=2026-03-01"
