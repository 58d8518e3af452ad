"""Readers' answers are mended and marked, and what they search for in vain becomes an ämnesord in one click."""

import io
import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from articles.actions import feedback as answering
from articles.actions import misses as missing
from articles.actions import remove_synonym, writing
from articles.models import Article, Feedback, SearchMiss, SearchMissDone, Synonym
from articles.queries import search_articles
from articles.queries.desk import desk_counts
from articles.queries.search import lexicon

TERM = "gurgelsjuka"


@pytest.fixture
def halsfluss(library):
    return Article.objects.select_related("live").get(slug="halsfluss", language="sv")


@pytest.fixture
def commented(halsfluss):
    """Makes a reader's comment."""

    def make(comment="Hur länge smittar det?", article=halsfluss, **fields):
        fields = {"revision_number": article.live.number, "region_code": "12", "helpful": False} | fields
        return Feedback.objects.create(article=article, comment=comment, **fields)

    return make


@pytest.fixture
def asked(db):
    """Has a term be searched for in vain on so many days, the last of them today."""

    def ask(term=TERM, days=5, times=1, last=None):
        last = last or timezone.localdate()
        SearchMiss.objects.bulk_create(
            SearchMiss(term=term, day=last - timedelta(days=day), count=times) for day in range(days)
        )
        return term

    return ask


def waiting(user):
    """The numbers of the desk's menu that come from readers."""
    counts = desk_counts(user)
    return counts.answers, counts.misses


def said(response):
    return response.content.decode()


def shown():
    return [row["term"] for row in SearchMiss.objects.shown()]


# ---- answers ----


def test_the_desk_shows_comments_by_article_with_what_was_answered(commented, enter, rut, library):
    commented("Hur länge smittar det?")
    commented("Bra sida.", helpful=True, region_code="")
    commented("", helpful=True)
    fever = Article.objects.get(slug="feber", language="sv")
    commented("Mer om barn.", article=fever)
    html = said(enter(rut).get("/redaktion/svar/"))
    assert "3 kommentarer" in html
    assert html.index("Mer om barn.") < html.index("Bra sida.") < html.index("Hur länge smittar det?")
    assert "hjälpte: 2 ja, 1 nej" in html
    assert "hjälpte: 0 ja, 1 nej" in html
    assert "Skåne, sidan hjälpte inte" in html
    assert 'Läsarnas svar <span class="count">3</span>' in html
    assert "Skriv i texten" not in html, "a reviewer looks"
    assert "Markera" not in html


def test_what_is_wrong_in_a_text_comes_first_and_marked(commented, enter, karin, rut, library):
    fever = Article.objects.get(slug="feber", language="sv")
    wrong = commented("Fel dos.", is_fault=True)
    commented("Mer om barn.")
    commented("Nyast av alla.", article=fever)
    client = enter(karin)
    html = said(client.get("/redaktion/svar/"))
    assert html.index("Fel dos.") < html.index("Mer om barn.") < html.index("Nyast av alla.")
    assert html.count('<span class="tag late">Något är fel i texten</span>') == 1
    assert "hjälpte: 0 ja, 1 nej" in html, "that something is wrong is no answer to whether it helped"
    only = said(client.get("/redaktion/svar/?lage=fel"))
    assert "Fel dos." in only and "Mer om barn." not in only
    start = said(client.get("/redaktion/"))
    assert "Läsare säger att något är fel" in start and "?lage=fel&amp;artikel=Halsfluss" in start
    assert 'Väntar på mig <span class="count">1</span>' in start
    assert "Läsare säger att något är fel" not in said(enter(rut).get("/redaktion/")), "a reviewer mends no text"
    answering.decline(by=karin, feedback=wrong, reason="Dosen stämmer.")
    html = said(client.get("/redaktion/svar/?lage=alla"))
    assert html.index("Nyast av alla.") < html.index("Fel dos."), "what is seen to waits its turn"
    assert "tag late" not in html
    assert "Läsare säger att något är fel" not in said(client.get("/redaktion/"))


