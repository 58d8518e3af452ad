"""A reader reports that something is wrong, without saying who they are, and sees with a code what came of it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from regions.actions import unit_reports
from regions.models import UnitReport
from regions.report_codes import LETTERS, digest_of, new_code, written
from regions.views.reporting import LOOKED_UP_PER_HOUR
from tests.cast import client_of
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.made_units import GOTEBORG, make_unit
from tests.regions.pages import links_of, main_of, page_text
from tests.regions.typed_form import typed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]


@pytest.fixture
def report(client, linden):
    """Sends the form about Linden."""

    def send(path="/mottagning/vardcentralen-linden/rapportera/", headers=None, **said):
        return client.post(path, {"part": "hours", "text": "Ni stänger 15.00."} | said, headers=headers or {})

    return send


def code_in(response):
    return re.fullmatch(r"(?:/skane)?/fel/([^/]+)/\?tack=1", response["Location"])[1]


def waiting(unit, text="Fel tid.", **fields):
    return UnitReport.objects.create(unit=unit, part="hours", text=text, **fields)


# ---- reporting ----


def test_the_units_page_leads_to_the_form_and_back(client, linden):
    page = client.get("/skane/mottagning/vardcentralen-linden/")
    path = links_of(main_of(page))["Rapportera ett fel"]
    form = client.get(path)
    assert path == "/skane/mottagning/vardcentralen-linden/rapportera/"
    assert links_of(main_of(form))["Tillbaka till mottagningen"] == "/skane/mottagning/vardcentralen-linden/"
    assert "mailto:" not in main_of(page)
    assert "csrfmiddlewaretoken" not in main_of(form)
    assert "public" in form["Cache-Control"]


def test_a_report_is_kept_and_its_code_shows_it(client, report, linden):
    answer = report()
    code = code_in(answer)
    kept = UnitReport.objects.get()
    assert (kept.unit, kept.part, kept.text, kept.outcome) == (linden, "hours", "Ni stänger 15.00.", "")
    assert code not in str(vars(kept).values())
    shown = client.get(answer["Location"])
    says = page_text(shown)
    for words in ("Tack, din rapport har kommit fram", code, "Mottaget", "Ni stänger 15.00.", "Tider"):
        assert words in says
    assert links_of(main_of(shown))["Vårdcentralen Linden"] == "/mottagning/vardcentralen-linden/"
    assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert shown["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert not shown.cookies


def test_what_could_lead_to_a_person_is_taken_out(report):
    report(text="Ring mig på 070-123 45 67, anna@example.se, 19121212-1212.")
    text = UnitReport.objects.get().text
    assert text == "Ring mig på [telefonnummer], [e-post], [personnummer]."


def test_a_number_is_kept_where_the_units_own_is_wrong(client, report, linden):
    report(part="contact", text="Rätt nummer är 040-628 04 77, inte 19121212-1212 eller a@example.se.")
    assert UnitReport.objects.get().text == "Rätt nummer är 040-628 04 77, inte [personnummer] eller [e-post]."
    page = page_text(client.get(f"/mottagning/{linden.slug}/rapportera/", secure=True))
    assert "om du inte har valt ”Telefon, webb och e-tjänster”" in page


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"part": ""}, "Välj vad som är fel."),
        ({"part": "slug"}, "Välj ett av alternativen"),
        ({"text": " \n "}, "Fyll i ”Vad stämmer inte?”."),
        ({"text": "\x00"}, "Fyll i ”Vad stämmer inte?”."),
        ({"text": "x" * 1001}, "Skriv högst 1 000 tecken."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(report, said, told):
    answer = report(**said)
    assert answer.status_code == 400
    assert told in page_text(answer)
    assert said.get("text", "Ni stänger 15.00.").strip("\x00 \n") in page_text(answer)
    assert not UnitReport.objects.exists()


def test_a_thousand_characters_of_markup_in_several_lines_are_only_text(client, report):
    text = ("<script>x</script>\r\n" * 52)[:1000] + "\r\n" * 10
    answer = report(text=text)
    shown = client.get(answer["Location"]).content.decode()
    assert "<script>x" not in shown
    assert "&lt;script&gt;x" in shown


def test_a_robot_is_thanked_for_nothing(report):
    assert report(website="https://spam.example")["Location"] == "/mottagning/vardcentralen-linden/"
    assert not UnitReport.objects.exists()


def test_a_report_from_another_site_is_refused(report):
    answer = report(headers={"origin": "https://evil.example"})
    assert answer.status_code == 400
    assert "annan webbplats" in page_text(answer)
    assert not UnitReport.objects.exists()
    assert report(headers={"origin": "http://testserver"}).status_code == 302


def test_too_many_from_one_connection_wait(report):
    for _ in range(unit_reports.PER_HOUR):
        assert report().status_code == 302
    answer = report(text="En till.")
    assert answer.status_code == 400
    assert "Försök igen om en timme" in page_text(answer)
    assert "En till." in page_text(answer)
    assert UnitReport.objects.count() == unit_reports.PER_HOUR


def test_only_a_vardcentral_has_a_list_to_be_wrong_about(client, linden):
    dentist = make_unit(kinds=["dental"])
    assert 'value="listing"' in main_of(client.get(reverse("report", args=[linden.slug])))
    assert 'value="listing"' not in main_of(client.get(reverse("report", args=[dentist.slug])))


def test_no_unit_no_form(client):
    assert client.get("/mottagning/finns-inte/rapportera/").status_code == 404
    assert client.post("/mottagning/finns-inte/rapportera/").status_code == 404


# ---- the code ----


def test_codes_are_long_clear_and_never_the_same():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert len(LETTERS) ** 12 > 2**58
    assert not set("01ILOU") & set(LETTERS)
    assert all(re.fullmatch(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", code) for code in codes)


@pytest.mark.parametrize("typed", ["k7qm3xtr9wnh", " K7QM 3XTR 9WNH ", "k7qm-3xtr-9wnh", "K7QM–3XTR–9WNH"])
def test_a_code_may_be_written_as_one_likes(client, linden, typed):
    waiting(linden, code_digest=digest_of("K7QM-3XTR-9WNH"))
    sent = client.post("/fel/", {"code": typed})
    assert sent["Location"] == "/fel/K7QM-3XTR-9WNH/"
    assert "Fel tid." in page_text(client.get(sent["Location"]))
    assert written(typed) == "K7QM-3XTR-9WNH"


@pytest.mark.parametrize("typed", ["", "abc", "K7QM-3XTR-9WN0", "\x00" * 12, "x" * 10_000, "<b>K7QM3XTR9</b>"])
def test_what_is_no_code_is_told(client, typed):
    answer = client.post("/fel/", {"code": typed})
    assert answer.status_code == 400
    assert "Det är något som behöver rättas" in page_text(answer)


@pytest.mark.parametrize("code", ["K7QM-3XTR-9WNH", "x", "%00", "..%2f", "å" * 300])
def test_an_unknown_code_opens_nothing(client, linden, code):
    waiting(linden)  # from a unit: it has no code
    answer = client.get(f"/fel/{code}/")
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]


def test_guessing_is_slow(client, linden):
    waiting(linden, code_digest=digest_of("K7QM-3XTR-9WNH"))
    for _ in range(LOOKED_UP_PER_HOUR):
        assert client.get(f"/fel/{new_code()}/").status_code == 404
    right = client.get("/fel/K7QM-3XTR-9WNH/")
    assert right.status_code == 429
    assert "Fel tid." not in page_text(right)


# ---- answering ----


def test_maj_answers_and_the_reader_sees_it(client, report, linden):
    path = report()["Location"]
    found = UnitReport.objects.get()
    maj = client_of(admin_of("12"))
    listed = maj.get(reverse("reports"))
    assert "Tider: Ni stänger 15.00." in page_text(listed)
    answer = {"outcome": "mended", "answer": "Tack! Ring 070-123 45 67, inte 19121212-1212."}
    sent = maj.post(reverse("report_answer", args=[found.pk]), answer)
    assert sent["Location"] == reverse("reports")
    says = page_text(client.get(path))
    assert "Åtgärdat" in says
    assert "Tack! Ring 070-123 45 67, inte [personnummer]." in says
    assert "Maj" not in says
    event = AuditEvent.objects.get(action="report.answered")
    assert (event.region_code, event.details["outcome"]) == ("12", "mended")
    assert "Tack!" not in str(event.details)
    assert "Ni stänger" not in page_text(maj.get(reverse("reports")))
    assert "Ni stänger" in page_text(maj.get(reverse("reports"), {"lage": "alla"}))


def test_a_refusal_needs_words_and_keeps_what_was_chosen(client, report):
    path = report()["Location"]
    maj, found = client_of(admin_of("12")), UnitReport.objects.get()
    answer = maj.post(reverse("report_answer", args=[found.pk]), {"outcome": "declined", "answer": " "})
    assert answer.status_code == 400
    assert "Skriv varför det inte ändras." in page_text(answer)
    assert re.search(r'value="declined"[^>]*checked', main_of(answer))
    maj.post(reverse("report_answer", args=[found.pk]), {"outcome": "declined", "answer": "Tiden stämmer."})
    says = page_text(client.get(path))
    assert "Uppgiften ändras inte" in says
    assert "Tiden stämmer." in says


def test_two_do_not_answer_the_same_and_it_can_be_opened_again(linden):
    found = waiting(linden)
    maj, mona = admin_of("12"), manager_of(linden)
    unit_reports.answer_report(by=maj, report=found, outcome="mended", answer="")
    late = client_of(mona).post(
        reverse("report_answer", args=[found.pk]), {"outcome": "declined", "answer": "Nej, se dörren."}
    )
    assert late.status_code == 400
    assert "Maj Exempel har redan svarat" in page_text(late)
    typed = typed_in(late, "/oppna-igen/") | {"csrfmiddlewaretoken": ""}
    assert (typed["outcome"], typed["answer"]) == (["declined"], ["Nej, se dörren."])
    still = client_of(mona).post(reverse("report_reopen", args=[found.pk]), typed)
    assert typed_in(still, f"/rapporter/{found.pk}/")["answer"] == ["Nej, se dörren."]
    found.refresh_from_db()
    assert (found.outcome, found.answer, found.handled_at) == ("", "", None)
    for sent in ({}, typed):
        again = client_of(mona).post(reverse("report_reopen", args=[found.pk]), sent, follow=True)
        assert "väntar redan" in page_text(again)
    assert "Nej, se dörren." in main_of(again)


def test_each_sees_the_reports_of_their_own_units(linden):
    own, others = waiting(linden, "Om Linden."), waiting(make_unit(municipality=GOTEBORG), "Om Göteborg.")
    neighbour = waiting(make_unit("Grannen"), "Om grannen.")
    for user, sees in (
        (admin_of("12"), {own, neighbour}),
        (manager_of(linden), {own}),
        (admin_of("14", "gun"), {others}),
    ):
        client = client_of(user)
        says = page_text(client.get(reverse("reports")))
        for each in (own, others, neighbour):
            assert (each.text in says) == (each in sees), (user, each.text)
            status = client.get(reverse("report_answer", args=[each.pk])).status_code
            assert status == (200 if each in sees else 404)
            if each not in sees:
                for name in ("report_answer", "report_reopen"):
                    said = {"outcome": "mended", "answer": "Kapat."}
                    assert client.post(reverse(name, args=[each.pk]), said).status_code == 404
    assert not UnitReport.objects.exclude(outcome="").exists()
    assert client.get(f"/vardkatalogen/rapporter/{10**30}/").status_code == 404


def test_the_list_is_narrowed_down_and_asks_few_questions(linden, django_assert_max_num_queries):
    for number in range(40):
        waiting(linden, f"Nummer {number}.")
    waiting(make_unit(kinds=["dental"], municipality="1280"), "Tandläkaren.")
    maj = client_of(admin_of("12"))
    with django_assert_max_num_queries(8):
        page = maj.get(reverse("reports"), {"lage": "alla"})
    assert "41 rapporter" in page_text(page)
    assert "Sida 1 av 2" in page_text(page)
    assert "1 rapport " in page_text(maj.get(reverse("reports"), {"typ": "tandvard", "kommun": "1280"}))
    assert "41 rapporter" in page_text(maj.get(reverse("reports"), {"typ": "\x00", "kommun": "9999", "sida": "x"}))


# ---- forgetting ----


def test_reports_are_forgotten_after_two_years(linden, capsys):
    now = timezone.now()
    waiting(linden, "Gammal.", created_at=now - timedelta(days=731))
    waiting(linden, "Nyare.", created_at=now - timedelta(days=729))
    call_command("forget")
    assert "1 rapporter om fel" in capsys.readouterr().out
    assert [each.text for each in UnitReport.objects.all()] == ["Nyare."]
