"""Hours typed the wrong way round: past midnight, where nobody is expected at night."""

import pytest
from django.urls import reverse

from regions.care_unit_import.rows import read_row
from regions.models import CareUnit, OpeningSpan
from tests.regions.care_unit_file import unit_row
from tests.regions.catalogue import admin_of, log_in
from tests.regions.typed_form import typed_in

pytestmark = pytest.mark.django_db
WEEK = {f"visit-{day}": "17-8" for day in range(5)}
ASKED = "Öppettider måndag–fredag: 17.00–08.00 är öppet över natten, till dagen efter. Menar du 08.00–17.00?"


@pytest.fixture
def send(client, linden):
    """Opens the editor, changes this, sends it."""
    log_in(client, admin_of("12"))
    path = reverse("catalogue_edit", args=[linden.slug])

    def send(**changes):
        return client.post(path, typed_in(client.get(path, secure=True), "/andra/") | changes, secure=True)

    return send


def first_span():
    return (
        OpeningSpan.objects.filter(unit__slug="vardcentralen-linden", purpose="visit")
        .order_by("day", "opens")
        .values_list("opens", "closes")[0]
    )


def test_the_wrong_way_round_is_asked_about_once_for_days_alike(send):
    before = first_span()
    page = send(**WEEK)
    assert page.status_code == 400
    assert page.content.decode().count("över natten, till dagen efter") == 1
    assert ASKED in page.content.decode()
    assert first_span() == before
    assert send(**WEEK, anda="1").status_code == 302
    assert [clock.hour for clock in first_span()] == [17, 8]


def test_what_is_saved_is_not_asked_about_again(send):
    send(**WEEK, anda="1")
    assert send(street="Nygatan 1").status_code == 302


def test_until_two_is_asked_about_in_other_words(send):
    page = send(**{"drop_in-4": "20–02"}).content.decode()
    assert "Drop-in fredag: 20.00–02.00 är öppet över natten, till dagen efter. Stämmer det?" in page


def test_a_dated_change_too(send):
    row = {"tid-0-first_day": "2099-06-14", "tid-0-hours": "17–8", "tid-0-purposes": ["visit"]}
    assert "14 juni 2099: 17.00–08.00 är öppet över natten" in send(**row).content.decode()


@pytest.mark.parametrize("hours", ["8–24", "dygnet runt", "8-17"])
def test_midnight_is_not_the_night(send, hours):
    assert send(**{"visit-5": hours}).status_code == 302


@pytest.mark.parametrize("kind", ["emergency", "urgent_care", "out_of_hours", "hospital", "psychiatry"])
def test_some_are_open_at_night(send, linden, kind):
    CareUnit.objects.filter(pk=linden.pk).update(kinds=[kind])
    assert send(kinds=[kind], **WEEK).status_code == 302


def test_who_has_said_so_is_not_asked_again_after_choosing(send, linden, client):
    """Two have changed the hours: the question about the night is answered by then."""
    path = reverse("catalogue_edit", args=[linden.slug])
    began = typed_in(client.get(path, secure=True), "/andra/")
    send(**{"visit-0": "9-15"})
    choosing = client.post(path, began | {"visit-0": "17-8", "anda": "1"}, secure=True)
    assert choosing.status_code == 409
    assert client.post(path, typed_in(choosing, "/andra/"), secure=True).status_code == 302
    assert [clock.hour for clock in first_span()] == [17, 8]


def test_a_file_says_it_of_the_row():
    def told(**cells):
        return [str(remark) for remark in read_row(unit_row(**cells)).remarks]

    assert told(opening_hours="mån–fre 17–8") == [
        "öppet över natten: 17.00–08.00, till dagen efter. Menas 08.00–17.00?"
    ]
    assert told(opening_hours="mån–fre 17–8", type="akutmottagning", name="Akutmottagningen Gripen") == []
    assert told(opening_hours="mån–fre 8–24") == []
