"""A file of care units on its way through the catalogue: preview, choices, carried out, undone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from regions import facts
from regions.actions.imports import asking
from regions.actions.imports.asking import apply_import, discard_import, start_again, start_import, undo_import
from regions.actions.imports.choosing import choose, choose_the_rest
from regions.actions.imports.forgetting import forget_imports
from regions.actions.imports.working import work
from regions.documents import documents
from regions.models import Assignment, CareUnit, Choice, ImportState, UnitImport, UnitVersion, Via
from regions.queries.imports import undo_outlook
from regions.workflow import TRANSITIONS
from tests.cast import staff
from tests.regions.care_unit_file import FAR, NEAR, unit_row, write_file
from tests.regions.catalogue import admin_of
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.usefixtures("no_units")
SKANE = facts.regions_by_slug()["skane"]
KUNGSBACKA = {"municipality": "Kungsbacka", "municipality_code": "1384", "region_code": "13", "lat": "", "lon": ""}


@pytest.fixture
def maj(db):
    return admin_of("12", "maj")


@pytest.fixture
def given(maj, tmp_path):
    """Gives a file with the rows, and returns its import as the work left it."""

    def given(*rows):
        content = write_file(tmp_path, *rows).read_bytes()
        return fresh(start_import(by=maj, region=SKANE, file=SimpleUploadedFile("enheter.csv", content)))

    return given


@pytest.fixture
def applied(given, maj):
    def applied(*rows):
        kept = given(*rows)
        apply_import(by=maj, unit_import=kept)
        return fresh(kept)

    return applied


def fresh(kept):
    return UnitImport.objects.get(pk=kept.pk)


def told(kept):
    """What becomes of each row, by its number."""
    return dict(kept.entries.values_list("number", "outcome"))


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


# ---- doubtful rows ----


@pytest.fixture
def gripen(db):
    """A unit that someone made by hand, 100 metres from the row."""
    return make_unit("Gripens vårdcentral", "1280", source_id=None)


@pytest.fixture
def doubtful(given, gripen):
    CareUnit.objects.filter(pk=gripen.pk).update(easting=374_244, northing=6_164_020)
    kept = given(unit_row(1, phone="040-628 04 01"), unit_row(2, name="Vårdcentralen Draken", **FAR))
    entry = kept.entries.get(number=2)
    assert (entry.outcome, entry.proposed, entry.unit_id) == ("doubtful", "changed", gripen.pk)
    assert "samma namn och typ" in entry.why
    return kept


def test_doubtful_rows_are_chosen_for_first(doubtful, maj):
    with pytest.raises(Refused, match="tveksamma"):
        apply_import(by=maj, unit_import=doubtful)
    assert fresh(doubtful).state == ImportState.PREVIEW


@pytest.mark.parametrize(
    ("choice", "units", "phone"),
    [(Choice.SAME, 2, "+46406280401"), (Choice.NEW, 3, ""), (Choice.SKIP, 2, "")],
)
def test_what_is_chosen_is_done(doubtful, maj, gripen, choice, units, phone):
    assert choose(by=maj, unit_import=doubtful, choices={2: choice, 3: Choice.SKIP, 99: Choice.NEW}) == 1
    assert "doubtful" not in fresh(doubtful).counts
    apply_import(by=maj, unit_import=doubtful)
    kept = fresh(doubtful)
    assert kept.state == ImportState.APPLIED, kept.message
    gripen.refresh_from_db()
    assert (CareUnit.objects.count(), gripen.phone) == (units, phone)


def test_all_that_are_left_are_chosen_alike(doubtful, maj):
    assert choose_the_rest(by=maj, unit_import=doubtful, choice=Choice.NEW) == 1
    assert fresh(doubtful).counts == {"new": 2}


def test_a_choice_is_remembered_when_the_file_comes_again(doubtful, maj, given):
    choose(by=maj, unit_import=doubtful, choices={2: Choice.SKIP})
    apply_import(by=maj, unit_import=doubtful)
    again = given(unit_row(1, phone="040-628 04 01"))
    assert told(again) == {2: "skipped"}


def test_rows_that_resemble_each_other(given, maj):
    kept = given(unit_row(1), unit_row(2, **NEAR))
    assert told(kept) == {2: "new", 3: "doubtful"}
    choose(by=maj, unit_import=kept, choices={3: Choice.NEW})
    apply_import(by=maj, unit_import=kept)
    assert (fresh(kept).state, CareUnit.objects.count()) == (ImportState.APPLIED, 2)


def test_a_row_that_follows_a_chosen_one_is_asked_about_anew(doubtful, maj, given, gripen):
    """Row 3 was the same as row 2, which is a new unit after all; then it resembles the unit that row 2 did."""
    kept = given(unit_row(1), unit_row(2))
    assert told(kept) == {2: "doubtful", 3: "doubtful"}
    choose(by=maj, unit_import=kept, choices={2: Choice.NEW, 3: Choice.SAME})
    apply_import(by=maj, unit_import=kept)
    kept = fresh(kept)
    assert kept.state == ImportState.PREVIEW and "utfallet blir ett annat" in kept.message
    assert CareUnit.objects.count() == 1
    apply_import(by=maj, unit_import=kept)
    assert fresh(kept).state == ImportState.APPLIED


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


# ---- who, and in which order ----


def test_others_may_not(given):
    kept = given(unit_row(1))
    hanna = admin_of("13", "hanna")
    for act in (
        lambda: start_import(by=hanna, region=SKANE, file=SimpleUploadedFile("a.csv", b"x")),
        lambda: apply_import(by=hanna, unit_import=kept),
        lambda: choose_the_rest(by=hanna, unit_import=kept, choice=Choice.NEW),
        lambda: discard_import(by=hanna, unit_import=kept),
        lambda: start_again(by=hanna, unit_import=kept),
        lambda: undo_import(by=hanna, unit_import=kept),
    ):
        with pytest.raises(Refused, match="sköter inte"):
            act()


def test_each_state_lets_only_its_own_steps_be_taken(given, maj):
    steps = {
        ImportState.APPLYING: lambda kept: apply_import(by=maj, unit_import=kept),
        ImportState.DISCARDED: lambda kept: discard_import(by=maj, unit_import=kept),
        ImportState.UNDOING: lambda kept: undo_import(by=maj, unit_import=kept),
    }
    assert set(TRANSITIONS) == set(ImportState)
    kept = given(unit_row(1))
    for state in (ImportState.REFUSED, ImportState.DISCARDED):
        UnitImport.objects.filter(pk=kept.pk).update(state=state)
        for step in steps.values():
            with pytest.raises(Refused, match="hunnit längre"):
                step(kept)
    with pytest.raises(Refused, match="pågår redan"):
        start_again(by=maj, unit_import=kept)


def test_thrown_away(given, maj):
    kept = given(unit_row(1))
    discard_import(by=maj, unit_import=kept)
    assert fresh(kept).state == ImportState.DISCARDED
    assert not kept.chunks.exists() and not kept.entries.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "Filen är tom"), (b"x" * 50, "Kolumnerna stämmer inte"), (b"PK\x03\x04" + b"\0" * 40, "skadad")],
)
def test_a_file_that_is_not_taken(maj, content, why):
    file = SimpleUploadedFile("fil.csv", content)
    if not content:
        with pytest.raises(Refused, match=why):
            start_import(by=maj, region=SKANE, file=file)
        return
    kept = fresh(start_import(by=maj, region=SKANE, file=file))
    assert kept.state == ImportState.REFUSED and why in kept.message
    assert not kept.chunks.exists()


def test_a_file_that_is_too_large(maj, monkeypatch):
    monkeypatch.setattr(asking, "MAX_BYTES", 10)
    with pytest.raises(Refused, match="50 MB"):
        start_import(by=maj, region=SKANE, file=SimpleUploadedFile("fil.csv", b"x" * 11))


def test_forgotten_after_thirty_days(applied, given):
    old, waiting, new = applied(unit_row(1)), given(unit_row(2)), given(unit_row(3))
    long_ago = timezone.now() - timedelta(days=31)
    UnitImport.objects.filter(pk__in=[old.pk, waiting.pk]).update(started_at=long_ago)
    assert forget_imports() == 2
    assert forget_imports() == 0
    assert not old.chunks.exists() and not old.entries.exists()
    assert fresh(waiting).state == ImportState.DISCARDED
    assert new.chunks.exists() and new.entries.exists()
    call_command("forget")
