"""The catalogue out to a file and into an empty site: the same site."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from regions import directory_file
from regions.models import (
    CareGuarantee,
    CareUnit,
    Municipality,
    PlannedMove,
    Region,
    RegionContact,
    RegionFee,
    RegionNotice,
    UnitAddress,
    UnitNotice,
    UnitVersion,
    Via,
)
from tests.regions.made_units import changed, make_unit

pytestmark = pytest.mark.django_db
LOCAL = (RegionContact, RegionFee, RegionNotice, CareGuarantee)


def empty():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE regions_careunit, regions_unitaddress CASCADE")
    for model in LOCAL:
        model.objects.all().delete()


def whole():
    """All that is said of each unit, with relations by lasting id, and what holds in each region."""
    ids = list(CareUnit.objects.values_list("pk", flat=True))
    local = [[directory_file._values(row) for row in model.objects.order_by("pk")] for model in LOCAL]
    return {document["uid"]: document for document in directory_file._by_lasting_id(ids)} | {"local": local}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "katalog.ndjson"


def export(file):
    call_command("export_directory", file, stdout=io.StringIO())


def load(file):
    call_command("import_directory", file, stdout=io.StringIO())


def test_round_trip(units, linden, file, tmp_path):
    changed(linden, "2026-12-24", hours="08.00-12.00", note="Julafton")
    UnitNotice.objects.create(unit=linden, title="Ombyggnad", starts_at=timezone.now())
    make_unit("Labbet", part_of=linden, hsa_id="SE1")
    make_unit("Gamla", closed_on="2026-01-01", closed_note="Flyttad.", successor=linden, source_id="x:1")
    Region.objects.filter(code="12").update(website="https://skane.example/", suggested_kinds=["primary_care"])
    CareUnit.objects.filter(pk=linden.pk).update(slug="linden-nya")
    move = {"on": date(2030, 1, 1), "street": "Nygatan 1", "city": "Lund", "municipality_id": "1281"}
    PlannedMove.objects.create(unit=linden, planned_by="Maj Exempel", accessibility=["lift"], **move)
    RegionContact.objects.create(region_id="12", kind="other", label="Kurator", phone="1177", confirmed_on="2026-01-01")
    RegionFee.objects.create(region_id="12", label="Provbesök", amount=250, confirmed_on="2026-01-01")
    RegionNotice.objects.create(region_id="12", municipality_id="1281", title="Vattnet", starts_at=timezone.now())
    before = whole()
    export(file)
    empty()
    Region.objects.filter(code="12").update(website="", suggested_kinds=[])
    load(file)
    after = whole()
    for key in before:
        assert after[key] == before[key]
    assert Region.objects.get(code="12").website == "https://skane.example/"
    assert before["local"][3] and UnitAddress.objects.get(slug="vardcentralen-linden").unit.name == linden.name
    assert "Maj" not in file.read_text()
    assert not CareUnit.objects.filter(search__isnull=True).exists()
    again = tmp_path / "igen.ndjson"
    export(again)
    assert sorted(again.read_text().splitlines()) == sorted(file.read_text().splitlines())


def test_a_move_in_a_file_from_before_says_nothing_of_accessibility(linden, file):
    PlannedMove.objects.create(
        unit=linden, on=date(2030, 1, 1), street="Nygatan 1", city="Lund", municipality_id="1281"
    )
    export(file)
    new = file.read_text()
    old = new.replace(', "accessibility": []}', "}")
    assert old != new
    file.write_text(old)
    empty()
    load(file)
    assert PlannedMove.objects.get().accessibility == []


def test_the_import_is_one_change_and_is_told(linden, file):
    make_unit("Labbet", part_of=linden)
    export(file)
    empty()
    load(file)
    lab = UnitVersion.objects.filter(unit=CareUnit.objects.get(name="Labbet").pk)
    assert [(version.via, version.by_name) for version in lab] == [(Via.IMPORT, "import_directory")]
    assert lab[0].document["part_of_id"] == CareUnit.objects.get(name=linden.name).pk


def test_the_file_names_no_one_who_works_here(linden, file):
    export(file)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert {key for line in lines for key in line} <= {"vardguiden_directory", *directory_file._KEYS}
    assert len([line for line in lines if "municipality" in line]) == Municipality.objects.count()
    assert not {"by_name", "versions", "note"} & {key for line in lines for key in line.get("unit", {})}


def test_some_at_a_time(no_units, file, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(directory_file, "BATCH", 2)
    for _ in range(5):
        make_unit()
    export(file)
    before = whole()
    empty()
    load(file)
    assert whole() == before


def test_a_catalogue_that_is_not_empty_is_left_alone(linden, file):
    export(file)
    with pytest.raises(CommandError, match="inte tom"):
        load(file)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "inte en katalog"),
        ('{"vardguiden_directory": 99}\n', "inte en katalog"),
        ('{"vardguiden_directory": 1}\nnej\n', "Rad 2"),
        ('{"vardguiden_directory": 1}\n[]\n', "Rad 2"),
        ('{"vardguiden_directory": 1}\n{"person": {}}\n', "Rad 2 är inget"),
        ('{"vardguiden_directory": 1}\n{"unit": {"uid": "x"}}\n', "inte tillåter"),
        ('{"vardguiden_directory": 1}\n{"unit": {"name": "Utan id"}}\n', "Rad 2"),
        ('{"vardguiden_directory": 1}\n{"unit": 7}\n', "Rad 2"),
        ('{"vardguiden_directory": 1}\n{"region": {"name": "x"}}\n', "Rad 2"),
    ],
)
def test_a_file_that_cannot_be_trusted_changes_nothing(no_units, file, text, why):
    empty()
    file.write_text(text)
    with pytest.raises(CommandError, match=why):
        load(file)
    assert not CareUnit.objects.exists()


def test_a_file_that_is_not_there_or_is_no_text(no_units, file):
    empty()
    with pytest.raises(CommandError, match="går inte att läsa"):
        load(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="går inte att läsa"):
        load(file)
