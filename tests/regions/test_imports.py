"""A file of care units on its way through the catalogue: preview, choices, carried out, undone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from regions import facts
from regions.actions.imports.asking import apply_import, discard_import, start_again, start_import, undo_import
from regions.actions.imports.choosing import choose, choose_the_rest
from regions.actions.imports.working import work
from regions.models import Assignment, CareUnit, Choice, ImportState, UnitImport, UnitVersion, Via
from tests.cast import staff
from tests.regions.care_unit_file import FAR, MALMO, unit_row, write_file
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.usefixtures("no_units")
SKANE = facts.regions_by_slug()["skane"]


@pytest.fixture
def maj(db):
    user = staff("maj")
    Assignment.objects.create(user=user, region_id="12", role=Role.REGIONAL_ADMIN)
    return user


@pytest.fixture
def given(maj, tmp_path):
    """Gives a file with the rows, and returns its import as the work left it."""

    def given(*rows):
        content = write_file(tmp_path, *rows).read_bytes()
        kept = start_import(by=maj, region=SKANE, file=SimpleUploadedFile("enheter.csv", content))
        return UnitImport.objects.get(pk=kept.pk)

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


def entries(kept):
    return {entry.number: entry for entry in kept.entries.all()}


def test_a_preview_changes_nothing_and_says_all(given):
    make_unit("Vårdcentralen Draken", "1280", source_id="prov:2", phone="+46406280401")
    kept = given(unit_row(1, city="Malmö"), unit_row(2, name="Vårdcentralen Draken", phone="040-628 04 02", lat="", lon=""), unit_row(3, name=""))
    assert (kept.state, kept.counts) == (ImportState.PREVIEW, {"new": 1, "changed": 1, "refused": 1})
    new, changed, refused = kept.entries.order_by("number")
    assert new.changes[0] == ["typ av vård", "", "Vårdcentral"]
    assert ["telefon", "+46406280401", "+46406280402"] in changed.changes
    assert refused.why == "namn saknas"
    assert CareUnit.objects.count() == 1


def test_carried_out(applied):
    kept = applied(unit_row(1))
    unit = CareUnit.objects.get()
    assert kept.state == ImportState.APPLIED
    version = UnitVersion.objects.get(change=kept.change)
    assert (version.unit_id, version.by_name, version.via) == (unit.pk, "Maj Exempel", Via.IMPORT)
    assert entries(kept)[2].unit_id == unit.pk
    assert AuditEvent.objects.filter(action="unit_import.applied").exists()
