"""A file of care units on its way through the catalogue: preview, carried out, undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from regions.actions.imports.asking import apply_import, start_again, undo_import
from regions.actions.imports.working import work
from regions.documents import documents
from regions.models import Assignment, CareUnit, ImportState, UnitImport, UnitVersion, Via
from regions.queries.imports import undo_outlook
from tests.cast import staff
from tests.regions.care_unit_file import FAR, unit_row
from tests.regions.importing import *  # noqa: F403
from tests.regions.importing import fresh, told
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.usefixtures("no_units")
KUNGSBACKA = {"municipality": "Kungsbacka", "municipality_code": "1384", "region_code": "13", "lat": "", "lon": ""}


# ---- the preview ----


def test_a_preview_changes_nothing_and_says_all(given):
    make_unit("Vårdcentralen Draken", "1280", source_id="prov:2", phone="+46406280401")
    draken = unit_row(2, name="Vårdcentralen Draken", phone="040-628 04 02", lat="", lon="")
    kept = given(unit_row(1, city="Malmö"), draken, unit_row(3, name=""))
    assert (kept.state, kept.counts) == (ImportState.PREVIEW, {"new": 1, "changed": 1, "refused": 1})
    new, changed, refused = kept.entries.order_by("number")
    assert new.changes[0] == ["typ av vård", "", "Vårdcentral"]
    assert ["telefon", "+46406280401", "+46406280402"] in changed.changes
    assert refused.why == "namn saknas"
    assert CareUnit.objects.count() == 1


def test_a_row_of_another_region_is_refused(given):
    kept = given(unit_row(1), unit_row(2, name="Vårdcentralen Kust", **KUNGSBACKA))
    assert told(kept) == {2: "new", 3: "refused"}
    assert kept.entries.get(number=3).why == "Raden gäller en annan region"


@pytest.mark.parametrize(
    ("unit", "cells"),
    [
        ({"source_id": "prov:1"}, {}),
        ({"hsa_id": "SE2321000131-E000000000001"}, {"source_id": "SE2321000131-E000000000001"}),
        ({"at": True}, {}),
    ],
    ids=["source id", "HSA-id", "likeness"],
)
def test_no_row_touches_or_shows_a_unit_of_another_region(given, unit, cells):
    """Malmö's row means a unit that Halland has; by its place too, when it stands on the border."""
    other = make_unit("Vårdcentralen Gripen", "1384", phone="+46406280499", street="Hemliga gatan 1")
    at = {"easting": 374_244, "northing": 6_163_927} if unit.pop("at", False) else {}
    CareUnit.objects.filter(pk=other.pk).update(**unit, **at)
    before = documents([other.pk])
    kept = given(unit_row(1, phone="040-628 04 01", **cells), unit_row(2, name="Vårdcentralen Draken"))
    entry = kept.entries.get(number=2)
    assert (entry.outcome, entry.why, entry.unit_id) == ("refused", "Raden gäller en annan region", None)
    assert entry.changes == []
    assert documents([other.pk]) == before


def test_a_unit_of_another_region_named_by_its_id_for_ever(given):
    other = make_unit("Vårdcentralen Kust", "1384")
    uid = CareUnit.objects.values_list("uid", flat=True).get(pk=other.pk)
    kept = given(
        unit_row(1, source_id=f"vardguiden:{uid}"),
        unit_row(2, source_id=f"vardguiden:{'0' * 8}-0000-0000-0000-{'0' * 12}"),
    )
    assert [entry.why for entry in kept.entries.order_by("number")] == [
        "Raden gäller en annan region",
        "mottagningen finns inte längre i katalogen",
    ]


# ---- carried out ----


def test_carried_out_by_name_and_at_once(applied):
    kept = applied(unit_row(1, opening_hours="mån–fre 8–17"))
    unit = CareUnit.objects.get()
    assert kept.state == ImportState.APPLIED
    version = UnitVersion.objects.get(change=kept.change)
    assert (version.unit_id, version.by_name, version.via, version.note) == (
        unit.pk,
        "Maj Exempel",
        Via.IMPORT,
        "enheter.csv",
    )
    assert len(version.document["spans"]) == 5
    assert kept.entries.get().unit_id == unit.pk
    assert AuditEvent.objects.filter(action="unit_import.applied", region_code="12").exists()


