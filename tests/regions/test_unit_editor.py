"""The editor of a unit: what is typed is what readers see, nothing else is changed, and nothing typed is lost."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from regions.documents import documents
from regions.models import CareUnit, OpeningSpan, RedDays, UnitNotice, UnitVersion
from regions.sweref import to_wgs84
from tests.regions.made_units import WEEKDAYS, changed, make_unit, open_on, sweden
from tests.regions.typed_form import typed_in
from tests.regions.unit_editor import at, edited, editor, errors_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


# ---- saving ----


def test_saving_untouched_changes_nothing(client, unit):
    changed(unit, "2026-12-24", hours="08.00-12.00", note="Julafton")
    UnitNotice.objects.create(unit=unit, title="Hissen", text="Två\nrader", starts_at=sweden("2026-11-01 08:00"))
    before, versions = documents([unit.pk])[unit.pk], UnitVersion.objects.count()
    assert edited(client, unit) == before
    assert UnitVersion.objects.count() == versions


def test_hours_are_changed_day_by_day(client, unit):
    edited(client, unit, **{"visit-4": "8-15", "visit-5": "dygnet runt", "phone-0": "18–02"}, anda="1")
    found = OpeningSpan.objects.filter(unit=unit)
    assert list(found.filter(purpose="visit", day=4).values_list("opens", "closes")) == [(time(8), time(15))]
    assert list(found.filter(purpose="visit", day=5).values_list("opens", "closes")) == [(time(0), time(0))]
    assert list(found.filter(purpose="phone", day=0).values_list("opens", "closes")) == [(time(18), time(2))]
    assert found.filter(purpose="visit", day=0).count() == 2
    page = client.get(unit.get_absolute_url(), secure=True).content.decode()
    assert "08.00–15.00" in page


def test_facts(client, unit):
    hospital = make_unit("Exempelsjukhuset", kinds=("hospital",))
    document = edited(
        client,
        unit,
        phone="040-628 04 50",
        services="Provtagning\r\nVaccination\r\n\r\nprovtagning  igen",
        languages=["sv", "ar"],
        e_services=["book", "renew"],
        answers_within_days="2",
        takes_new_listings="nej",
        part_of="exempelsjukhuset",
        postal_code="SE-223 50",
        latitude="55,7058",
        longitude="13.1932",
    )
    assert (document["phone"], document["postal_code"]) == ("+46406280450", "22350")
    assert document["services"] == ["Provtagning", "Vaccination", "provtagning igen"]
    assert (document["e_services"], document["answers_within_days"]) == (["book", "renew"], 2)
    assert document["takes_new_listings"] is False
    assert document["part_of_id"] == hospital.pk
    assert to_wgs84(document["easting"], document["northing"]) == pytest.approx((55.7058, 13.1932), abs=1e-4)
    page = client.get(unit.get_absolute_url(), secure=True).content.decode()
    for said in ("Du får svar inom 2 dagar", "Exempelsjukhuset", "Bekräftat 10 november 2026"):
        assert said in page
    assert unit.name in client.get(hospital.get_absolute_url(), secure=True).content.decode()


def test_the_position_can_follow_the_postcode(client, unit):
    document = edited(client, unit, latitude="", longitude="", by_postcode="on", postal_code="22222")
    assert document["easting"] and document["northing"]


def test_red_days(client, unit):
    response = send(client, unit, editor(client, unit), red_days="own_hours")
    assert "Skriv tiderna på raden" in errors_of(response)
    document = edited(client, unit, red_days="own_hours", **{"visit-7": "10–14"})
    assert document["red_days"] == RedDays.OWN_HOURS
    assert OpeningSpan.objects.get(unit=unit, day=7).opens == time(10)


def test_all_can_be_confirmed_at_once(client, unit):
    edited(client, unit, allt_stammer="1")
    unit.refresh_from_db()
    assert unit.confirmed_on == date(2026, 11, 10)


def test_each_save_is_in_the_audit_log(client, unit, maj):
    edited(client, unit, street="Nygatan 1")
    event = AuditEvent.objects.filter(action="unit.editor").get()
    assert (event.actor_name, event.region_code, event.details["facts"]) == ("Maj Exempel", "12", ["street"])


# ---- hours before they are saved ----


@pytest.mark.parametrize(
    ("text", "friday", "monday_phone"),
    [
        ("mån–fre 8–17, lunchstängt 12–13", "08.00–12.00, 13.00–17.00", "08.00–10.00"),
        ("1-5#08:00#16:30", "08.00–16.30", "08.00–10.00"),
        ("Telefontid mån–fre 9–11", "08.00–12.00, 13.00–17.00", "09.00–11.00"),
    ],
)
def test_pasted_hours_are_shown_before_they_are_saved(client, unit, text, friday, monday_phone):
    before = documents([unit.pk])[unit.pk]
    response = send(client, unit, editor(client, unit), text=text, gor="las", street="Halvskriven gata")
    assert response.status_code == 200
    grid = typed_in(response, "/andra/")
    assert (grid["visit-4"], grid["phone-0"]) == ([friday], [monday_phone])
    assert grid["street"] == ["Halvskriven gata"]
    assert "Så här blev det" in response.content.decode()
    assert documents([unit.pk])[unit.pk] == before


@pytest.mark.parametrize("text", ["öppet när vi hinner", "mån-fre 8-25", "", "x" * 600])
def test_what_is_not_understood_is_said(client, unit, text):
    response = send(client, unit, editor(client, unit), text=text, gor="las", street="Halvskriven gata")
    page = errors_of(response)
    assert "Halvskriven gata" in page
    assert any(said in page for said in ("Vi förstod inte texten", "Klistra in tiderna", "Texten är för lång"))


def test_words_after_the_hours_are_handed_back(client, unit):
    response = send(
        client, unit, editor(client, unit), text="mån-fre 8-12 Ring  alltid först, jämna veckor på öarna", gor="las"
    )
    assert "Det här lästes inte: ”Ring alltid först, jämna veckor på öarna”" in response.content.decode()


def test_a_day_is_copied(client, unit):
    typed = editor(client, unit) | {"visit-0": "7–15", "fran": "0", "till": ["1", "6"], "gor": "kopiera"}
    grid = typed_in(send(client, unit, typed), "/andra/")
    assert (grid["visit-1"], grid["visit-6"], grid["visit-2"]) == (["7–15"], ["7–15"], ["08.00–12.00, 13.00–17.00"])
    assert grid["phone-6"] == ["08.00–10.00"]
    typed.pop("till")
    assert "Välj minst en dag" in errors_of(send(client, unit, typed))


# ---- bad input ----


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("visit-0", "8-25", "”8-25” är ingen tid: klockslaget 25.00 finns inte."),
        ("visit-0", "8-12, 11-13", "överlappar"),
        ("visit-0", "fika", "är ingen tid"),
        ("phone", "abc", "Skriv telefonnumret så här"),
        ("website", "inte en adress", "Skriv hela adressen"),
        ("website", "javascript:alert(1)", "Skriv hela adressen"),
        ("postal_code", "12", "Ett postnummer har fem siffror"),
        ("latitude", "91", "utanför Sverige"),
        ("latitude", "ungefär", "Skriv båda som grader"),
        ("latitude", "59,3", "ligger långt från Lund"),
        ("answers_within_days", "-1", "mellan 0 och 90"),
        ("services", "x" * 81, "högst 80 tecken"),
        ("name", "", "Fyll i ”Namn”"),
        ("name", "Ett\0namn", "tecken"),
        ("municipality_id", "0180", "Välj ett av alternativen"),
        ("part_of", "Finns inte alls", "Ingen av regionens mottagningar"),
        ("kinds", ["sjuk"], "Välj ett av alternativen"),
        ("tid-0-first_day", "2026-02-30", "Skriv datumet"),
        ("tid-0-first_day", "9999-01-01", "Kontrollera året"),
        ("info-0-starts_time", "25", "”25” är ingen tid"),
        ("tid-TOTAL_FORMS", "x", "kom inte fram"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, unit, field, value, said):
    before = documents([unit.pk])[unit.pk]
    extra = {"tid-0-purposes": ["visit"]} if field.startswith("tid") else {}
    extra |= {"info-0-title": "Rubrik"} if field.startswith("info") else {}
    typed = editor(client, unit) | {"how_to_seek": "Det här har jag skrivit.", field: value} | extra
    page = errors_of(send(client, unit, typed))
    assert said in page
    assert "Det här har jag skrivit." in page
    assert documents([unit.pk])[unit.pk] == before


def test_a_megabyte_is_refused_in_words(client, unit):
    response = send(client, unit, editor(client, unit), helps_with="x" * 1_100_000)
    assert response.status_code in (400, 413)
    assert "<main" in response.content.decode()


@pytest.mark.parametrize("was", ["", "x", "-1", "9" * 30, "1\0"])
def test_a_version_that_is_none_is_the_latest(client, unit, was):
    assert send(client, unit, editor(client, unit), was=was, street="Nygatan 1").status_code == 302


def test_another_units_version_is_not_taken(client, unit):
    other = make_unit("Annan", street="Annans gata")
    edited_document = edited(client, unit, was=str(other.versions.latest("pk").pk), operator="Ny")
    assert edited_document["street"] == "Exempelgatan 3"


def test_a_unit_stays_part_of_one_of_two_with_the_same_name(client, unit):
    whole = make_unit("Exempelsjukhuset", slug="sjukhuset")
    edited(client, unit, part_of="Exempelsjukhuset")
    make_unit("Exempelsjukhuset", slug="sjukhuset-2")
    assert editor(client, unit)["part_of"] == ["Exempelsjukhuset (sjukhuset)"]
    assert edited(client, unit, operator="Ny")["part_of_id"] == whole.pk


def test_units_of_other_regions_cannot_be_chosen(client, unit):
    make_unit("Göteborgssjukhuset", municipality="1480")
    page = errors_of(send(client, unit, editor(client, unit), part_of="Göteborgssjukhuset"))
    assert "Ingen av regionens mottagningar" in page


# ---- work done ----


def test_queries(client, unit, django_assert_max_num_queries):
    typed = editor(client, unit)
    with django_assert_max_num_queries(12):
        client.get(at("catalogue_edit", unit), secure=True)
    with django_assert_max_num_queries(12):
        client.get(at("catalogue_unit", unit), secure=True)
    with CaptureQueriesContext(connection) as asked:
        send(client, unit, typed, **{"visit-4": "8–15", "street": "Nygatan 1"})
    assert len([each for each in asked if "SAVEPOINT" not in each["sql"]]) <= 20


def test_nothing_of_another_unit_is_changed(client, unit):
    other = open_on(make_unit("Annan"), WEEKDAYS, "08.00-17.00")
    before = documents([other.pk])
    edited(client, unit, **{"visit-4": "8–15"})
    assert documents([other.pk]) == before
    assert CareUnit.objects.get(pk=other.pk).name == "Annan"
