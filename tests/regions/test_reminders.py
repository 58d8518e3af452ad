"""Units are asked by mail to confirm their facts, and answer by a link that nobody else can use."""

import re
from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from regions.actions import contacts, reminders
from regions.documents import changing, documents
from regions.models import CareUnit, Region, UnitContact, UnitReminder, UnitReport, UnitVersion, Via
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.freshness_cast import client_of
from tests.regions.made_units import GOTEBORG, make_unit
from tests.regions.pages import main_of, page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
MAIL = "linden@example.org"


@pytest.fixture
def maj(db):
    return admin_of("12")


@pytest.fixture
def reached(linden):
    UnitContact.objects.create(unit=linden, email=MAIL)
    return linden


def remind(maj, *units, commit, **said):
    with commit(execute=True):
        said = {"enhet": [unit.pk for unit in units], "skicka": "1"} | said
        return client_of(maj).post(reverse("freshness_remind"), said, follow=True)


@pytest.fixture
def link(maj, reached, django_capture_on_commit_callbacks):
    """The path of the link that Linden got."""
    remind(maj, reached, commit=django_capture_on_commit_callbacks)
    return link_in(mail.outbox[0])


def link_in(message):
    return re.search(r"https?://[^/]+(/bekrafta/\S+)", message.body)[1]


def seen(page):
    return re.search(r'name="seen" value="(\d+)"', main_of(page))[1]


def confirm(client, link, **headers):
    return client.post(link, {"stammer": "1", "seen": seen(client.get(link))}, headers=headers)


# ---- the address ----


def test_the_address_is_for_those_who_may_change_the_unit_and_no_one_else(client, linden, maj):
    answer = client_of(maj).post(reverse("unit_contact", args=[linden.slug]), {"email": MAIL})
    assert answer["Location"] == reverse("freshness")
    assert linden.contact.email == MAIL
    assert MAIL not in client.get(linden.get_absolute_url()).content.decode()
    assert MAIL not in str(documents([linden.pk]))
    assert MAIL not in str(list(UnitVersion.objects.filter(unit=linden.pk).values()))
    assert MAIL not in str(list(AuditEvent.objects.values()))
    assert MAIL in client_of(manager_of(linden)).get(reverse("unit_contact", args=[linden.slug])).content.decode()
    other = client_of(admin_of("14", "gun"))
    assert other.get(reverse("unit_contact", args=[linden.slug])).status_code == 404
    assert other.post(reverse("unit_contact", args=[linden.slug]), {"email": "x@example.org"}).status_code == 404


@pytest.mark.parametrize("typed", ["inte en adress", "a@b", "a@example.org\nBcc: x@example.org", "\x00@example.org"])
def test_what_is_no_address_is_told_and_kept(linden, maj, typed):
    answer = client_of(maj).post(reverse("unit_contact", args=[linden.slug]), {"email": typed})
    assert answer.status_code == 400
    assert not UnitContact.objects.exists()


def test_an_empty_address_takes_it_away(reached, maj):
    client_of(maj).post(reverse("unit_contact", args=[reached.slug]), {"email": ""})
    assert not UnitContact.objects.exists()


# ---- asking ----


def test_maj_sees_who_gets_a_mail_before_it_is_sent(maj, reached):
    silent = make_unit("Mottagningen Utan")
    asked = {"enhet": [reached.pk, silent.pk]}
    says = page_text(client_of(maj).post(reverse("freshness_remind"), asked))
    assert "1 mottagning får ett mejl med en länk." in says
    assert "1 har ingen adress Mottagningen Utan" in says
    assert mail.outbox == []
    assert not UnitReminder.objects.exists()


def test_the_mail_says_what_to_do_and_nothing_of_anyone(maj, reached, django_capture_on_commit_callbacks):
    says = page_text(remind(maj, reached, commit=django_capture_on_commit_callbacks))
    assert "1 mottagning får en påminnelse." in says
    [message] = mail.outbox
    assert message.to == [MAIL]
    assert message.subject == "Stämmer uppgifterna om Vårdcentralen Linden?"
    assert "12 februari 2026" in message.body
    assert "Maj" not in message.body
    assert "30 dagar" in message.body
    assert message.extra_headers == {"Auto-Submitted": "auto-generated"}
    event = AuditEvent.objects.get(action="units.reminded")
    assert (event.actor_name, event.region_code, event.details) == ("Maj Exempel", "12", {"units": [reached.pk]})
    assert UnitReminder.objects.get().sent_at is not None


def test_a_name_with_line_breaks_forges_no_header(maj, reached, django_capture_on_commit_callbacks):
    CareUnit.objects.filter(pk=reached.pk).update(name="Linden\nBcc: x@example.org")
    remind(maj, reached, commit=django_capture_on_commit_callbacks)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == [MAIL]