def test_when_the_units_have_changed_there_is_a_new_preview(given, maj):
    unit = make_unit("Vårdcentralen Gripen", "1280", source_id="prov:1", placed=False)
    kept = given(unit_row(1, phone="040-628 04 01"))
    CareUnit.objects.filter(pk=unit.pk).update(phone="+46406280402")
    apply_import(by=maj, unit_import=kept)
    kept = fresh(kept)
    assert kept.state == ImportState.PREVIEW and "Titta igen" in kept.message
    assert ["telefon", "+46406280402", "+46406280401"] in kept.entries.get().changes
    unit.refresh_from_db()
    assert unit.phone == "+46406280402"
    apply_import(by=maj, unit_import=kept)
    assert fresh(kept).state == ImportState.APPLIED


def test_a_fault_in_the_middle_leaves_nothing_done_and_it_can_be_begun_again(given, maj, monkeypatch, caplog):
    kept = given(unit_row(1))

    def broken():
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("regions.actions.imports.working.apply_rows", broken)
        apply_import(by=maj, unit_import=kept)
    kept = fresh(kept)
    assert kept.state == ImportState.APPLYING and kept.has_stopped(timezone.now())
    assert not CareUnit.objects.exists()
    start_again(by=maj, unit_import=kept)
    assert (fresh(kept).state, CareUnit.objects.count()) == (ImportState.APPLIED, 1)


def test_work_is_not_done_twice(applied):
    kept = applied(unit_row(1))
    work(kept.pk)
    work(0)
    assert (fresh(kept).change, CareUnit.objects.count()) == (kept.change, 1)


def test_many_refused_rows_are_applied_only_by_who_has_seen_them(given, maj):
    kept = given(unit_row(1), unit_row(2, name=""))
    with pytest.raises(Refused, match="många rader"):
        apply_import(by=maj, unit_import=kept)
    apply_import(by=maj, unit_import=kept, sure=True)
    assert fresh(kept).state == ImportState.APPLIED


def test_nothing_to_do(applied, given, maj):
    applied(unit_row(1))
    kept = given(unit_row(1))
    assert told(kept) == {2: "unchanged"}
    with pytest.raises(Refused, match="inget att genomföra"):
        apply_import(by=maj, unit_import=kept)


# ---- undone ----


def test_undone_as_a_whole(given, maj):
    unit = make_unit("Vårdcentralen Gripen", "1280", source_id="prov:1", helps_with="Sår", placed=False)
    before = documents([unit.pk])
    kept = given(
        unit_row(1, phone="040-628 04 01", opening_hours="mån 8–17"), unit_row(2, name="Vårdcentralen Draken", **FAR)
    )
    apply_import(by=maj, unit_import=kept)
    kept = fresh(kept)
    made = CareUnit.objects.get(source_id="prov:2")
    outlook = undo_outlook(kept)
    assert (outlook.back, outlook.removed, outlook.left) == (1, 1, 0)
    undo_import(by=maj, unit_import=kept)
    assert fresh(kept).state == ImportState.UNDONE
    assert documents([unit.pk]) == before
    assert list(CareUnit.objects.values_list("pk", flat=True)) == [unit.pk]
    last = UnitVersion.objects.filter(unit=made.pk).order_by("pk").last()
    assert (last.document, last.via, last.by_name) == (None, Via.UNDO, "Maj Exempel")


def test_what_others_have_touched_since_is_left_and_told_of_before(applied, maj):
    kept = applied(
        unit_row(1), unit_row(2, name="Vårdcentralen Draken", **FAR), unit_row(3, name="Apoteket Svan", type="apotek")
    )
    changed, managed, _ = CareUnit.objects.order_by("source_id")
    CareUnit.objects.filter(pk=changed.pk).update(phone="+46406280499")
    manager = staff("mona")
    Assignment.objects.create(user=manager, unit=managed, role=Role.UNIT_MANAGER)
    outlook = undo_outlook(kept)
    assert (outlook.back, outlook.removed, outlook.left) == (0, 1, 2)
    assert {unit.pk for unit in outlook.named} == {changed.pk, managed.pk}
    undo_import(by=maj, unit_import=kept)
    assert {unit.pk for unit in CareUnit.objects.all()} == {changed.pk, managed.pk}
    assert AuditEvent.objects.get(action="unit_import.undone").details == {"back": 0, "removed": 1, "left": 2}


def test_an_undone_file_can_be_imported_again(applied, maj):
    undo_import(by=maj, unit_import=applied(unit_row(1)))
    applied(unit_row(1))
    assert CareUnit.objects.get().slug == "vardcentralen-gripen-malmo-2", "an address is never given to another unit"


def test_too_late_to_undo(applied, maj):
    kept = applied(unit_row(1))
    UnitImport.objects.filter(pk=kept.pk).update(applied_at=timezone.now() - timedelta(days=31))
    with pytest.raises(Refused, match="30 dagar"):
        undo_import(by=maj, unit_import=kept)
