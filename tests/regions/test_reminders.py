"""Units are asked by mail to confirm their facts: by their region's administrators, or by the server itself."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from regions.actions import reminders
from regions.models import CareUnit, Region, UnitContact, UnitReminder
from tests.cast import client_of
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.freshness_cast import *  # noqa: F403
from tests.regions.freshness_cast import MAIL, remind
from tests.regions.made_units import GOTEBORG, make_unit
from tests.regions.pages import page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]


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
