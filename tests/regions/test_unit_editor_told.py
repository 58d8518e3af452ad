"""What the editor of a unit says and shows before anything is saved: the preview, errors by their place, questions."""

from datetime import time

import html5lib
import pytest

from regions.documents import documents
from regions.models import CareUnit, OpeningSpan, UnitVersion
from tests.regions.made_units import changed
from tests.regions.typed_form import typed_in
from tests.regions.unit_editor import at, edited, editor, errors_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# ---- the preview ----


def test_the_preview_is_the_readers_page_and_writes_nothing(client, unit):
    before, versions = documents([unit.pk])[unit.pk], UnitVersion.objects.count()
    typed = editor(client, unit) | {"visit-4": "8–15", "visa_dag": "2026-11-13", "visa_tid": "16.30"}
    typed |= {"info-0-title": "Vi stänger tidigt", "info-0-starts_day": "2026-11-13"}
    response = client.post(at("catalogue_preview", unit), typed, secure=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert "fredag 13 november 2026, kl. 16.30" in page
    assert "Stängt, öppnar på måndag 08.00" in page
    assert "Vi stänger tidigt" in page
    assert documents([unit.pk])[unit.pk] == before and UnitVersion.objects.count() == versions
    back = typed_in(response, "/andra/")
    assert back["visit-4"] == ["8–15"]
    assert send(client, unit, back).status_code == 302
    assert OpeningSpan.objects.get(unit=unit, purpose="visit", day=4).closes == time(15)


def test_a_preview_at_no_time_says_so(client, unit):
    typed = editor(client, unit) | {"visa_dag": "2027-03-28", "visa_tid": "02.30"}
    assert "finns inte" in client.post(at("catalogue_preview", unit), typed, secure=True).content.decode()


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, "tisdag 10 november 2026, kl. 10.00"),
        ({"visa_tid": "16.30"}, "tisdag 10 november 2026, kl. 16.30"),
        ({"visa_dag": "2026-11-13"}, "fredag 13 november 2026, kl. 10.00"),
        ({"visa_tid": "10.00"}, "tisdag 10 november 2026, kl. 10.00"),
        ({"visa_tid": "9.59"}, "tisdag 10 november 2026, kl. 10.00"),
        ({"visa_dag": "2026-11-09", "visa_tid": "23"}, "tisdag 10 november 2026, kl. 10.00"),
    ],
)
def test_the_preview_is_of_now_and_never_of_the_past(client, unit, asked, shown):
    typed = editor(client, unit) | {"info-0-title": "Vi byter telefonsystem"} | asked
    page = client.post(at("catalogue_preview", unit), typed, secure=True).content.decode()
    assert f"Så här ser det ut för läsaren {shown}" in page
    assert "Vi byter telefonsystem</strong>" in page
    assert ("Den tiden har redan varit" in page) == (asked.get("visa_tid") in ("9.59", "23"))


# ---- errors by their place ----


def told(client, unit, **changes):
    """The error summary, line by line."""
    page = errors_of(send(client, unit, editor(client, unit), **changes))
    summary = next(
        each
        for each in html5lib.parse(page, namespaceHTMLElements=False).iter("div")
        if "error-summary" in (each.get("class") or "")
    )
    return [" ".join("".join(line.itertext()).split()) for line in summary.iter("li")]


def test_an_error_says_where_it_is(client, unit):
    why = "”8-25” är ingen tid: klockslaget 25.00 finns inte."
    changed(unit, "2026-12-20")
    wrong = {
        "visit-6": "8-25", "phone-2": "8-25", "drop_in-7": "8-25", "tid-1-hours": "8-25", "tid-1-purposes": ["visit"],
        "info-0-title": "Hissen", "info-0-starts_time": "25", "info-0-ends_time": "26",
    }  # fmt: skip
    assert told(client, unit, **wrong) == [
        f"Söndag, öppettider: {why}",
        f"Onsdag, telefontider: {why}",
        f"Röda dagar, drop-in: {why}",
        "Avvikande tid, rad 2: Fyll i ”Dag”.",
        f"Avvikande tid, rad 2: {why}",
        "Tillfällig information, rad 1, visas från: ”25” är ingen tid. Skriv klockslaget så här: 08.00.",
        "Tillfällig information, rad 1, visas till: ”26” är ingen tid. Skriv klockslaget så här: 08.00.",
    ]


def test_two_dated_changes_of_the_same_days_are_asked_about_as_such(client, unit):
    changed(unit, "2026-12-02")
    second = {"tid-1-first_day": "2026-12-02", "tid-1-purposes": ["visit"], "tid-1-hours": "8–12"}
    page = errors_of(send(client, unit, editor(client, unit), **second))
    assert "Två avvikande tider gäller 2 december 2026. Då visas båda tiderna." in page


# ---- the HSA id ----


@pytest.mark.parametrize(
    "wrong",
    ["xx yy 🙂", "SE232100016-A1", "SE2321000016A1", "SE2321000016-", "SE2321000016-Å1", "SE2321000016-A-1"],
)
def test_an_hsa_id_that_is_none(client, unit, wrong):
    assert told(client, unit, hsa_id=wrong)[0].startswith("Skriv HSA-id:t så här: SE2321000016-A1B2")


def test_an_hsa_id_is_written_large(client, unit):
    assert edited(client, unit, hsa_id=" se2321000016-a1b23 ")["hsa_id"] == "SE2321000016-A1B23"


def test_one_from_before_stays_and_the_rest_can_be_changed(client, unit):
    CareUnit.objects.filter(pk=unit.pk).update(hsa_id="gammalt id")
    document = edited(client, unit, street="Nygatan 1")
    assert (document["hsa_id"], document["street"]) == ("gammalt id", "Nygatan 1")


# ---- the session is over ----


def test_what_was_typed_is_given_back_when_the_session_is_over(client, unit):
    typed = editor(client, unit) | {"how_to_seek": "Ring först, och säg vad det gäller.", "visit-4": "8–15"}
    client.logout()
    here = {"HTTP_ACCEPT": "text/html", "HTTP_ORIGIN": "https://testserver"}
    response = client.post(at("catalogue_edit", unit), typed, secure=True, **here)
    assert response.status_code == 401
    assert "Ring först, och säg vad det gäller." in response.content.decode()
    assert typed_in(response, "/andra/")["visit-4"] == ["8–15"]