@pytest.mark.parametrize("fields", [{"comment": ""}, {"helpful": True}])
def test_the_database_holds_that_a_fault_is_told(commented, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        commented(**({"comment": "Fel dos.", "is_fault": True} | fields))


def test_a_comment_is_text(commented, enter, karin):
    commented("<script>alert(1)</script>\n[länk](https://evil.example) https://evil.example")
    html = said(enter(karin).get("/redaktion/svar/"))
    assert "<script>alert" not in html
    assert 'href="https://evil' not in html


def test_answers_to_earlier_versions_are_not_counted(commented, enter, karin, library):
    cold = Article.objects.select_related("live").get(slug="forkylning", language="sv")
    assert cold.live.number > 1
    commented("Före.", article=cold, revision_number=1)
    commented("Efter.", article=cold)
    html = said(enter(karin).get("/redaktion/svar/"))
    assert "0 ja, 1 nej" in html
    assert "version 1, Skåne" in html


def test_the_list_narrows_down_and_has_pages(commented, enter, karin, library):
    for number in range(35):
        commented(f"Kommentar {number}.")
    fever = Article.objects.get(slug="feber", language="sv")
    done = commented("Om feber.", article=fever, helpful=True)
    answering.decline(by=karin, feedback=done, reason="Står redan.")
    client = enter(karin)
    first = said(client.get("/redaktion/svar/"))
    assert "35 kommentarer" in first and "Sida 1 av 2" in first and "Om feber." not in first
    assert "Kommentar 2." in said(client.get("/redaktion/svar/?sida=2"))
    assert "Om feber." in said(client.get("/redaktion/svar/?lage=alla&artikel=feber"))
    assert "36 kommentarer" in said(client.get("/redaktion/svar/?lage=alla"))
    assert "Ingen kommentar passar" in said(client.get("/redaktion/svar/?artikel=finns+inte"))
    for odd in ("sida=x", "sida=-1", "lage=x", "artikel=%00", "artikel=" + "a" * 500):
        assert client.get(f"/redaktion/svar/?{odd}").status_code == 200


def test_pages_that_help_least_are_named(commented, enter, karin):
    for helpful in (True, False, False, False):
        commented("", helpful=helpful)
    assert "Hjälper minst" not in said(enter(karin).get("/redaktion/svar/"))
    commented("", helpful=True)
    assert "60 %" in said(enter(karin).get("/redaktion/svar/"))


def test_karin_mends_the_text_and_marks_the_comment(commented, enter, karin, halsfluss):
    comment = commented()
    client = enter(karin)
    page = f"/redaktion/svar/{comment.pk}/"
    html = said(client.get(page))
    assert "Texten har inte ändrats" in html
    assert "Rättat i texten" not in html, "nothing has been mended yet"
    writing.start_draft(by=karin, article=halsfluss)
    new = halsfluss.live.number + 1
    assert f"Utkastet, som blir version {new}" in said(client.get(page))
    answer = client.post(page + "?artikel=Hals", {"outcome": "mended", "version": new, "note": "Om smitta."})
    assert (answer.status_code, answer.url) == (302, "/redaktion/svar/?artikel=Hals")
    comment.refresh_from_db()
    assert (comment.outcome, comment.mended_in, comment.note) == ("mended", new, "Om smitta.")
    assert comment.handled_by == karin
    event = AuditEvent.objects.get(action="feedback.handled")
    assert event.details == {"outcome": "mended", "version": new}, "the log holds no reader's words"
    assert "Alla kommentarer är omhändertagna" in said(client.get("/redaktion/svar/"))
    assert f"Rättat i version {new}" in said(client.get("/redaktion/svar/?lage=alla"))
    answering.reopen(by=karin, feedback=comment)
    assert waiting(karin) == (1, 0)


def test_what_is_missing_is_told_and_what_was_typed_stays(commented, enter, karin, halsfluss):
    comment = commented()
    writing.start_draft(by=karin, article=halsfluss)
    page = f"/redaktion/svar/{comment.pk}/"
    for data, word in (
        ({"note": "Det här skrev jag."}, "Välj ett alternativ under ”Vad gjorde du?”."),
        ({"outcome": "mended", "note": "Det här skrev jag."}, "Välj den version"),
        ({"outcome": "mended", "version": 999, "note": "Det här skrev jag."}, "Välj ett av alternativen"),
        ({"outcome": "declined", "note": " "}, "Skriv varför det inte åtgärdas."),
        ({"outcome": "declined", "note": "a\x00b"}, "Det är något som behöver rättas"),
        ({"outcome": "declined", "note": "a" * 501}, "Det är något som behöver rättas"),
    ):
        answer = enter(karin).post(page, data)
        assert answer.status_code == 400
        assert word in said(answer)
        assert ("Det här skrev jag.</textarea>" in said(answer)) == ("Det här" in data["note"])
    comment.refresh_from_db()
    assert comment.handled_at is None


def test_a_comment_is_marked_once(commented, enter, karin, kim):
    comment = commented()
    answering.decline(by=kim, feedback=comment, reason="Står redan.")
    answer = enter(karin).post(f"/redaktion/svar/{comment.pk}/", {"outcome": "declined", "note": "Nej."})
    assert answer.status_code == 400
    assert "Kim Exempel har redan markerat svaret." in said(answer)
    client = enter(karin)
    assert client.post(f"/redaktion/svar/{comment.pk}/oppna-igen/").status_code == 302
    assert "obesvarat igen" in said(client.get(f"/redaktion/svar/{comment.pk}/"))
    assert client.post(f"/redaktion/svar/{comment.pk}/oppna-igen/", follow=True).status_code == 200


def test_only_editors_mark(commented, rut, ulf, karin):
    comment = commented()
    for user in (rut, ulf):
        with pytest.raises(Refused, match="redaktörer"):
            answering.decline(by=user, feedback=comment, reason="x")
    with pytest.raises(Refused, match="nyare"):
        answering.mark_mended(by=karin, feedback=comment, version=comment.revision_number)
    with pytest.raises(Refused, match="ingen kommentar"):
        answering.decline(by=karin, feedback=commented(""), reason="x")


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "mended", "mended_in": 2},
        {"handled_at": "now", "handled_by": "karin"},
        {"handled_at": "now", "handled_by": "karin", "outcome": "mended"},
        {"handled_at": "now", "handled_by": "karin", "outcome": "declined", "note": ""},
        {"handled_at": "now", "handled_by": "karin", "outcome": "declined", "note": "x", "mended_in": 2},
        {"note": "x"},
    ],
)
def test_the_database_holds_a_mark_whole(commented, karin, fields):
    known = {"now": timezone.now(), "karin": karin}
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=commented().pk).update(**{key: known.get(it, it) for key, it in fields.items()})


