""" "Hjälpte sidan dig?": takes an answer from anyone, keeps nothing about who gave it, and loses nothing typed."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from articles.actions.feedback import PER_HOUR
from articles.models import Article, Feedback

pytestmark = pytest.mark.usefixtures("uncounted")
HERE = "http://testserver"


@pytest.fixture
def answer(library, client):
    def answer(path="/halsfluss/svar/", **data):
        headers = {key.removeprefix("h_"): data.pop(key) for key in [*data] if key.startswith("h_")}
        return client.post(path, {"helpful": "ja"} | data, headers=headers)

    return answer


def kept():
    return [(f.article.slug, f.helpful, f.comment, f.region_code) for f in Feedback.objects.order_by("pk")]


def test_the_form_stands_on_the_page(library, client):
    html = client.get("/skane/halsfluss/").content.decode()
    form = html[html.index('<form class="form stack" method="post"') :]
    form = form[: form.index("</form>")]
    assert 'action="/skane/halsfluss/svar/"' in form
    assert "Hjälpte sidan dig?" in form
    assert "Skriv inga personuppgifter" in form
    assert "csrfmiddlewaretoken" not in form
    assert "hx-" not in form  # a plain form: it needs no script


@pytest.mark.parametrize(("typed", "helpful"), [("ja", True), ("nej", False)])
def test_yes_and_no(answer, typed, helpful):
    response = answer(helpful=typed, comment="Mer om barn.")
    assert response.status_code == 302
    assert response.url == "/halsfluss/tack/"
    assert kept() == [("halsfluss", helpful, "Mer om barn.", "")]


@pytest.mark.parametrize("where", ["", "/en", "/lattlast"])
def test_a_fault_in_the_text_is_told_as_one(answer, client, where):
    html = client.get(f"{where}/halsfluss/").content.decode()
    assert ("Something is wrong in the text" if where == "/en" else "Något är fel i texten") in html
    assert answer(f"{where}/halsfluss/svar/", helpful="fel", comment="Dosen.").url == f"{where}/halsfluss/tack/"
    told = Feedback.objects.get()
    assert (told.is_fault, told.helpful, told.comment) == (True, False, "Dosen.")


@pytest.mark.parametrize("comment", ["", "  "])
def test_whoever_tells_of_a_fault_says_which(answer, comment):
    response = answer(helpful="fel", comment=comment)
    assert response.status_code == 400
    assert "Skriv vad som är fel, och gärna var i texten det står." in response.content.decode()
    assert kept() == []


def test_the_thanks_page_leads_back(answer, client):
    html = client.get(answer().url).content.decode()
    assert "Tack för ditt svar" in html
    assert 'href="/halsfluss/"' in html
    assert 'content="noindex' in html


def test_the_version_and_region_are_kept(answer):
    response = answer("/skane/halsfluss/svar/")
    assert response.url == "/skane/halsfluss/tack/"
    found = Feedback.objects.get()
    assert found.region_code == "12"
    assert found.revision_number == Article.objects.get(slug="halsfluss", language="sv").live.number


def test_nothing_about_the_reader_is_kept():
    fields = {field.name for field in Feedback._meta.get_fields()}
    of_the_editor = {"outcome", "mended_in", "note", "handled_at", "handled_by"}
    about_the_page = {"id", "article", "revision_number", "region_code", "helpful", "is_fault", "comment", "created_at"}
    assert fields == about_the_page | of_the_editor


def test_no_cookie_is_set(answer, client):
    response = answer()
    assert not response.cookies
    assert not client.get(response.url).cookies
    assert not answer(helpful="").cookies


def test_no_token_is_needed(library):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/halsfluss/svar/", {"helpful": "nej"}).status_code == 302


def test_htmx_gets_the_same_answer(answer):
    assert answer(h_hx_request="true").status_code == 302


@pytest.mark.parametrize("typed", ["", "kanske"])
def test_an_answer_must_be_chosen(answer, typed):
    response = answer(helpful=typed, comment="Det här skrev jag.")
    html = response.content.decode()
    assert response.status_code == 400
    assert "Välj ett av svaren." in html
    assert "Det här skrev jag.</textarea>" in html
    assert kept() == []


@pytest.mark.parametrize(
    ("comment", "stored"),
    [
        ("Jag är 19121212-1212.", "Jag är [personnummer]."),
        ("ring 070-123 45 67 på kvällen", "ring [telefonnummer] på kvällen"),
        ("skriv till anna@example.se", "skriv till [e-post]"),
    ],
)
def test_personal_data_is_masked_before_anything_is_kept(answer, comment, stored):
    assert answer(helpful="nej", comment=comment).status_code == 302
    assert kept() == [("halsfluss", False, stored, "")]


def test_who_wrote_it_is_told_that_such_data_is_removed(answer, client):
    response = answer(comment="Ring 070-123 45 67.")
    html = client.get(response.url).content.decode()
    assert "e-postadresser som vår server känner igen tas bort innan ett svar sparas" in html
    assert response.url == answer(comment="Mer om barn.").url, "the address says nothing of what was written"
    english = client.get("/en/halsfluss/tack/").content.decode()
    assert "Personal identity numbers, phone numbers and e-mail addresses that our server recognises" in english


@pytest.mark.parametrize(
    "comment",
    ["Ring 1177 eller 112?", "39,5 grader i 3 dygn", "sidan 10-12, 2026-03-12", "@ betyder vad?", "100 000 fall 2024"],
)
def test_other_numbers_are_taken(answer, comment):
    assert answer(comment=comment).status_code == 302
    assert Feedback.objects.get().comment == comment


def test_too_long_is_refused_and_the_text_stays(answer):
    comment = "å" * 1001
    response = answer(comment=comment)
    assert response.status_code == 400
    assert "Skriv högst 1 000 tecken." in response.content.decode()
    assert comment in response.content.decode()
    assert answer(comment="å" * 1000).status_code == 302


def test_the_error_stands_in_a_summary_and_at_its_field(answer):
    html = answer(helpful="").content.decode()
    assert html.count("Välj ett av svaren.") >= 2
    assert 'role="alert"' in html or "error-summary" in html


def test_a_robot_that_fills_in_all_fields_is_thanked_and_forgotten(answer):
    assert answer(website="http://spam.example").url == "/halsfluss/tack/"
    assert kept() == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example", "http://["])
def test_an_answer_from_another_site_is_refused(answer, origin):
    response = answer(h_origin=origin, comment="Hej")
    assert response.status_code == 400
    assert "Svaret kom från en annan webbplats." in response.content.decode()
    assert kept() == []


def test_an_answer_from_here_is_taken(answer):
    assert answer(h_origin=HERE).status_code == 302


def test_one_line_cannot_answer_without_end(answer):
    for _ in range(PER_HOUR):
        assert answer().status_code == 302
    response = answer(comment="Ett för mycket.")
    assert response.status_code == 400
    assert "Försök igen om en timme." in response.content.decode()
    assert "Ett för mycket.</textarea>" in response.content.decode()
    assert len(kept()) == PER_HOUR


def test_another_line_may_answer_still(answer, client):
    for _ in range(PER_HOUR + 1):
        answer()
    assert client.post("/halsfluss/svar/", {"helpful": "ja"}, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_an_hour_later_it_may_again(answer, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    for _ in range(PER_HOUR + 1):
        answer()
    time_machine.move_to("2026-03-10T11:00:01+01:00", tick=False)
    assert answer().status_code == 302


def test_the_address_is_not_kept_readable(answer, monkeypatch):
    keys = []
    real = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *args, **more: keys.append(key) or real(key, *args, **more))
    answer()
    assert keys
    assert not [key for key in keys if "127.0.0.1" in key]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method(library, client, method):
    response = getattr(client, method)("/halsfluss/svar/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST"


def test_an_unknown_or_withdrawn_article(answer):
    assert answer("/finns-inte/svar/").status_code == 404
    Article.objects.filter(slug="halsfluss").update(live=None)
    assert answer().status_code == 404


@pytest.mark.parametrize("comment", ["a\x00b", "<script>alert(1)</script>", "{{ secret }}", "🤒" * 300, "\u202e"])
def test_strange_text_is_kept_or_refused_but_never_fails(answer, comment):
    assert answer(comment=comment).status_code in (302, 400)
    assert not Feedback.objects.filter(comment__contains="\x01").exists()


def test_what_was_typed_is_shown_as_text(answer):
    html = answer(helpful="", comment="</textarea><script>alert(1)</script>").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_refused_answer_is_not_kept_by_any_cache(answer):
    response = answer(helpful="")
    assert "no-store" in response["Cache-Control"]
    assert "no-store" in answer()["Cache-Control"]


def test_a_text_too_large_for_the_server_gets_a_page(answer):
    response = answer(comment="a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert response.status_code in (400, 413)
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("path", ["/feber/", "/skane/feber/", "/en/feber/", "/skane/en/feber/"])
def test_who_reloads_or_chooses_another_region_comes_back_to_the_article(library, client, path):
    answer = client.get(f"{path}svar/")
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert client.get(path).status_code == 200
