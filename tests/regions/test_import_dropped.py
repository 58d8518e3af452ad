"""Files that a region's own systems leave in its folder."""

import io
import os
import time

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from regions.actions.imports import working
from regions.actions.imports.drop_box import DropBox
from regions.actions.imports.working import work
from regions.models import CareUnit, ImportState, UnitImport, UnitVersion, Via
from tests.regions.care_unit_file import NEAR, unit_row, write_file

HALMSTAD = {
    "name": "Hallands vårdcentral", "municipality": "Halmstad", "municipality_code": "1380", "region_code": "13",
    "lat": "56.6745", "lon": "12.8578",
}  # fmt: skip

pytestmark = pytest.mark.usefixtures("no_units")


@pytest.fixture
def skane(tmp_path, settings):
    settings.CATALOGUE_DROP_DIR = str(tmp_path)
    folder = tmp_path / "skane"
    folder.mkdir()
    return folder


def left(folder, *rows, name="enheter.csv", age=60):
    """A file that was last written so many seconds ago."""
    path = write_file(folder, *rows, name=name)
    os.utime(path, (time.time() - age,) * 2)
    return path


def look():
    call_command("import_dropped_files", stdout=io.StringIO())


def names(folder, where):
    """What lies there: names without their times."""
    there = folder / where
    return sorted(path.name.split("-", 2)[2] for path in there.iterdir()) if there.exists() else []


def test_a_whole_file_without_doubt_is_carried_out(skane):
    left(skane, unit_row(1), unit_row(2, name="Apoteket Svan", type="apotek"))
    look()
    assert CareUnit.objects.count() == 2
    kept = UnitImport.objects.get()
    assert (kept.state, kept.dropped, kept.by, kept.by_name) == (ImportState.APPLIED, True, None, "Fillådan, Skåne")
    version = UnitVersion.objects.filter(change=kept.change).first()
    assert (version.via, version.by_name) == (Via.IMPORT, "Fillådan, Skåne")
    assert names(skane, "done") == ["enheter.csv", "enheter.csv.rapport.csv"]
    [report] = (skane / "done").glob("*.rapport.csv")
    assert "Filen är genomförd." in report.read_text() and "Apoteket Svan" in report.read_text()
    assert AuditEvent.objects.filter(action="unit_import.dropped", region_code="12").exists()
    look()
    assert UnitImport.objects.count() == 1


def test_what_is_still_written_or_is_no_table_is_left_alone(skane, tmp_path):
    left(skane, unit_row(1), age=1)
    left(skane, unit_row(1), name=".enheter.csv")
    left(skane, unit_row(1), name="enheter.csv.part")
    (skane / "länk.csv").symlink_to(left(tmp_path, unit_row(1), name="annan.csv"))
    (tmp_path / "ingen-region").mkdir()
    left(tmp_path / "ingen-region", unit_row(1))
    look()
    assert not UnitImport.objects.exists()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([unit_row(1), unit_row(2, **NEAR)], "väntar på regionens administratör"),
        ([unit_row(1), unit_row(2, name="")], "väntar på regionens administratör"),
        ([unit_row(1, municipality="Lund", municipality_code="1280")], "väntar på regionens administratör"),
    ],
    ids=["doubtful", "many refused", "all refused"],
)
def test_what_holds_doubt_waits_for_the_admin(skane, rows, why):
    left(skane, *rows)
    look()
    assert UnitImport.objects.get().state == ImportState.PREVIEW
    assert not CareUnit.objects.exists()
    assert names(skane, "refused") == ["enheter.csv", "enheter.csv.rapport.csv"]
    [report] = (skane / "refused").glob("*.rapport.csv")
    assert why in report.read_text()


def test_a_file_that_is_no_table_is_refused_in_words(skane):
    for name, content in (("tom.csv", b""), ("brev.xlsx", b"PK\x03\x04")):
        (skane / name).write_bytes(content)
        os.utime(skane / name, (0, 0))
    look()
    told = " ".join(report.read_text() for report in (skane / "refused").glob("*.rapport.csv"))
    assert "Filen är tom" in told and "skadad" in told


def test_the_same_file_again_says_nothing_new(skane):
    for _ in range(2):
        left(skane, unit_row(1))
        look()
    assert list(UnitImport.objects.order_by("pk").values_list("state", flat=True)) == ["applied", "discarded"]
    assert len([name for name in names(skane, "done") if name.endswith("rapport.csv")]) >= 1


def test_a_look_that_was_stopped_goes_on_with_the_same_import(skane, monkeypatch):
    left(skane, unit_row(1))

    def stopped(pk):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("regions.actions.imports.dropping.work", stopped)
        with pytest.raises(KeyboardInterrupt):
            look()
    look()
    assert UnitImport.objects.get().state == ImportState.APPLIED


def test_a_look_that_was_stopped_while_it_was_carried_out_goes_on(skane, monkeypatch):
    left(skane, unit_row(1))
    calls = []

    def stopped(pk):
        if calls:
            raise KeyboardInterrupt
        calls.append(pk)
        work(pk)

    with monkeypatch.context() as patch:
        patch.setattr("regions.actions.imports.dropping.work", stopped)
        with pytest.raises(KeyboardInterrupt):
            look()
    assert UnitImport.objects.get().state == ImportState.APPLYING
    look()
    assert UnitImport.objects.get().state == ImportState.APPLIED
    assert names(skane, "done") == ["enheter.csv", "enheter.csv.rapport.csv"]


