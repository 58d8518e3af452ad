"""Files and rows of imports that nobody needs longer."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from regions.models import ImportState, UnitImport, UnitImportChunk, UnitImportRow

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def forget_imports() -> int:
    """Deletes files and rows of imports begun more than `KEPT_FOR` ago, and gives how many imports they were of.

    That there was an import, and what someone chose for a row, is kept: the next file asks the same questions.
    """
    old = UnitImport.objects.filter(started_at__lt=timezone.now() - KEPT_FOR)
    waiting = [ImportState.READING, ImportState.PREVIEW]
    old.filter(state__in=waiting).update(state=ImportState.DISCARDED, message="")
    ended = old.exclude(state__in=[ImportState.APPLYING, ImportState.UNDOING])
    chunks = UnitImportChunk.objects.filter(unit_import__in=ended)
    rows = UnitImportRow.objects.filter(unit_import__in=ended, choice="")
    forgotten = set(chunks.values_list("unit_import", flat=True)) | set(rows.values_list("unit_import", flat=True))
    rows.delete()
    chunks.delete()
    if forgotten:
        record("unit_import.forgotten", by=None, imports=len(forgotten))
    return len(forgotten)
