"""What a person sees, as a file in the importer's own columns: out, in again, and nothing has changed."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, strategies
from openpyxl import load_workbook

from accounts.models import AuditEvent, Role
from regions import facts
from regions.actions.imports.asking import start_import
from regions.care_unit_import.cells import neutral, restored
from regions.models import Assignment, CareUnit, RedDays, UnitImport
from regions.written_hours import parse_hours
from regions.written_hours.writing import hours_as_text
from tests.cast import staff
from tests.regions.catalogue import admin_of, log_in
from tests.regions.made_units import EVERY_DAY, WEEKDAYS, make_unit, open_on, with_red_days

SKANE = facts.regions_by_slug()["skane"]


@pytest.fixture
def maj(client, db):
    return log_in(client, admin_of("12"))


@pytest.fixture
def alone(no_units, maj):
    """Maj, with no unit but the test's own."""
    return maj


def fetch(client, name, **query):
    answer = client.get(reverse(name), query, secure=True)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def given_back(maj, content, name="ut.csv"):
    kept = start_import(by=maj, region=SKANE, file=SimpleUploadedFile(name, content))
    return UnitImport.objects.get(pk=kept.pk)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_out_and_in_again_changes_nothing(maj, client, units, linden, kind):
    """All of Skåne's example units, and one that has told everything."""
    with_red_days(open_on(make_unit("=1+1 vård", "1281", phone="112"), EVERY_DAY, "00.00-24.00"), RedDays.AS_USUAL)
    open_on(make_unit("Natten", "1281", kinds=["specialist", "rehabilitation"]), WEEKDAYS, "21.00-02.00")
    make_unit("liten bokstav och BVC", "1280", kinds=["midwifery"], placed=False, source_id="annan:1", source="Annan")
    kept = given_back(maj, fetch(client, f"catalogue_export_{kind}"))
    assert kept.counts == {"unchanged": CareUnit.objects.filter(region="12").count()}, list(
        kept.entries.exclude(outcome="unchanged").values("name", "outcome", "why", "changes")
    )
    remarked = kept.entries.exclude(remarks="").exclude(name__contains="=1+1")
    assert [("öppet över natten" in row.remarks, row.name) for row in remarked] == [(True, "Natten")]


def test_one_cell_edited_is_one_fact_changed(alone, client):
    unit = make_unit("Vårdcentralen Gripen", "1281", phone="+46406280401")
    content = fetch(client, "catalogue_export_csv").decode().replace("040-628 04 01", "040-628 04 02")
    kept = given_back(alone, content.encode())
    assert kept.entries.get().changes == [["telefon", "+46406280401", "+46406280402"]]
    assert kept.entries.get().unit_id == unit.pk


def test_only_what_one_sees(alone, client):
    make_unit("Vårdcentralen Gripen", "1281")
    make_unit("Vårdcentralen Draken", "1281")
    make_unit("Vårdcentralen Kust", "1384")
    assert {row["name"] for row in table(fetch(client, "catalogue_export_csv"))} == {
        "Vårdcentralen Gripen",
        "Vårdcentralen Draken",
    }
    assert [row["name"] for row in table(fetch(client, "catalogue_export_csv", q="gripen"))] == ["Vårdcentralen Gripen"]
    event = AuditEvent.objects.filter(action="units.exported").latest("pk")
    assert event.details == {"units": 1, "kind": "csv"}, "what was sought is not kept"


def test_a_units_manager_exports_that_unit_alone(client, no_units):
    own, _ = make_unit("Min", "1281"), make_unit("Annans", "1281")
    mona = staff("mona")
    Assignment.objects.create(user=mona, unit=own, role=Role.UNIT_MANAGER)
    client.force_login(mona, backend="django.contrib.auth.backends.ModelBackend")
    assert [row["name"] for row in table(fetch(client, "catalogue_export_csv"))] == ["Min"]


def test_no_cell_is_a_formula(alone, client):
    make_unit("@SUM(1)", "1281", street="=cmd|' /C calc'!A0", phone="112")
    [row] = table(fetch(client, "catalogue_export_csv"))
    assert (row["name"], row["street"]) == ("'@SUM(1)", "'=cmd|' /C calc'!A0")
    book = load_workbook(io.BytesIO(fetch(client, "catalogue_export_xlsx")))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


@given(strategies.text())
def test_what_is_neutralised_is_restored(text):
    assert restored(neutral(text)) == text
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "text",
    [
        "mån–fre 08.00–17.00",
        "mån–fre 08.00–12.00, 13.00–17.00; lör 10.00–14.00; röda dagar stängt",
        "mån–sön 00.00–24.00; röda dagar som vanligt",
        "mån 08.00–17.00; röda dagar 10.00–12.00",
        "tis 20.00–02.00; telefontid mån–fre 08.00–10.00; drop-in ons 09.00–11.00",
        "telefontid mån–tors 08.00–10.00",
    ],
)
def test_hours_written_are_read_as_the_same(text):
    hours = parse_hours(text)
    assert parse_hours(hours_as_text(hours.spans, hours.red_days)) == hours


def test_hours_that_cannot_be_written_are_left_out():
    assert hours_as_text([], RedDays.CLOSED) == ""
    spans = parse_hours("mån 08.00–17.00").spans
    assert hours_as_text(spans, RedDays.OWN_HOURS) == ""


def test_an_export_asks_as_often_whatever_the_number(alone, client, django_assert_max_num_queries):
    for _ in range(30):
        open_on(make_unit(None, "1281"), 0, "08.00-17.00")
    with django_assert_max_num_queries(11):
        fetch(client, "catalogue_export_csv")
