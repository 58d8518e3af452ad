"""Rows of a file that may be a unit we have: someone chooses, and what is chosen is done."""

import pytest

from accounts.refusal import Refused
from regions.actions.imports.asking import apply_import
from regions.actions.imports.choosing import choose, choose_the_rest
from regions.models import CareUnit, Choice, ImportState
from tests.regions.care_unit_file import FAR, NEAR, unit_row
from tests.regions.importing import *  # noqa: F403
from tests.regions.importing import fresh, told
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.usefixtures("no_units")


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
