"""A unit answers a reminder by a link that nobody else can use, and that holds for a time."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from regions.actions import contacts
from regions.documents import changing
from regions.models import CareUnit, UnitContact, UnitReminder, UnitReport, UnitVersion, Via
from tests.cast import client_of
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.freshness_cast import *  # noqa: F403
from tests.regions.freshness_cast import MAIL, remind
from tests.regions.made_units import make_unit
from tests.regions.pages import main_of, page_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]


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
