"""Searches that found nothing, at the desk."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from articles.actions import misses as missing
from articles.actions import remove_synonym
from articles.models import Article, Feedback, SearchMiss, SearchMissDone, Synonym
from articles.queries import search_articles
from tests.desk.listening import TERM, said, waiting

pytestmark = pytest.mark.usefixtures("uncounted")


def shown():
    return [row["term"] for row in SearchMiss.objects.shown()]


# ---- searches without a hit: shown ----


def test_a_term_is_shown_when_it_has_been_asked_on_five_days(client, library, units, enter, rut, time_machine):
    for day in range(1, 6):
        time_machine.move_to(f"2026-03-0{day}T10:00+01:00", tick=False)
        client.get("/sok/", {"q": TERM})
        client.get("/sok/", {"q": TERM})
        assert shown() == ([TERM] if day == 5 else [])
        assert (TERM in said(enter(rut).get("/redaktion/sokningar/"))) == (day == 5)
    html = said(enter(rut).get("/redaktion/sokningar/"))
    assert "5 dagar, 10 gånger" in html
    assert "Först 1 mars 2026" in html and "Senast 5 mars 2026" in html
    assert 'Sökningar utan träff <span class="count">1</span>' in html
    assert "Gör till ämnesord" not in html, "a reviewer looks"


def test_many_times_on_few_days_are_not_shown(asked, enter, karin):
    asked("hemligt namn", days=4, times=5000)
    assert shown() == []
    assert waiting(karin) == (0, 0)
    html = said(enter(karin).get("/redaktion/sokningar/"))
    assert "hemligt namn" not in html
    assert "Inget att ta hand om" in html


def test_a_term_that_is_not_shown_cannot_be_asked_about(asked, enter, karin, halsfluss):
    asked("hemligt namn", days=4)
    answers = []
    for term in ("hemligt namn", "aldrig sökt ord"):
        for more in ({"topic": "", "title": "Halsfluss"}, {"avfarda": "1"}):
            answer = enter(karin).post("/redaktion/sokningar/gor/", {"term": term} | more, follow=True)
            assert "Sökningen finns inte på listan." in said(answer)
            answers.append((answer.status_code, len(SearchMissDone.objects.all())))
    assert answers[:2] == answers[2:], "asked before or not: the answer is the same"
    assert not Synonym.objects.filter(text="hemligt namn").exists()
    assert not AuditEvent.objects.filter(details__term="hemligt namn").exists()


def test_terms_have_no_place_in_the_administration():
    from django.contrib import admin

    assert not {SearchMiss, SearchMissDone, Feedback} & set(admin.site._registry)


def test_rare_terms_are_forgotten_after_90_days(asked):
    today = timezone.localdate()
    asked("ofta", days=5, last=today - timedelta(days=200))
    asked("sällan", days=4, last=today - timedelta(days=91))
    asked("nyss", days=4)
    asked("gammal", days=9, last=today - timedelta(days=800))
    out = io.StringIO()
    call_command("forget", stdout=out)
    assert "13 rader" in out.getvalue()
    assert set(SearchMiss.objects.values_list("term", flat=True)) == {"ofta", "nyss"}


# ---- searches without a hit: seen to ----


def test_a_term_becomes_an_amnesord_in_one_click_and_is_found_at_once(asked, enter, karin, halsfluss, client, units):
    asked()
    assert not search_articles(TERM).hits
    page = enter(karin)
    assert "Gör till ämnesord" in said(page.get("/redaktion/sokningar/"))
    answer = page.post("/redaktion/sokningar/gor/", {"term": TERM, "title": "halsfluss"}, follow=True)
    assert "”gurgelsjuka” leder nu till Halsfluss." in said(answer)
    assert "Senast åtgärdade" in said(answer)
    assert client.get("/sok.json", {"q": TERM}).json()["hits"][0]["slug"] == "halsfluss"
    assert shown() == []
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert actions >= {"synonym.added", "search_miss.done"}
    page.post(f"/redaktion/sokningar/{SearchMissDone.objects.get().pk}/angra/")
    assert shown() == [TERM]
    assert not search_articles(TERM).hits
    assert not Synonym.objects.filter(text=TERM).exists()


def test_the_nearest_titles_are_offered(asked, enter, karin, halsfluss):
    asked("halsflussig nurk")
    html = said(enter(karin).get("/redaktion/sokningar/"))
    assert f'name="topic" value="{halsfluss.pk}"' in html
    assert "Gör halsflussig nurk till ämnesord för" in html
    assert '<option value="Halsfluss"></option>' in html
    answer = enter(karin).post("/redaktion/sokningar/gor/", {"term": "halsflussig nurk", "topic": halsfluss.pk})
    assert answer.status_code == 302
    assert Synonym.objects.get(text="halsflussig nurk").article == halsfluss


def test_words_that_the_search_takes_for_the_same_leave_together(asked, karin, halsfluss):
    for term in ("gurgelsjuka", "gürgelsjuka", "gurgelsjukan"):
        asked(term)
    done = missing.miss_to_synonym(by=karin, term="gurgelsjuka", article=halsfluss)
    assert shown() == ["gurgelsjukan"]
    missing.undo_miss(by=karin, done=done)
    assert shown() == ["gurgelsjuka", "gurgelsjukan", "gürgelsjuka"], "and come back together"
    missing.undo_miss(by=karin, done=missing.dismiss_miss(by=karin, term="gürgelsjuka"))
    assert shown() == ["gurgelsjuka", "gurgelsjukan", "gürgelsjuka"]


def test_a_refusal_is_shown_in_its_row_and_nothing_is_lost(asked, enter, karin, halsfluss):
    asked()
    asked("magpirr")
    for title, word in (
        ("Halsflus", "Menade du Halsfluss"),
        ("", "Skriv rubriken på den artikel"),
        ("a\x00b", "behöver rättas"),
        ("<b>" + "x" * 200, "behöver rättas"),
    ):
        answer = enter(karin).post("/redaktion/sokningar/gor/", {"term": TERM, "title": title, "topic": ""})
        assert answer.status_code == 400
        assert word in said(answer)
        assert "magpirr" in said(answer)
    answer = enter(karin).post("/redaktion/sokningar/gor/", {"term": TERM, "title": "Halsflus"})
    assert 'value="Halsflus"' in said(answer)
    Synonym.objects.create(article=halsfluss, text="Gurgelsjuka")
    answer = enter(karin).post("/redaktion/sokningar/gor/", {"term": TERM, "title": "Halsfluss"})
    assert "Ordet finns redan på artikeln." in said(answer)
    assert shown() == [TERM, "magpirr"]
    for term in ("", "\x00", "x" * 900_000):
        assert enter(karin).post("/redaktion/sokningar/gor/", {"term": term, "title": "Halsfluss"}).status_code == 400
        assert enter(karin).post("/redaktion/sokningar/gor/", {"term": term, "avfarda": "1"}).status_code == 302


def test_a_word_leads_only_to_a_published_article(asked, karin, halsfluss):
    asked()
    Article.objects.filter(pk=halsfluss.pk).update(live=None)
    halsfluss.refresh_from_db()
    with pytest.raises(Refused, match="inte publicerad"):
        missing.miss_to_synonym(by=karin, term=TERM, article=halsfluss)


def test_a_dismissed_term_leaves_and_is_counted_no_more(asked, enter, karin, kim):
    asked("kvantfysik")
    answer = enter(karin).post("/redaktion/sokningar/gor/?sida=1", {"term": "kvantfysik", "avfarda": "1"}, follow=True)
    assert "”kvantfysik” är borta från listan." in said(answer)
    assert "Inte vårt ämne" in said(answer)
    before = SearchMiss.objects.count()
    missing.note_miss("kvantfysik", address="192.0.2.1")
    assert (SearchMiss.objects.count(), shown()) == (before, [])
    assert not SearchMiss.objects.filter(count__gt=1).exists()
    missing.undo_miss(by=kim, done=SearchMissDone.objects.get())
    assert shown() == ["kvantfysik"]


def test_a_term_comes_back_when_its_amnesord_is_gone_and_it_is_asked_anew(asked, karin, halsfluss):
    today = timezone.localdate()
    asked()
    done = missing.miss_to_synonym(by=karin, term=TERM, article=halsfluss)
    remove_synonym(by=karin, synonym=done.synonym)
    assert shown() == []
    asked(days=5, last=today + timedelta(days=5))
    assert shown() == [TERM]


def test_only_editors_see_to_terms(asked, rut, ulf, halsfluss, karin):
    asked()
    for user in (rut, ulf):
        with pytest.raises(Refused, match="redaktörer"):
            missing.miss_to_synonym(by=user, term=TERM, article=halsfluss)
        with pytest.raises(Refused, match="redaktörer"):
            missing.dismiss_miss(by=user, term=TERM)
    done = missing.dismiss_miss(by=karin, term=TERM)
    with pytest.raises(Refused, match="redaktörer"):
        missing.undo_miss(by=rut, done=done)


def test_terms_stand_with_the_most_asked_first_and_in_pages(asked, enter, karin):
    for number in range(22):
        asked(f"ord {chr(97 + number)}", days=5 + number % 3, times=1 + number)
    days = [row["days"] for row in SearchMiss.objects.shown()]
    assert days == sorted(days, reverse=True)
    html = said(enter(karin).get("/redaktion/sokningar/"))
    assert html.count('class="miss"') == 20
    assert said(enter(karin).get("/redaktion/sokningar/?sida=2")).count('class="miss"') == 2
    last = list(SearchMiss.objects.shown())[-1]["term"]
    answer = enter(karin).post("/redaktion/sokningar/gor/?sida=2", {"term": last, "title": "Okänd rubrik"})
    assert 'value="Okänd rubrik"' in said(answer), "the row that was sent is on the page that comes back"
