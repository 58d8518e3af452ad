"""Published versions keep their address; what was wrong is said; what is withdrawn is gone, with ways on."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from articles.actions import facts, publishing, writing
from articles.models import Article, Fact, Revision
from articles.queries import search_articles
from articles.queries.comparing import meant
from tests.desk.conftest import *  # noqa: F403


@pytest.fixture
def read(client):
    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status, path
        return response.content.decode()

    return read


@pytest.fixture
def published(submitted, reviewed, ulf):
    """Rosslighet, version 1, published."""
    revision = submitted()
    reviewed(revision)
    return publishing.publish(by=ulf, revision=revision)


@pytest.fixture
def corrected(published, changed, karin, ulf):
    """Version 2, which mends a fault in version 1."""
    draft = changed(Article.objects.get(pk=published.article_id), summary="Rosslighet går oftast över på tre veckor.")
    mend = writing.Correction("Tiden var fel.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=mend)
    return publishing.publish(by=ulf, revision=revision)


def test_the_version_that_holds_says_so_and_how_to_cite_it(published, read, settings):
    html = read("/rosslighet/version/1/")
    day = timezone.localdate()
    assert "Det här är version 1" in html
    assert "Det är den som gäller nu" in html
    assert f'href="{settings.SITE_URL}/rosslighet/version/1/"' in html
    assert f"{day.year}" in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/rosslighet/">' in html
    assert "Hjälpte sidan dig?" not in html
    assert "Rut Exempel, allmänläkare, Exempelkliniken" in html
    assert "Kroppen läker själv." in html


def test_a_comparison_says_what_was_mended_and_leads_to_both_versions(corrected, changed, karin, reviewed, ulf, read):
    html = read("/rosslighet/andringar/?fran=1&till=2")
    assert "<strong>Version 2 är en rättelse:</strong> Tiden var fel." in html
    assert 'href="/rosslighet/version/1/">version 1</a>' in html
    assert 'href="/rosslighet/version/2/">version 2</a>' in html
    draft = changed(Article.objects.get(pk=corrected.article_id), summary="Rosslighet går över.")
    third = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(third)
    publishing.publish(by=ulf, revision=third)
    assert "Version 2 är en rättelse" in read("/rosslighet/andringar/?fran=1&till=3")
    assert "är en rättelse" not in read("/rosslighet/andringar/?fran=2&till=3")


def test_a_comparison_shows_facts_as_the_versions_do(published, changed, text, karin, rut, reviewed, ulf, read):
    asked = facts.new_fact(by=karin, name="giftinformation", title="Giftinformation", value="010-1", ground="GIC")
    facts.approve(by=rut, proposal=asked.values.get())
    facts.put_in_force(by=ulf, proposal=asked.values.get())
    said = replace(text.chapters[2], text="Ring {giftinformation} först.")
    draft = changed(Article.objects.get(pk=published.article_id), chapters=(*text.chapters[:2], said))
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(second)
    publishing.publish(by=ulf, revision=second)
    html = read("/rosslighet/andringar/?fran=1&till=2")
    assert "giftinformation" not in html
    assert "010-1" in html


@pytest.fixture
def poison_line(karin, rut, ulf):
    """The number that the fact is changed to, by the three who may."""

    def change(value):
        fact = Fact.objects.filter(name="giftinformation").first()
        if fact:
            proposal = facts.propose(by=karin, fact=fact, value=value, ground="GIC")
        else:
            fact = facts.new_fact(by=karin, name="giftinformation", title="Giftinformation", value=value, ground="GIC")
            proposal = fact.values.get()
        facts.approve(by=rut, proposal=proposal)
        facts.put_in_force(by=ulf, proposal=proposal)

    return change


def test_a_fact_that_is_changed_the_same_day_leaves_a_trace(
    published, poison_line, changed, text, karin, reviewed, ulf, read, django_assert_max_num_queries
):
    poison_line("010-456 67 00")
    said = replace(text.chapters[2], text="Ring {giftinformation} först.")
    draft = changed(Article.objects.get(pk=published.article_id), chapters=(*text.chapters[:2], said))
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(second)
    publishing.publish(by=ulf, revision=second)
    assert "Uppgift ändrad" not in read("/rosslighet/version/2/")
    poison_line("010-999 99 99")
    trace = f"{date_format(timezone.localdate())}:</strong> Giftinformation, 010-456 67 00 → 010-999 99 99"
    with django_assert_max_num_queries(8):
        html = read("/rosslighet/andringar/?fran=1&till=2")
    assert trace in html and "Ring 010-456 67 00 först." in strip_tags(html)
    with django_assert_max_num_queries(6):
        html = read("/rosslighet/version/2/")
    assert trace in html and "Ring 010-456 67 00 först." in strip_tags(html)
    assert "Ring 010-999 99 99 först." in strip_tags(read("/rosslighet/"))
    assert "Uppgift ändrad" not in read("/rosslighet/version/1/"), "that version never spoke of it"


@pytest.mark.parametrize("query", ["", "?fran=1", "?till=2", "?till=1", "?fran=1&till=1", "?fran=2", "?fran=&till="])
def test_a_cut_address_of_a_comparison_shows_what_was_meant(corrected, read, query):
    html = read(f"/rosslighet/andringar/{query}")
    assert "från version 1 till 2" in html
    assert '<li value="2"><a href="/rosslighet/version/2/">' in html


@pytest.mark.parametrize(
    ("first", "last", "meant_are"),
    [
        (None, None, [3, 5]),
        (1, None, [1, 5]),
        (5, None, [3, 5]),
        (None, 3, [1, 3]),
        (None, 1, [1, 3]),
        (5, 1, [1, 5]),
        (2, None, None),
        (1, 2, None),
    ],
)
def test_which_versions_were_meant(first, last, meant_are):
    assert meant([1, 3, 5], first, last) == meant_are


def test_a_single_version_has_nothing_to_be_compared_with(published, read):
    html = read("/rosslighet/andringar/")
    assert "Texten har publicerats i en enda version." in html
    assert 'href="/rosslighet/version/1/"' in html


def test_an_older_version_says_that_it_no_longer_holds_and_what_was_wrong(corrected, read):
    html = read("/rosslighet/version/1/")
    assert "Den gäller inte längre." in html
    assert "Version 2 rättar ett fel i den: Tiden var fel." in html
    assert "på en vecka" in html
    assert 'href="/rosslighet/"' in html


def test_a_correction_that_no_one_has_reviewed_says_so(corrected, read):
    html = read("/rosslighet/version/2/")
    assert "Rättelsen är inte granskad." in html
    assert "Resten av texten:" in html
    assert "Rättelsen är inte granskad." not in read("/rosslighet/version/1/")


def test_a_correction_is_said_on_the_page_for_thirty_days_and_in_the_list_for_ever(corrected, read):
    html = read("/rosslighet/")
    assert html.count("Tiden var fel.") == 2
    assert 'href="/rosslighet/version/1/"' in html
    published_on = timezone.localdate() - timedelta(days=31)
    Revision.objects.filter(pk=corrected.pk).update(published_on=published_on)
    assert read("/rosslighet/").count("Tiden var fel.") == 1


def test_the_version_page_keeps_the_region_but_is_cited_without(library, read, settings):
    html = read("/skane/forkylning/version/1/")
    assert f'href="{settings.SITE_URL}/forkylning/version/1/"' in html
    assert 'href="/skane/forkylning/"' in html
    assert 'class="nearby' not in html
    assert f'<link rel="canonical" href="{settings.SITE_URL}/forkylning/">' in html


def test_a_translated_version_is_in_its_language(library, read):
    html = read("/en/halsfluss/version/1/")
    assert '<html lang="en">' in html
    assert "This is version 1" in html
    assert "Det här är version" not in html


@pytest.mark.parametrize(
    "path", ["/halsfluss/version/99/", "/halsfluss/version/99999999999999999999/", "/x/version/1/"]
)
def test_what_was_never_published_has_no_address(library, read, path):
    read(path, 404)


def test_a_submitted_version_is_not_public(submitted, read):
    submitted()
    read("/rosslighet/version/1/", 404)
    read("/rosslighet/", 404)


def test_version_pages_ask_little(corrected, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/rosslighet/version/1/")


@pytest.fixture
def withdrawn(corrected, ulf):
    article = Article.objects.get(pk=corrected.article_id)
    return publishing.withdraw(by=ulf, article=article, reason="Hemligt skäl.")


def test_a_withdrawn_article_points_onward_and_says_no_reason(withdrawn, client):
    response = client.get("/rosslighet/")
    html = response.content.decode()
    assert response.status_code == 410
    assert response["Cache-Control"] == "no-store"
    assert "Vi ser över texten" in html
    assert "tillbakadragen sedan" in html
    assert "Hemligt skäl" not in html
    for way in ('href="tel:112"', 'href="tel:1177"', 'href="/feber/"', 'value="Rosslighet"'):
        assert way in html
    assert "på tre veckor" not in html
    assert client.get("/skane/rosslighet/").status_code == 410


def test_the_json_twin_of_a_withdrawn_article(withdrawn, client):
    response = client.get("/rosslighet.json")
    answer = json.loads(response.content)
    assert response.status_code == 410
    assert answer["withdrawn"] is True
    assert answer["withdrawn_on"] == timezone.localdate().isoformat()
    assert "Hemligt" not in response.content.decode()


def test_a_withdrawn_article_is_in_no_list(withdrawn, read):
    assert "/rosslighet/" not in read(reverse("a_to_z"))
    assert "/rosslighet/" not in read(reverse("sitemap_part", args=["texter"]))
    assert "/rosslighet/" not in read(reverse("news"))
    assert "rosslighet" not in [hit.topic.slug for hit in search_articles("rosslighet").hits]


def test_its_versions_warn_before_anything_else(withdrawn, read):
    for number in (1, 2):
        html = read(f"/rosslighet/version/{number}/")
        warning = html.index("Texten är tillbakadragen. Använd den inte som råd om vård.")
        assert warning < html.index("<h1>")
        assert "Hemligt" not in html


def test_its_comparison_stays_and_warns_before_anything_else(withdrawn, read):
    for query in ("?fran=1&till=2", ""):
        html = read(f"/rosslighet/andringar/{query}")
        warning = html.index("Texten är tillbakadragen. Använd den inte som råd om vård.")
        assert warning < html.index("<h1>")
        assert "<ins>" in html and "Hemligt" not in html
        assert 'href="/rosslighet/">' not in html.split("<h1>")[1], "there is no text to read"
    read("/rosslighet/andringar/?fran=1&till=3", 404)


def test_the_days_without_the_text_are_told(corrected, ulf, read, time_machine):
    now = timezone.now()
    for days, act in ((2, "withdraw"), (4, "restore"), (6, "withdraw"), (6, "restore")):
        time_machine.move_to(now + timedelta(days=days), tick=False)
        article = Article.objects.get(pk=corrected.article_id)
        if act == "withdraw":
            publishing.withdraw(by=ulf, article=article, reason="Hemligt skäl.")
        else:
            publishing.restore(by=ulf, revision=corrected, reason="Det stämde.")
    gone, back, again = (date_format(timezone.localdate(now + timedelta(days=days))) for days in (2, 4, 6))
    for path in ("version/1/", "version/2/", "andringar/"):
        html = read(f"/rosslighet/{path}")
        assert f"Texten var tillbakadragen från {gone} till {back}." in html
        assert f"Texten var tillbakadragen {again}." in html
        assert "är tillbakadragen" not in html


def test_what_comes_back_is_no_newer_than_it_was(withdrawn, corrected, ulf, read):
    day = timezone.localdate() - timedelta(days=3)
    Revision.objects.filter(pk=corrected.pk).update(published_on=day)
    publishing.restore(by=ulf, revision=corrected, reason="Det stämde.")
    restored = Revision.objects.get(pk=corrected.pk)
    assert (restored.published_on, restored.review_due) == (day, corrected.review_due)
    assert "Rosslighet går oftast över på tre veckor." in read("/rosslighet/")
    assert "är tillbakadragen" not in read("/rosslighet/version/2/")


def test_an_article_that_never_was_is_not_found(drafted, client):
    drafted()
    assert client.get("/rosslighet/").status_code == 404
    assert client.get("/rosslighet.json").status_code == 404
