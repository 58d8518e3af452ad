"""Two who change the same unit at once: what both changed is chosen between, and the rest of both is kept."""

from datetime import time

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from regions.documents import documents
from regions.models import OpeningSpan
from tests.regions.catalogue import admin_of, log_in
from tests.regions.pages import page_text
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


def is_confirmed(unit):
    unit.refresh_from_db()
    return unit.confirmed_on == timezone.localdate() and not unit.confirmed


UNSEEN = "Fler uppgifter har ändrats sedan du öppnade sidan."


def test_all_else_is_confirmed(client, unit):
    response = send(client, unit, editor(client, unit), phone="040-628 04 52", allt_stammer="1")
    assert is_confirmed(unit)
    assert UNSEEN not in page_text(client.get(response["Location"]))


@pytest.mark.parametrize("by_another", [{"street": "Nygatan 1"}, {"name": "Lindens vårdcentral"}])
def test_what_another_changed_meanwhile_is_not_confirmed_unseen(client, unit, by_another):
    typed = editor(client, unit)
    edited(client, unit, **by_another)
    response = send(client, unit, typed, phone="040-628 04 52", allt_stammer="1")
    assert not is_confirmed(unit)
    assert unit.phone == "+46406280452"
    page = page_text(client.get(response["Location"]))
    assert "Sparat." in page and UNSEEN in page


@pytest.mark.parametrize(("also", "all_seen"), [({}, True), ({"street": "Nygatan 1"}, False)])
def test_what_was_chosen_between_has_been_seen(client, unit, also, all_seen):
    typed = editor(client, unit)
    edited(client, unit, phone="040-628 04 51", **also)
    response = send(client, unit, typed, phone="040-628 04 52", allt_stammer="1")
    response = send(client, unit, typed_in(response, "/andra/"), **{"valj-phone": "deras"})
    assert is_confirmed(unit) == all_seen
    assert (UNSEEN in page_text(client.get(response["Location"]))) != all_seen


@pytest.mark.parametrize(
    ("row", "before", "theirs", "mine", "fact"),
    [
        ({"info-0-text": "Hej"}, "info-0-title", ("Hissen är trasig", "Hissen lagas"), "Hissen är stängd", "notices"),
        (
            {"tid-0-purposes": ["visit"], "tid-0-hours": "10–12", "tid-0-last_day": "2026-12-24"},
            "tid-0-first_day",
            ("2026-12-21", "2026-12-22"),
            "2026-12-23",
            "exceptions",
        ),
    ],
)
@pytest.mark.parametrize("chosen", ["mina", "deras"])
def test_the_same_row_changed_in_two_ways_is_one_row(client, unit, row, before, theirs, mine, fact, chosen):
    first, second = theirs
    edited(client, unit, anda="1", **row, **{before: first})
    typed = editor(client, unit)
    edited(client, unit, anda="1", **{before: second})
    response = send(client, unit, typed, anda="1", **{before: mine})
    assert response.status_code == 409
    assert send(client, unit, typed_in(response, "/andra/"), **{f"valj-{fact}": chosen}).status_code == 302
    saved = editor(client, unit)
    assert saved[before] == [mine if chosen == "mina" else second]
    assert before.replace("0", "1") not in saved or saved[before.replace("0", "1")] == [""]


@pytest.mark.parametrize("chosen", ["mina", "deras"])
@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"info-0-title": "Hissen lagas"}, {"info-0-text": "Ta trappan."}),
        ({"info-0-text": "Ta trappan."}, {"info-0-title": "Hissen lagas"}),
    ],
)
def test_a_row_is_one_row_when_only_one_of_them_gave_it_another_title(client, unit, theirs, mine, chosen):
    edited(client, unit, **{"info-0-title": "Hissen är trasig"})
    typed = editor(client, unit)
    edited(client, unit, **theirs)
    response = send(client, unit, typed, **mine)
    assert send(client, unit, typed_in(response, "/andra/"), **{"valj-notices": chosen}).status_code == 302
    [row] = documents([unit.pk])[unit.pk]["notices"]
    assert (row["title"] == "Hissen lagas") == ("info-0-title" in (mine if chosen == "mina" else theirs))


def test_rows_that_each_adds_or_takes_away_are_merged(client, unit):
    edited(client, unit, **{"info-0-title": "Gammalt"})
    typed = editor(client, unit)
    edited(client, unit, **{"info-0-DELETE": "on"})
    document = edited(client, unit, **{"info-0-title": "Deras"})
    assert [row["title"] for row in document["notices"]] == ["Deras"]
    assert send(client, unit, typed, **{"info-0-DELETE": "on"}).status_code == 302
    typed = editor(client, unit)
    edited(client, unit, **{"info-1-title": "Nytt"})
    assert send(client, unit, typed, **{"info-1-title": "Annat"}).status_code == 302
    titles = {row["title"] for row in documents([unit.pk])[unit.pk]["notices"]}
    assert titles == {"Deras", "Nytt", "Annat"}