@pytest.mark.parametrize("pk", [0, 99999999999, 10**30])
def test_no_such_comment(enter, karin, pk):
    assert enter(karin).get(f"/redaktion/svar/{pk}/").status_code == 404
    assert enter(karin).post(f"/redaktion/svar/{pk}/oppna-igen/").status_code == 404
    assert enter(karin).post(f"/redaktion/sokningar/{pk}/angra/").status_code == 404


def test_answers_are_forgotten(commented, karin):
    now = timezone.now()
    kept = [commented("Väntar ännu."), commented("", helpful=True)]
    for years, comment, handled in ((2.1, "Klar.", 2.1), (2.1, "", None), (3.1, "Väntar.", None), (2.1, "Ny.", 0.1)):
        row = commented(comment)
        if handled:
            answering.decline(by=karin, feedback=row, reason="x")
            Feedback.objects.filter(pk=row.pk).update(handled_at=now - timedelta(days=365 * handled))
        Feedback.objects.filter(pk=row.pk).update(created_at=now - timedelta(days=365 * years))
    out = io.StringIO()
    call_command("forget", stdout=out)
    assert "3 läsarsvar" in out.getvalue()
    assert set(Feedback.objects.values_list("comment", flat=True)) == {*(row.comment for row in kept), "Ny."}


# ---- searches without a hit: counted ----


@pytest.mark.parametrize("path", ["/sok/", "/sok.json", "/skane/sok/"])
def test_a_search_that_finds_nothing_is_counted(library, units, client, path):
    for query in ("Kvantfysik ", "kvantfysik", "KVANTFYSIK!"):
        assert client.get(path, {"q": query}).status_code == 200
    found = SearchMiss.objects.get()
    assert (found.term, found.day, found.count) == ("kvantfysik", timezone.localdate(), 3)