def test_no_unit_is_asked_twice_in_a_week(maj, reached, django_capture_on_commit_callbacks):
    commit = django_capture_on_commit_callbacks
    remind(maj, reached, commit=commit)
    assert "Ingen av dem kunde få en påminnelse nu." in page_text(remind(maj, reached, commit=commit))
    assert "den senaste veckan" in page_text(client_of(maj).post(reverse("freshness_remind"), {"enhet": reached.pk}))
    UnitReminder.objects.update(asked_at=timezone.now() - timedelta(days=7, minutes=1))
    remind(maj, reached, commit=commit)
    assert len(mail.outbox) == 2


def test_only_own_units_that_are_open_are_asked(maj, reached, django_capture_on_commit_callbacks):
    away, shut = make_unit(municipality=GOTEBORG), make_unit(closed_on=date(2026, 1, 1))
    for unit in (away, shut):
        UnitContact.objects.create(unit=unit, email="x@example.org")
    remind(maj, reached, away, shut, commit=django_capture_on_commit_callbacks)
    assert [message.to for message in mail.outbox] == [[MAIL]]
    gun = admin_of("14", "gun")
    with pytest.raises(reminders.Refused, match="Du får inte påminna"):
        reminders.ask_to_confirm(by=gun, region_code="12", units=CareUnit.objects.all())
    assert client_of(manager_of(reached)).post(reverse("freshness_remind"), {"alla": "1"}).status_code == 403


def test_all_of_a_list_means_the_list_and_not_more(no_units, maj, django_capture_on_commit_callbacks):
    for name, kinds, day in (("A", ["dental"], None), ("B", ["eye"], None), ("C", ["dental"], date.today())):
        UnitContact.objects.create(unit=make_unit(name, kinds=kinds, confirmed_on=day), email=f"{name}@example.org")
    said = {"alla": "1", "lista": "obekraftade", "typ": "tandvard"}
    remind(maj, commit=django_capture_on_commit_callbacks, **said)
    assert [message.to for message in mail.outbox] == [["A@example.org"]]


@pytest.mark.parametrize("ids", [["x"], ["-1"], ["9" * 400], ["\x00"], ["²"], []])
def test_ids_that_are_none_ask_no_one(maj, reached, ids):
    answer = client_of(maj).post(reverse("freshness_remind"), {"enhet": ids, "skicka": "1"}, follow=True)
    assert "Välj minst en mottagning" in page_text(answer)
    assert not UnitReminder.objects.exists()


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


# ---- by itself ----


def test_the_server_asks_by_itself_once_a_month_where_the_region_wants_it(maj, reached):
    call_command("remind_units")
    assert mail.outbox == []
    client_of(maj).post(reverse("freshness_switch", args=["skane"]), {"pa": "1"})
    assert Region.objects.get(code="12").reminds_units
    CareUnit.objects.filter(pk=reached.pk).update(confirmed_on=timezone.localdate() - timedelta(days=91))
    just = make_unit(confirmed_on=timezone.localdate())
    away = make_unit(municipality=GOTEBORG)
    for unit in (just, away):
        UnitContact.objects.create(unit=unit, email="x@example.org")
    call_command("remind_units")
    call_command("remind_units")
    assert [message.to for message in mail.outbox] == [[MAIL]]
    UnitReminder.objects.update(asked_at=timezone.now() - timedelta(days=31))
    call_command("remind_units")
    assert len(mail.outbox) == 2
    client_of(maj).post(reverse("freshness_switch", args=["skane"]), {"pa": "0"})
    assert not Region.objects.get(code="12").reminds_units
    assert AuditEvent.objects.filter(action="region.reminders_switched").count() == 2


def test_another_regions_switch_is_not_found(maj):
    assert client_of(maj).post(reverse("freshness_switch", args=["halland"]), {"pa": "1"}).status_code == 404


# ---- the link ----


def test_to_open_the_link_shows_the_page_and_confirms_nothing(client, link, linden):
    before = UnitVersion.objects.count()
    for method in ("get", "head", "get"):
        answer = getattr(client, method)(link)
        assert answer.status_code == 200
    says = page_text(client.get(link))
    for words in ("Stämmer det som läsarna ser?", "Allt stämmer", "Exempelgatan 3", "040-628 04 99", "Ring först."):
        assert words in says
    assert answer["Referrer-Policy"] == "no-referrer"
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert not answer.cookies
    assert UnitVersion.objects.count() == before
    assert MAIL not in client.get(link).content.decode()
    assert link.split("/")[2] not in client.get(link).content.decode()


def test_one_press_confirms_every_fact_and_only_once(client, link, linden):
    page = client.get(link)
    first = confirm(client, link)
    assert first["Location"] == f"{link}?tack=1"
    linden.refresh_from_db()
    assert (linden.confirmed_on, linden.confirmed) == (timezone.localdate(), {})
    version = UnitVersion.objects.filter(unit=linden.pk).latest("pk")
    assert (version.via, version.by_name, version.by_id) == ("confirm", "Mottagningen, med länk", "")
    says = page_text(client.get(first["Location"]))
    assert "Tack, uppgifterna är bekräftade" in says
    assert "Allt stämmer" not in says
    again = client.post(link, {"stammer": "1", "seen": seen(page)})
    assert again.status_code == 400
    assert UnitVersion.objects.filter(unit=linden.pk, via="confirm").count() == 1


