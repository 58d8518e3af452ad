"""Two who change the same unit at once: what both changed is chosen between, and the rest of both is kept."""

from datetime import time

import html5lib
import pytest
from django.test import Client

from regions.models import OpeningSpan
from tests.regions.catalogue import admin_of, log_in
from tests.regions.typed_form import typed_in
from tests.regions.unit_editor import edited, editor, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_two_who_change_the_same_choose(client, unit):
    typed = editor(client, unit)
    edited(client, unit, phone="040-628 04 51", street="Nygatan 1")
    response = send(client, unit, typed, phone="040-628 04 52", operator="Bolaget AB")
    assert response.status_code == 409
    page = response.content.decode()
    assert "040-628 04 51" in page and "040-628 04 52" in page
    again = typed_in(response, "/andra/")
    assert send(client, unit, again, **{"valj-phone": "deras"}).status_code == 302
    unit.refresh_from_db()
    assert (unit.phone, unit.street, unit.operator) == ("+46406280451", "Nygatan 1", "Bolaget AB")


def test_mine_when_i_say_so(client, unit):
    typed = editor(client, unit)
    edited(client, unit, **{"visit-4": "8–15"})
    response = send(client, unit, typed, **{"visit-4": "8–14"})
    assert "Öppettider fredag" in response.content.decode()
    assert send(client, unit, typed_in(response, "/andra/"), **{"valj-spans": "mina"}).status_code == 302
    assert OpeningSpan.objects.get(unit=unit, purpose="visit", day=4).closes == time(14)


def options(response):
    """What can be chosen, in the words of the page."""
    return [
        " ".join("".join(each.itertext()).split())
        for each in html5lib.parse(response.content.decode(), namespaceHTMLElements=False).iter("label")
        if each.get("class") == "option"
    ]


def test_only_what_both_changed_is_listed_and_the_rest_of_both_is_kept(client, unit):
    moa = Client()
    log_in(moa, admin_of("12", "moa"))
    typed = editor(client, unit)
    edited(moa, unit, **{"visit-0": "9–15", "phone-2": "13–14"})
    response = send(client, unit, typed, **{"visit-0": "10–14", "visit-4": "8–12"})
    assert options(response) == [
        "Ditt: Öppettider måndag 10.00–14.00",
        "Moa Exempel: Öppettider måndag 09.00–15.00",
    ]
    assert "Moa Exempel har ändrat samma uppgifter" in response.content.decode()
    assert send(client, unit, typed_in(response, "/andra/"), **{"valj-spans": "deras"}).status_code == 302
    saved = editor(client, unit)
    assert (saved["visit-0"], saved["visit-4"]) == (["09.00–15.00"], ["08.00–12.00"])
    assert saved["phone-2"] == ["13.00–14.00"]


def test_in_another_window_of_ones_own(client, unit):
    typed = editor(client, unit)
    edited(client, unit, phone="040-628 04 51")
    response = send(client, unit, typed, phone="040-628 04 52")
    page = response.content.decode()
    assert "Du har ändrat samma uppgifter i ett annat fönster." in page
    assert [each.split(":")[0] for each in options(response)] == ["Det här fönstret", "Det andra fönstret"]


def test_who_changed_something_else_is_not_named(client, unit):
    moa, kim = Client(), Client()
    log_in(moa, admin_of("12", "moa"))
    log_in(kim, admin_of("12", "kim"))
    typed = editor(client, unit)
    edited(moa, unit, phone="040-628 04 51")
    edited(kim, unit, street="Nygatan 1")
    page = send(client, unit, typed, phone="040-628 04 52").content.decode()
    assert "Moa Exempel" in page and "Kim Exempel" not in page
