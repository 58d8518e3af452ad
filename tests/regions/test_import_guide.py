"""What the import's page says of the file is what the importer does."""

import pytest
from django.urls import reverse

from regions.care_unit_import.faults import RowRefused
from regions.care_unit_import.file import COLUMNS
from regions.care_unit_import.rows import read_row
from regions.care_unit_import.unit_kind import find_kinds
from regions.facts import regions_by_slug
from regions.import_guide import NEEDED, ONE_NEEDED, columns
from regions.kinds import UnitKind
from tests.regions.care_unit_file import unit_row
from tests.regions.catalogue import admin_of, log_in
from tests.regions.pages import page_text


def taken(**cells):
    try:
        return bool(read_row(unit_row(city="Malmö") | cells))
    except RowRefused:
        return False


@pytest.mark.parametrize("name", COLUMNS)
def test_what_must_be_filled_in_refuses_the_row_when_it_is_not(name):
    assert taken(**{name: ""}) == (name not in NEEDED)


def test_one_of_three_says_the_municipality():
    for kept in ONE_NEEDED:
        assert taken(**{name: "" for name in ONE_NEEDED if name != kept})
    assert not taken(**dict.fromkeys(ONE_NEEDED, ""))


def test_every_kind_can_be_written_as_it_is_told():
    for kind in UnitKind:
        assert find_kinds(kind.swedish_name, "Gripen").kinds == (kind,)
    assert find_kinds("vårdcentral + rehab", "Gripen").kinds == (UnitKind.PRIMARY_CARE, UnitKind.REHABILITATION)


def test_the_table_of_columns(client, db):
    log_in(client, admin_of("12"))
    page = page_text(client.get(reverse("catalogue_imports"), secure=True))
    for column in columns(regions_by_slug()["skane"]):
        assert f"{column.name} {column.holds}" in page
    assert "CSV i UTF-8" in page
    assert "source_id Mottagningens id i källan, samma varje gång. Ett HSA-id går bra. Måste fyllas i." in page
    assert "vårdcentral, akutmottagning" in page
    assert "högst 150 meter bort" in page
