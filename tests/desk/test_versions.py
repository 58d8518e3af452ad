"""One version at the desk: what a publisher reads, and publishes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from articles.actions import reviewing, writing
from articles.models import Article
from tests.cast import staff
from tests.desk.version_pages import *  # noqa: F403
from tests.desk.version_pages import hour, live


def test_the_version_is_read_as_the_reader_will_see_it_beside_what_is_new(second, see, ulf):
    html = see(ulf, "desk_revision", second.pk)
    assert "Det går över på tre veckor." in html
    assert "Ändringar mot version 1" in html
    assert "<del>" in html
    assert "Kroppen läker själv." in html
    assert "5 av 6" in html
    assert "Karin Exempel" in html


def test_what_hinders_is_said_and_no_button_is_dead(second, see, ulf, karin):
    html = see(ulf, "desk_revision", second.pk)
    assert "Alla delar är inte godkända av en faktagranskare." in html
    assert "Ännu inte godkänt: Rubrik och sammanfattning." in html
    assert "En redaktör ber om granskning." in html
    assert reverse("desk_publish", args=[second.pk]) not in html
    assert reverse("desk_send_back", args=[second.pk]) in html
    html = see(karin, "desk_revision", second.pk)
    assert reverse("desk_send_back", args=[second.pk]) not in html
    assert reverse("desk_ask", args=[second.pk]) in html
    assert reverse("desk_write", args=[second.article_id]) in html


def test_ulf_publishes_what_he_read(ready, press, see, ulf, client):
    assert "Publicera nu" in see(ulf, "desk_revision", ready.pk)
    assert "Version 1 är publicerad." in press(ulf, "desk_publish", ready.pk)
    assert live(ready) == ready
    assert client.get("/rosslighet/", secure=True).status_code == 200


@pytest.mark.parametrize("name", ["desk_publish", "desk_schedule", "desk_send_back", "desk_restore"])
def test_the_address_of_an_answer_that_said_no_leads_to_the_version(ready, enter, ulf, karin, name):
    path = reverse(name, args=[ready.pk])
    answer = enter(ulf).get(path, secure=True)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk_revision", args=[ready.pk]))
    assert enter(karin).get(path, secure=True).status_code == 403
    assert live(ready) is None


def test_a_page_that_is_too_old_says_so_and_does_nothing(ready, press, ulf):
    press(ulf, "desk_publish", ready.pk)
    changes = ready.status_changes.count()
    for name, data in (
        ("desk_publish", {}),
        ("desk_schedule", hour(timezone.now() + timedelta(days=1))),
        ("desk_send_back", {"reason": "Nej."}),
    ):
        html = press(ulf, name, ready.pk, 409, **data)
        assert "väntar inte längre på att publiceras" in html
        assert "Inget har ändrats." in html
    assert "Versionen är inte den som drogs tillbaka sist." in press(ulf, "desk_restore", ready.pk, 409, reason="Igen.")
    assert ready.status_changes.count() == changes


def test_what_was_replaced_while_it_was_read_is_not_published(ready, changed, press, karin, ulf):
    draft = changed(Article.objects.get(pk=ready.article_id), summary="Nytt.")
    writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert "väntar inte längre" in press(ulf, "desk_publish", ready.pk, 409)
    assert live(ready) is None


def test_a_publisher_who_wrote_in_it_is_refused(submitted, reviewed, press, see, rut):
    both = staff("bo", Role.EDITOR, Role.PUBLISHER)
    revision = submitted(by=both)
    reviewed(revision, asked_by=both)
    assert "Du har skrivit i texten." in see(both, "desk_revision", revision.pk)
    assert "Du har skrivit i texten." in press(both, "desk_publish", revision.pk, 409)
    at = hour(timezone.now() + timedelta(days=1))
    assert "Du har skrivit i texten." in press(both, "desk_schedule", revision.pk, 409, **at)
    assert live(revision) is None


def test_a_request_that_no_one_has_answered_does_not_stop_the_public_page(published, client, karin, rut):
    other = staff("rune", Role.FACT_REVIEWER)
    reviewing.ask_user(by=karin, revision=published, reviewer=other)
    html = client.get("/rosslighet/", secure=True).content.decode()
    assert "Rune" not in html
    assert "Rut Exempel" in html
