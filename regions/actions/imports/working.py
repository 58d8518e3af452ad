"""The work on an import: each part is one transaction, so that whoever is stopped in the middle has done nothing."""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from regions.actions.imports.entries import keep_entries, remember_choices, same_as_seen
from regions.actions.imports.progress import Progress, progress_of
from regions.actions.imports.undoing import undo
from regions.care_unit_import.action import one_at_a_time
from regions.care_unit_import.applying import apply_rows, find_outcomes
from regions.care_unit_import.faults import FileRefused
from regions.care_unit_import.file import estimated_rows, whole_rows
from regions.care_unit_import.matching import match_rows
from regions.care_unit_import.staging import stage
from regions.documents import changing
from regions.models import ImportState, UnitImport, Via
from regions.workflow import may_become

logger = logging.getLogger(__name__)


class _DoneElsewhere(Exception):
    """Someone else has done the work while we waited for our turn."""


class _ChangedMeanwhile(Exception):
    """The units are others than when the preview was made, and so is what would become of the rows."""


def work(pk: int) -> None:
    """Does what the import waits for. What it does not wait for, or no longer, is not done again."""
    kept = UnitImport.objects.select_related("asked_by").filter(pk=pk).first()
    part = _PARTS.get(ImportState(kept.state)) if kept else None
    if kept is None or part is None:
        return
    UnitImport.objects.filter(pk=pk).update(heard_at=timezone.now(), message="", rows_done=0)
    try:
        with progress_of(pk) as progress:
            part(kept, progress)
    except _DoneElsewhere:
        return
    except FileRefused as refusal:
        _refuse(kept, str(refusal))
    except Exception:
        logger.exception("The import could not be worked on.")
        UnitImport.objects.filter(pk=pk).update(message=_("Något gick fel, och ingenting är ändrat. Börja om."))
        raise


def _preview(kept: UnitImport, progress: Progress, message: str = "") -> None:
    with transaction.atomic():
        _take_turn(kept)
        _find(kept, progress)
        keep_entries(kept)
        remember_choices(kept)
        _move(kept, ImportState.PREVIEW, message=message)


def _apply(kept: UnitImport, progress: Progress) -> None:
    try:
        with transaction.atomic():
            _take_turn(kept)
            _find(kept, progress)
            if not same_as_seen(kept):
                raise _ChangedMeanwhile
            with changing(by=kept.asked_by, via=Via.IMPORT, note=kept.file_name, name=kept.by_name) as change:
                apply_rows()
            keep_entries(kept)
            _move(kept, ImportState.APPLIED, change=change, applied_at=timezone.now())
            record("unit_import.applied", by=kept.asked_by, obj=kept, region_code=kept.region_id, counts=kept.counts)
    except (_ChangedMeanwhile, IntegrityError):
        _preview(
            kept, progress, _("Mottagningarna har ändrats sedan du tittade, så utfallet blir ett annat. Titta igen.")
        )


def _undo(kept: UnitImport, progress: Progress) -> None:
    with transaction.atomic():
        _take_turn(kept)
        counts = undo(kept, progress)
        _move(kept, ImportState.UNDONE, undone_at=timezone.now())
        record("unit_import.undone", by=kept.asked_by, obj=kept, region_code=kept.region_id, **counts)


_PARTS: dict[ImportState, Callable[[UnitImport, Progress], None]] = {
    ImportState.READING: _preview,
    ImportState.APPLYING: _apply,
    ImportState.UNDOING: _undo,
}


def _take_turn(kept: UnitImport) -> None:
    """Waits until no other import is at work, and makes sure that there is still something to do."""
    one_at_a_time()
    if not UnitImport.objects.filter(pk=kept.pk, state=kept.state).exists():
        raise _DoneElsewhere


def _find(kept: UnitImport, progress: Progress) -> None:
    """Stages the file, and finds what becomes of each row of it, as someone has chosen where there was a choice."""
    with _file_of(kept) as path:
        progress.begin(estimated_rows(path))
        stage(progress.count(whole_rows(path)), source="", region=kept.region_id)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_CHOICES, [kept.pk])
    match_rows(kept.region_id)
    with connection.cursor() as cursor:
        cursor.execute(_HOLD_UNITS)
    find_outcomes()


_TAKE_CHOICES = """
    UPDATE care_unit_row AS row
    SET choice = entry.choice,
        refused = CASE WHEN entry.choice = 'skip' THEN 'du hoppar över raden' ELSE row.refused END
    FROM regions_unitimportrow AS entry
    WHERE entry.unit_import_id = %s AND entry.number = row.row_number AND entry.choice IN ('new', 'skip')
"""
# Whoever edits one of them waits until it is known what the import does with it.
_HOLD_UNITS = """
    SELECT count(*) FROM (
        SELECT FROM regions_careunit WHERE id IN (SELECT unit_id FROM care_unit_row WHERE unit_id IS NOT NULL)
        ORDER BY id FOR NO KEY UPDATE
    ) AS held
"""


@contextmanager
def _file_of(kept: UnitImport) -> Iterator[Path]:
    """The import's file, put together again for as long as it is read."""
    with tempfile.NamedTemporaryFile(prefix="import-") as file:
        for data in kept.chunks.order_by("number").values_list("data", flat=True).iterator(chunk_size=1):
            file.write(data)
        file.flush()
        yield Path(file.name)


def _move(kept: UnitImport, state: ImportState, **facts: object) -> None:
    """Lets the import be what the work made it."""
    now = UnitImport.objects.select_for_update().get(pk=kept.pk)
    if not may_become(now, state):
        raise _DoneElsewhere
    facts |= {"state": state, "counts": kept.counts, "rows": kept.rows, "heard_at": None}
    for name, value in facts.items():
        setattr(now, name, value)
    now.save(update_fields=list(facts))


def _refuse(kept: UnitImport, why: str) -> None:
    with transaction.atomic():
        now = UnitImport.objects.select_for_update().get(pk=kept.pk)
        if now.state != kept.state or not may_become(now, ImportState.REFUSED):
            return
        now.state, now.message, now.heard_at = ImportState.REFUSED, why[:600], None
        now.save(update_fields=["state", "message", "heard_at"])
        now.chunks.all().delete()
        record("unit_import.refused", by=kept.asked_by, obj=now, region_code=now.region_id)
