"""A publisher sets the hour at which a version is published."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from articles.actions import publishing
from tests.cast import staff
from tests.desk.version_pages import *  # noqa: F403
from tests.desk.version_pages import hour, live


def test_ulf_sets_an_hour_moves_it_and_publishes_before_it(ready, press, see, ulf):
    first = timezone.now() + timedelta(days=2)
    assert "publiceras" in press(ulf, "desk_schedule", ready.pk, **hour(first))
    ready.refresh_from_db()
    assert hour(ready.publish_at) == hour(first)
    html = see(ulf, "desk_revision", ready.pk)
    assert "Ändra tiden" in html
    assert f'value="{hour(first)["day"]}"' in html
    press(ulf, "desk_schedule", ready.pk, **hour(first + timedelta(days=1)))
    ready.refresh_from_db()
    assert hour(ready.publish_at) == hour(first + timedelta(days=1))
    press(ulf, "desk_publish", ready.pk)
    assert live(ready) == ready


def test_what_waits_for_its_hour_can_be_sent_back(ready, press, ulf):
    press(ulf, "desk_schedule", ready.pk, **hour(timezone.now() + timedelta(days=2)))
    press(ulf, "desk_send_back", ready.pk, reason="Vänta.")
    ready.refresh_from_db()
    assert ready.publish_at is None


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [
        ("", "", "Fyll i ”Dag”."),
        ("2026-03-10", "", "Fyll i ”Klockslag”."),
        ("i morgon", "08.00", "Skriv datumet så här: 2026-03-12."),
        ("2026-03-12", "åtta", "Skriv klockslaget så här: 08.00."),
        ("2026-03-09", "08.00", "Dagen har passerat."),
        ("2026-03-10", "09.59", "Tiden har passerat."),
        ("2026-03-29", "02.30", "Klockan ställs fram den natten"),
        ("2027-03-29", "08.00", "Välj en dag inom ett år."),
        ("0001-01-01", "00.00", "Dagen har passerat."),
        ("9999-12-31", "23.59", "Välj en dag inom ett år."),
        ("2026\x00", "08\x00", "Skriv datumet så här"),
    ],
)
def test_an_hour_that_cannot_be_is_said_and_what_was_typed_stays(ready, press, ulf, time_machine, day, time, words):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    html = press(ulf, "desk_schedule", ready.pk, 400, day=day, time=time)
    assert words in html
    assert "Det är något som behöver rättas" in html
    assert f'value="{day}"' in html or not day or "\x00" in day
    ready.refresh_from_db()
    assert ready.publish_at is None


def test_the_hour_is_swedish(ready, press, ulf, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    html = press(ulf, "desk_schedule", ready.pk, day="2026-07-01", time="08.00")
    assert "Version 1 publiceras 1 juli 2026, kl. 08.00." in html
    ready.refresh_from_db()
    assert ready.publish_at.isoformat() == "2026-07-01T06:00:00+00:00"


def test_what_missed_its_hour_waits_for_the_publisher_again(ready, press, see, ulf):
    press(ulf, "desk_schedule", ready.pk, **hour(timezone.now() + timedelta(days=2)))
    ulf.roles = []
    ulf.save()
    assert publishing.publish_scheduled(timezone.now() + timedelta(days=3)) == []
    other = staff("ulla", Role.PUBLISHER)
    assert "publicerades inte vid den bestämda tiden" in see(other, "desk_revision", ready.pk)
    assert "Bara utgivare publicerar." in see(other, "desk_article", ready.article_id)
    from articles.queries.desk import waiting_for_publisher

    assert list(waiting_for_publisher(other)) == [ready]