def test_nothing_else_is_counted(library, units, client):
    for query in ("halsfluss", "", "vårdcentral Lund"):
        client.get("/sok/", {"q": query})
    client.get("/forslag/", {"q": "kvantfysik"})
    client.head("/sok/", {"q": "kvantfysik"})
    assert not SearchMiss.objects.exists()


def test_what_is_kept_says_nothing_of_who_asked():
    assert {field.name for field in SearchMiss._meta.get_fields()} == {"id", "term", "day", "count"}
    assert "dx" not in str(SearchMiss(term="dx qy", day="2026-03-12"))


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("Gurgelsjuka", "gurgelsjuka"), ("  ont   i Örgat!? ", "ont i örgat"), ("covid-99", "covid-99"),
        ("b12 x", "b12 x"), ("ab", "ab"), ("ett två tre fyra fem", "ett två tre fyra fem"), ("ألم", "ألم"),
        ("a", None), ("!!!", None), ("123", None), ("x" * 61, None), ("ett två tre fyra fem sex", None),
        ("900101-1234", None), ("anna 070-123 45 67", None), ("anna@example.se", None), ("@anna", None),
        ("kod 1234", None), ("12 34 ab", None), ("ring 12 34 56", None), ("anna at example dot se", None),
        ("", None), ("a\x00b", "a b"), ("🤒🤒", None),
    ],
)  # fmt: skip
def test_what_is_counted_of_a_query(query, term):
    assert missing.counted_term(query) == term


def test_no_more_new_terms_a_day_than_there_is_room_for(db, monkeypatch):
    monkeypatch.setattr(missing, "NEW_A_DAY", 2)
    for term in ("qaa", "qbb", "qcc", "qaa"):
        missing.note_miss(term)
    assert dict(SearchMiss.objects.values_list("term", "count")) == {"qaa": 2, "qbb": 1}


def test_counting_is_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        missing.note_miss("qxyz")
    with django_assert_num_queries(0):
        missing.note_miss("kod 1234")


def test_the_page_stands_when_nothing_can_be_written(library, units, client, caplog):
    with transaction.atomic(), caplog.at_level(logging.WARNING):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        answer = client.get("/sok/", {"q": "kvantfysik"})
        transaction.set_rollback(True)
    assert answer.status_code == 200
    assert "Vi hittade inget på" in said(answer)
    assert "räknades inte" in caplog.text
    assert "kvantfysik" not in caplog.text
    assert not SearchMiss.objects.exists()


def test_whatever_the_database_says_the_caller_hears_nothing(db, monkeypatch):
    def fail(*args):
        raise DatabaseError("kvantfysik")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        missing.note_miss("kvantfysik")


@pytest.mark.parametrize("term", ["a1234", "anna@x", "1 2 3 4"])
def test_the_database_keeps_no_numbers_or_addresses(db, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchMiss.objects.create(term=term, day=timezone.localdate())


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
    missing.miss_to_synonym(by=karin, term="gurgelsjuka", article=halsfluss)
    assert shown() == ["gurgelsjukan"]


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
    missing.note_miss("kvantfysik")
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


# ---- what the pages cost ----


@pytest.mark.parametrize("path", ["/redaktion/svar/?lage=alla", "/redaktion/sokningar/", "/redaktion/svar/{}/"])
def test_pages_cost_few_queries_however_much_is_on_them(path, commented, asked, enter, karin, library):
    lexicon()
    client = enter(karin)
    articles = list(Article.objects.filter(live__isnull=False).select_related("live")[:10])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(Feedback.objects.last().pk)).status_code == 200
        return len(queries)

    commented()
    asked()
    one = cost()
    for number, article in enumerate(articles):
        answering.decline(by=karin, feedback=commented(f"Nr {number}", article=article), reason="x")
        asked(f"ord {chr(97 + number)}")
    assert cost() <= one + 1
    assert one <= 14


def test_the_menu_counts_in_one_query(commented, asked, karin, django_assert_num_queries):
    commented()
    asked()
    with django_assert_num_queries(2):  # the roles in regions, then all the numbers
        assert waiting(karin) == (1, 1)