def test_what_changed_meanwhile_is_not_confirmed_unseen(client, link, linden):
    page = client.get(link)
    with changing(by=None, via=Via.EDITOR):
        CareUnit.objects.filter(pk=linden.pk).update(phone="+46406280400")
    late = client.post(link, {"stammer": "1", "seen": seen(page)})
    assert late.status_code == 400
    assert "Uppgifterna har ändrats sedan du öppnade sidan." in page_text(late)
    linden.refresh_from_db()
    assert linden.confirmed_on == date(2026, 2, 12)
    assert confirm(client, link).status_code == 302


def test_what_is_wrong_goes_to_the_region(client, link, linden, maj):
    said = "Rätt telefonnummer är 040-628 04 77, inte 19121212-1212."
    answer = client.post(link, {"fel": "1", "part": "contact", "text": said})
    assert answer["Location"] == f"{link}?fel=1"
    assert "rättar sidan" in page_text(client.get(answer["Location"]))
    report = UnitReport.objects.get()
    assert (report.unit, report.from_unit, report.code_digest) == (linden, True, "")
    assert report.text == "Rätt telefonnummer är 040-628 04 77, inte [personnummer]."
    assert "från mottagningen" in page_text(client_of(maj).get(reverse("reports")))
    linden.refresh_from_db()
    assert linden.confirmed_on == date(2026, 2, 12)
    empty = client.post(link, {"fel": "1", "part": "hours", "text": ""})
    assert empty.status_code == 400
    assert "Fyll i ”Vad stämmer inte?”." in page_text(empty)


def test_links_that_hold_no_longer(client, link, linden, maj):
    def told(path=link):
        for answer in (client.get(path), client.post(path, {"stammer": "1", "seen": "1"})):
            assert answer.status_code == 404
        linden.refresh_from_db()
        assert linden.confirmed_on == date(2026, 2, 12)
        return page_text(answer)

    assert "inte hel" in told(link[:-2] + "/")
    assert "inte hel" in told("/bekrafta/1.x:y:z/")
    with time_machine.travel(timezone.now() + timedelta(days=30, minutes=1)):
        assert "har gått ut" in told()
    with time_machine.travel(timezone.now() + timedelta(days=29, hours=23)):
        assert client.get(link).status_code == 200
    contacts.revoke_links(by=maj, unit=linden)
    assert "återkallad" in told()


def test_another_address_or_none_ends_the_links(client, link, linden, maj):
    contacts.save_contact(by=maj, unit=linden, email="ny@example.org")
    assert client.get(link).status_code == 404
    contacts.save_contact(by=maj, unit=linden, email="")
    assert client.get(link).status_code == 404
    contacts.save_contact(by=maj, unit=linden, email=MAIL)  # the same again is not the same link
    assert client.get(link).status_code == 404


def test_a_link_opens_its_own_unit_alone(client, link, linden, django_capture_on_commit_callbacks):
    other = make_unit()
    UnitContact.objects.create(unit=other, email="annan@example.org")
    theirs = UnitReminder.objects.create(unit=other, sent_at=timezone.now())
    _pk, rest = link.removeprefix("/bekrafta/").split(".", 1)
    assert client.get(f"/bekrafta/{theirs.pk}.{rest}").status_code == 404
    confirm(client, link)
    other.refresh_from_db()
    assert other.confirmed_on is None


def test_only_its_own_page_answers(client, link, linden):
    foreign = confirm(client, link, origin="https://evil.example")
    assert foreign.status_code == 400
    assert confirm(client, link, origin="null", **{"sec-fetch-site": "cross-site"}).status_code == 400
    linden.refresh_from_db()
    assert linden.confirmed_on == date(2026, 2, 12)
    assert confirm(client, link, origin="null", **{"sec-fetch-site": "same-origin"}).status_code == 302


@pytest.mark.parametrize(
    "said", [{}, {"stammer": "1"}, {"stammer": "1", "seen": "x"}, {"stammer": "1", "seen": "9" * 40}]
)
def test_answers_that_say_nothing_do_nothing(client, link, linden, said):
    assert client.post(link, said).status_code == (400 if said else 200)
    linden.refresh_from_db()
    assert linden.confirmed_on == date(2026, 2, 12)


def test_the_manager_ends_links_and_others_do_not(client, link, linden):
    path = reverse("unit_links_revoke", args=[linden.slug])
    assert client_of(manager_of(make_unit(), "moa")).post(path).status_code == 404
    assert client.get(link).status_code == 200
    assert "återkallade" in page_text(client_of(manager_of(linden)).post(path, follow=True))
    assert client.get(link).status_code == 404
    UnitContact.objects.all().delete()
    assert "ingen adress" in page_text(client_of(admin_of("12", "mia")).post(path, follow=True))
