"""Who may do what with an import, in which order, which files are not taken, and when it is forgotten."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from accounts.refusal import Refused
from regions.actions.imports import asking
from regions.actions.imports.asking import apply_import, discard_import, start_again, start_import, undo_import
from regions.actions.imports.choosing import choose_the_rest
from regions.actions.imports.forgetting import forget_imports
from regions.models import Choice, ImportState, UnitImport
from regions.workflow import TRANSITIONS
from tests.regions.care_unit_file import unit_row
from tests.regions.catalogue import admin_of
from tests.regions.importing import *  # noqa: F403
from tests.regions.importing import SKANE, fresh

pytestmark = pytest.mark.usefixtures("no_units")


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
