"""A mail server that is down, refuses or hangs up loses no reminder and stops no other."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from regions.actions import reminders
from regions.models import UnitContact, UnitReminder
from tests.cast import client_of
from tests.regions.freshness_cast import *  # noqa: F403
from tests.regions.freshness_cast import MAIL, remind
from tests.regions.made_units import make_unit
from tests.regions.pages import page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]


class Broken:
    """A mail server that takes nothing."""

    def open(self):
        raise ConnectionRefusedError(MAIL)


def test_a_mail_server_that_is_down_loses_nothing(
    maj, reached, monkeypatch, capsys, caplog, django_capture_on_commit_callbacks
):
    with monkeypatch.context() as patch:
        patch.setattr(reminders, "get_connection", Broken)
        says = page_text(remind(maj, reached, commit=django_capture_on_commit_callbacks))
        assert "1 mottagning får en påminnelse." in says
        with pytest.raises(CommandError, match="1 mejl gick inte att skicka"):
            call_command("remind_units")
    assert MAIL not in caplog.text
    assert "inte skickad än" in page_text(client_of(maj).get(reverse("freshness")))
    call_command("remind_units")
    assert "1 mejl skickades" in capsys.readouterr().out
    assert len(mail.outbox) == 1
    call_command("remind_units")
    assert len(mail.outbox) == 1


def test_a_mail_server_that_nobody_needs_may_be_away(reached, monkeypatch, caplog):
    monkeypatch.setattr(reminders, "get_connection", Broken)
    call_command("remind_units")
    assert not caplog.records


@pytest.fixture
def four(reached):
    """Linden and three more that wait for their mails."""
    others = [make_unit(f"Mottagningen {name}") for name in "ABC"]
    for unit in others:
        UnitContact.objects.create(unit=unit, email=f"{unit.name[-1]}@example.org")
    for unit in (*others, reached):
        UnitReminder.objects.create(unit=unit)


def failing(monkeypatch, error, *, but=()):
    """Sending fails with the error; to whom it was tried."""
    tried, send = [], mail.EmailMessage.send

    def picky(message, *args, **options):
        tried.append(message.to[0])
        if message.to[0] not in but:
            raise error
        return send(message, *args, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", picky)
    return tried


@pytest.mark.parametrize(
    "error",
    [
        SMTPRecipientsRefused({"A@example.org": (550, b"No such user A@example.org")}),
        SMTPDataError(554, b"A@example.org wants no mail"),
        ValueError("Invalid address A@example.org"),
    ],
)
def test_addresses_that_the_server_refuses_stop_no_other(four, monkeypatch, caplog, error):
    failing(monkeypatch, error, but=[MAIL])
    sent = reminders.send_waiting()
    assert (sent.sent, sent.waiting) == (1, 3)
    assert [message.to for message in mail.outbox] == [[MAIL]]
    assert "A@example.org" not in caplog.text


@pytest.mark.parametrize("error", [SMTPServerDisconnected("gone"), SMTPSenderRefused(550, b"", "x"), TimeoutError()])
def test_a_server_that_fails_three_times_is_left_alone_until_the_next_time(four, monkeypatch, error):
    tried = failing(monkeypatch, error, but=[MAIL])
    assert reminders.send_waiting().waiting == 4
    assert tried == ["A@example.org", "B@example.org", "C@example.org"]


def test_a_server_that_hangs_up_is_asked_anew(four, monkeypatch):
    class HangsUp(EmailBackend):
        asked = 0

        def open(self):
            HangsUp.asked += 1

    monkeypatch.setattr(reminders, "get_connection", HangsUp)
    failing(monkeypatch, SMTPServerDisconnected("gone"), but=[MAIL, "A@example.org", "C@example.org"])
    assert reminders.send_waiting().sent == 3
    assert HangsUp.asked == 2


def test_mails_that_another_process_is_sending_stop_no_other(four, monkeypatch):
    send = reminders._send_one
    taken = set(UnitReminder.objects.exclude(unit__contact__email=MAIL).values_list("pk", flat=True))
    monkeypatch.setattr(reminders, "_send_one", lambda pk, connection: pk not in taken and send(pk, connection))
    assert reminders.send_waiting().sent == 1


def test_a_mail_that_cannot_be_sent_is_given_up_after_a_week(reached):
    UnitReminder.objects.create(unit=reached, asked_at=timezone.now() - timedelta(days=8))
    assert (reminders.send_waiting().sent, mail.outbox) == (0, [])
