"""Asking for a review, by account or by link."""

import io
import re
import smtplib
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role
from articles.actions import reviewing
from articles.models import Article, Review
from tests.desk.reviews import EVA, agreed, path_in, plain

# ---- asking ----


def test_karin_asks_rut_and_takes_it_back(submitted, karin, rut, sara, enter, django_assert_max_num_queries):
    revision = submitted()
    page, client = reverse("desk_ask", args=[revision.pk]), enter(karin)
    with django_assert_max_num_queries(12):
        html = client.get(page, secure=True).content.decode()
    assert f'value="fact-{rut.pk}"' in html
    assert f'value="language-{sara.pk}"' in html
    assert "Ingen är tillfrågad än" in html
    assert "Läsarna ser det efter en faktagranskning, inte efter en språkgranskning." in html
    answer = client.post(page, {"konto-reviewer": f"fact-{rut.pk}", "fraga": "konto"}, secure=True, follow=True)
    assert "Rut Exempel är tillfrågad" in plain(answer)
    again = client.post(page, {"konto-reviewer": f"fact-{rut.pk}", "fraga": "konto"}, secure=True)
    assert (again.status_code, "Rut Exempel är redan tillfrågad." in plain(again)) == (400, True)
    review = Review.objects.get()
    assert review.reviewer_user == rut
    answer = client.post(reverse("desk_revoke", args=[review.pk]), secure=True, follow=True)
    assert "Återkallad" in plain(answer)
    assert enter(rut).get(reverse("desk_review", args=[review.pk]), secure=True).status_code == 410


def test_whoever_wrote_is_not_among_those_to_ask(submitted, karin, rut, enter):
    karin.roles = [Role.EDITOR, Role.FACT_REVIEWER]
    karin.save()
    revision = submitted()
    page = reverse("desk_ask", args=[revision.pk])
    assert f'value="fact-{karin.pk}"' not in enter(karin).get(page, secure=True).content.decode()
    answer = enter(karin).post(page, {"konto-reviewer": f"fact-{karin.pk}", "fraga": "konto"}, secure=True)
    assert answer.status_code == 400
    assert not Review.objects.exists()


def test_the_link_goes_to_its_receiver_alone(submitted, asked_by_link, karin, enter, mailoutbox):
    revision = submitted()
    path = asked_by_link(revision)
    [mail] = mailoutbox
    assert mail.to == ["eva@example.se"]
    for personal in ("Eva", "eva@", "Karin", "Exempelkliniken", "allmänmedicin"):
        assert personal not in mail.body + mail.subject
    html = enter(karin).get(reverse("desk_ask", args=[revision.pk]), secure=True).content.decode()
    assert path.split("/")[2] not in html
    assert "eva@example.se" not in html
    assert "eva@example.se" not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    "fields",
    [
        {"lank-email": ""},
        {"lank-email": "inte en adress"},
        {"lank-name": ""},
        {"lank-name": "E" * 500},
        {"lank-name": "Eva\x00"},
        {"lank-kind": "annat"},
        {"lank-email": "rut@example.se"},
    ],
)
def test_what_cannot_be_asked_is_said_and_kept(submitted, karin, rut, enter, fields):
    revision = submitted()
    answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | fields, secure=True)
    assert answer.status_code == 400
    assert "Det är något som behöver rättas" in plain(answer)
    assert "specialist i allmänmedicin" in answer.content.decode()
    assert not Review.objects.exists()


def test_a_mail_server_that_is_down_loses_nothing(
    submitted, karin, enter, mailoutbox, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    revision = submitted()
    page, client = reverse("desk_ask", args=[revision.pk]), enter(karin)

    def fails(*args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({"eva@example.se": (550, b"no")})

    with monkeypatch.context() as patch:
        patch.setattr("articles.actions.reviewing.requests.send_mail", fails)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(page, EVA, secure=True)
    assert answer.status_code == 302
    assert "eva@" not in caplog.text
    assert "SMTPRecipientsRefused" in caplog.text
    html = client.get(page, secure=True)
    assert "Mejlet kunde inte skickas" in plain(html)
    review = Review.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("desk_revoke", args=[review.pk]), {"skicka-igen": "1"}, secure=True)
    assert Client().get(path_in(mailoutbox[0]), secure=True).status_code == 200
    assert "Mejlet kunde inte skickas" not in plain(client.get(page, secure=True))


def test_a_link_sent_again_keeps_what_was_said_and_closes_the_first(
    submitted, asked_by_link, karin, eva, enter, mailoutbox, django_capture_on_commit_callbacks
):
    revision = submitted()
    first = asked_by_link(revision)
    eva.post(first, agreed("care", spara="1"), secure=True)
    with django_capture_on_commit_callbacks(execute=True):
        again = reverse("desk_revoke", args=[Review.objects.get().pk])
        enter(karin).post(again, {"skicka-igen": "1"}, secure=True)
    old = eva.get(first, secure=True)
    assert (old.status_code, "senaste mejlet" in plain(old)) == (404, True)
    html = eva.get(path_in(mailoutbox[-1]), secure=True).content.decode()
    assert re.search(r'name="said_care" value="agree"[^>]* checked', html)


def test_an_older_version_is_not_asked_about(three_changed, karin, enter):
    three_changed()
    first = Article.objects.get(slug="rosslighet", pending__isnull=False).revisions.get(number=1)
    page = reverse("desk_ask", args=[first.pk])
    assert "inte aktuell längre" in plain(enter(karin).get(page, secure=True))
    answer = enter(karin).post(page, EVA, secure=True)
    assert (answer.status_code, "inte aktuell längre" in plain(answer)) == (400, True)


@pytest.mark.parametrize("name", ["desk_ask", "desk_review", "desk_revoke", "desk_take"])
@pytest.mark.parametrize("pk", [999_999, 10**30])
def test_unknown_numbers_are_not_found(karin, enter, name, pk):
    client = enter(karin)
    for method in (client.get, client.post):
        assert method(reverse(name, args=[pk]), secure=True).status_code in (404, 405)


# ---- what readers see ----


def test_the_address_of_someone_who_never_answered_is_forgotten(submitted, asked_by_link, time_machine):
    asked_by_link(submitted())
    for days, kept in ((reviewing.LINK_DAYS + 80, "eva@example.se"), (reviewing.LINK_DAYS + 91, "")):
        time_machine.move_to(Review.objects.get().asked_at + timedelta(days=days))
        told = io.StringIO()
        call_command("forget", stdout=told)
        assert Review.objects.get().email == kept
    assert told.getvalue() == (
        "Borttaget: 0 läsarsvar, 0 rader om sökningar utan träff, 1 adresser till granskare, "
        "filerna till 0 importer, 0 rapporter om fel, 0 misslyckade inloggningar.\n"
    )


@pytest.mark.parametrize("address", ["karin+rut@example.se", "Karin+Rut@Example.se", "rut+hemma@example.se"])
def test_another_spelling_of_a_known_mailbox_gets_no_link(submitted, karin, rut, enter, address):
    karin.email = "karin@example.se"
    karin.save(update_fields=["email"])
    revision = submitted()
    answer = enter(karin).post(reverse("desk_ask", args=[revision.pk]), EVA | {"lank-email": address}, secure=True)
    assert answer.status_code == 400
    assert not revision.reviews.exists()