@pytest.mark.parametrize("state", [ImportState.APPLYING, ImportState.UNDOING])
def test_a_new_file_is_not_taken_for_one_of_the_same_name_that_is_worked_on(skane, state):
    left(skane, unit_row(1))
    look()
    given = {} if state == ImportState.UNDOING else {"applied_at": None, "change": ""}
    UnitImport.objects.update(state=state, **given)
    left(skane, unit_row(1, name="Vårdcentralen Ny"))
    look()
    assert UnitImport.objects.latest("pk").state == ImportState.APPLIED
    assert CareUnit.objects.get().name == "Vårdcentralen Ny"


def test_a_file_that_cannot_be_worked_on_stops_no_other(skane, monkeypatch, caplog):
    left(skane, unit_row(1), name="a.csv")
    left(skane, unit_row(2), name="b.csv")
    find = working.find_outcomes

    def faulty():
        if UnitImport.objects.count() == 1:
            raise ZeroDivisionError
        find()

    monkeypatch.setattr(working, "find_outcomes", faulty)
    look()
    assert names(skane, "refused") == ["a.csv", "a.csv.rapport.csv"] and names(skane, "done")
    first, second = UnitImport.objects.order_by("pk")
    assert first.message.startswith("Något gick fel") and second.state == ImportState.APPLIED


def test_what_a_person_has_done_with_the_preview_stays(skane, monkeypatch):
    left(skane, unit_row(1))

    def worked(pk):
        work(pk)
        UnitImport.objects.filter(pk=pk, state=ImportState.PREVIEW).update(state=ImportState.DISCARDED)

    monkeypatch.setattr("regions.actions.imports.dropping.work", worked)
    look()
    assert UnitImport.objects.get().state == ImportState.DISCARDED
    assert not CareUnit.objects.exists()


# ---- what a region's system may leave, and no other region is to notice ----


@pytest.fixture
def halland(skane):
    """A region whose turn comes after Skåne's, with a file."""
    folder = skane.parent / "halland"
    folder.mkdir()
    left(folder, unit_row(2, **HALMSTAD))
    return folder


def look_and_miss():
    """A look that says that it did not take everything."""
    with pytest.raises(CommandError, match="kunde inte tas"):
        look()


@pytest.mark.parametrize(
    "name",
    [f"{'e' * 236}.csv", f"{'å' * 120}.CSV", b"\xe5\xe4 \xff.csv".decode(errors="surrogateescape")],
    ids=["long", "long in bytes", "no text"],
)
def test_a_file_may_be_called_anything(skane, halland, name):
    left(skane, unit_row(1), name=name)
    look()
    assert len(names(skane, "done")) == len(names(halland, "done")) == 2
    assert CareUnit.objects.count() == 2


@pytest.mark.parametrize("where", ["done", "refused"])
@pytest.mark.parametrize(
    "made", [lambda path: path.touch(), lambda path: path.symlink_to("../halland")], ids=["file", "link"]
)
def test_where_files_are_put_away_is_a_folder_of_the_region_s_own(skane, halland, where, made, caplog):
    made(skane / where)
    left(skane, unit_row(1, name=""), name="skanes.csv")
    before = {path.name for path in skane.iterdir()}
    for _ in range(2):
        look_and_miss()
    assert {path.name for path in skane.iterdir()} >= before and not UnitImport.objects.filter(region="12").exists()
    assert names(halland, "done") == ["enheter.csv", "enheter.csv.rapport.csv"]  # Halland's is taken all the same
    assert not names(halland, "refused")
    assert "skane could not be taken" in caplog.text


def test_a_region_s_folder_is_no_link_to_another_s(skane, halland):
    skane.rmdir()
    skane.symlink_to(halland)
    look_and_miss()
    assert not UnitImport.objects.filter(region="12").exists() and UnitImport.objects.get().region_id == "13"


@pytest.mark.parametrize("rows", [[unit_row(1)], [unit_row(1), unit_row(2, **NEAR)]], ids=["applied", "waiting"])
def test_what_cannot_be_put_away_is_not_imported_again(skane, halland, rows, monkeypatch):
    left(skane, *rows)
    with monkeypatch.context() as patch:
        patch.setattr(DropBox, "put_away", denied_in(skane, DropBox.put_away))
        for _ in range(3):
            look_and_miss()
    made = UnitImport.objects.get(region="12")
    assert made.file_name == "enheter.csv" and names(halland, "done")
    look()
    assert UnitImport.objects.get(region="12") == made
    assert len(names(skane, "done") + names(skane, "refused")) == 2
    assert [path for path in skane.iterdir() if path.is_file()] == []


def test_what_cannot_be_moved_is_not_imported(skane, halland, monkeypatch):
    left(skane, unit_row(1))
    with monkeypatch.context() as patch:
        patch.setattr(DropBox, "take", denied_in(skane, DropBox.take))
        look_and_miss()
    assert not UnitImport.objects.filter(region="12").exists() and names(halland, "done")
    look()
    assert UnitImport.objects.get(region="12").state == ImportState.APPLIED


def denied_in(folder, act):
    def denied(box, *args):
        if box.path == folder:
            raise PermissionError
        return act(box, *args)

    return denied


def test_a_file_that_was_taken_just_before_a_stop_is_imported(skane):
    left(skane, unit_row(1), name=".taken-123456-enheter.csv")
    look()
    assert UnitImport.objects.get().file_name == "enheter.csv"
    assert names(skane, "done") == ["enheter.csv", "enheter.csv.rapport.csv"]


def test_another_region_s_import_is_not_worked_on(skane, halland):
    look()
    other = UnitImport.objects.get()
    left(skane, unit_row(1), name=f".taken-{other.pk}-enheter.csv")
    look()
    assert UnitImport.objects.latest("pk").region_id == "12"


def test_without_a_folder(settings):
    settings.CATALOGUE_DROP_DIR = ""
    with pytest.raises(CommandError, match="CATALOGUE_DROP_DIR"):
        look()
