"""A file of care units that Maj gives to the catalogue, and what becomes of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from regions import facts
from regions.actions.imports.asking import apply_import, start_import
from regions.models import UnitImport
from tests.regions.care_unit_file import write_file
from tests.regions.catalogue import admin_of

SKANE = facts.regions_by_slug()["skane"]


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
