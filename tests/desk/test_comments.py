"""What readers answer to "Hjälpte sidan dig?", at the desk."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.refusal import Refused
from articles.actions import feedback as answering
from articles.actions import writing
from articles.models import Article, Feedback
from articles.queries.search import lexicon
from tests.desk.listening import said, waiting


@pytest.fixture
def commented(halsfluss):
    """Makes a reader's comment."""

    def make(comment="Hur länge smittar det?", article=halsfluss, **fields):
        fields = {"revision_number": article.live.number, "region_code": "12", "helpful": False} | fields
        return Feedback.objects.create(article=article, comment=comment, **fields)

    return make


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
    assert "Svaret väntar igen" in said(client.get(f"/redaktion/svar/{comment.pk}/"))
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
