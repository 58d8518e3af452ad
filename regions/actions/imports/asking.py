"""What a person asks of an import; the work itself is done by the queue (`working`)."""

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.care_unit_import.cells import clean
from regions.facts import RegionFact
from regions.models import UNDO_WITHIN, ImportState, Outcome, UnitImport, UnitImportChunk
from regions.permissions import administers
from regions.tasks import work_on_import
from regions.workflow import may_become

MAX_BYTES = 50_000_000
CHUNK = 1_000_000
UNSURE_SHARE = 0.2  # with more rows refused than this, whoever applies it says that they have seen it


@transaction.atomic
def start_import(*, by: User, region: RegionFact, file: File[bytes]) -> UnitImport:
    """Keeps the file and asks for a preview of it.

    Raises:
        Refused: the person may not, or the file is empty or too large.
    """
    if not administers(by, region.code):
        raise Refused(_("Du sköter inte den regionens mottagningar."))
    kept = keep_file(region=region, file=file, by_name=by.name, by=by)
    record("unit_import.started", by=by, obj=kept, region_code=region.code, bytes=file.size)
    work_on_import.enqueue(kept.pk)
    return kept


def keep_file(*, region: RegionFact, file: File[bytes], by_name: str, by: User | None = None) -> UnitImport:
    """A new import with its file in pieces. Nobody has been asked to work on it."""
    if not file.size:
        raise Refused(_("Filen är tom. Välj en fil med mottagningar."))
    if file.size > MAX_BYTES:
        raise Refused(_("Filen är större än 50 MB, som är det mesta som tas på en gång. Dela upp den."))
    kept = UnitImport.objects.create(
        region_id=region.code,
        by=by,
        asked_by=by,
        by_name=by_name,
        dropped=by is None,
        file_name=clean(file.name or "")[:120] or "fil",
    )
    for number, data in enumerate(file.chunks(CHUNK)):
        UnitImportChunk.objects.create(unit_import=kept, number=number, data=data)
    return kept


@transaction.atomic
def apply_import(*, by: User, unit_import: UnitImport, sure: bool = False) -> None:
    """Asks for the import to be carried out as its preview says.

    Raises:
        Refused: the person may not, doubtful rows are left, nothing would change, or many rows are refused and the
            person has not said that they are `sure`.
    """
    kept = _to_change(by, unit_import, ImportState.APPLYING)
    if kept.counts.get(Outcome.DOUBTFUL):
        raise Refused(_("Välj först vad som gäller för de tveksamma raderna."))
    if not changes_anything(kept):
        raise Refused(_("Det finns inget att genomföra: ingen rad är ny eller ändrad."))
    if asks_for_certainty(kept) and not sure:
        raise Refused(_("Kryssa i att du har sett att många rader inte tas."))
    _ask(by, kept, ImportState.APPLYING)
    record("unit_import.applying", by=by, obj=kept, region_code=kept.region_id, counts=kept.counts)


def changes_anything(unit_import: UnitImport) -> bool:
    return any(unit_import.counts.get(outcome) for outcome in (Outcome.NEW, Outcome.CHANGED))


def asks_for_certainty(unit_import: UnitImport) -> bool:
    """Whether so many rows are refused that the file may be another than one meant."""
    return unit_import.counts.get(Outcome.REFUSED, 0) > UNSURE_SHARE * unit_import.rows


@transaction.atomic
def undo_import(*, by: User, unit_import: UnitImport) -> None:
    """Asks for everything that the import changed to be put back.

    Raises:
        Refused: the person may not, or it is too late.
    """
    kept = _to_change(by, unit_import, ImportState.UNDOING)
    if not may_undo(kept):
        raise Refused(_("Det går bara att ångra en import inom 30 dagar."))
    _ask(by, kept, ImportState.UNDOING)
    record("unit_import.undoing", by=by, obj=kept, region_code=kept.region_id)


def may_undo(unit_import: UnitImport) -> bool:
    """Whether it is carried out, and not too long ago."""
    at = unit_import.applied_at
    return unit_import.state == ImportState.APPLIED and at is not None and timezone.now() - at < UNDO_WITHIN


@transaction.atomic
def discard_import(*, by: User, unit_import: UnitImport) -> None:
    """Throws a preview away.

    Raises:
        Refused: the person may not.
    """
    kept = _to_change(by, unit_import, ImportState.DISCARDED)
    kept.state = ImportState.DISCARDED
    kept.save(update_fields=["state"])
    kept.chunks.all().delete()
    kept.entries.all().delete()
    record("unit_import.discarded", by=by, obj=kept, region_code=kept.region_id)


@transaction.atomic
def start_again(*, by: User, unit_import: UnitImport) -> None:
    """Asks for the work on an import that has stopped to be done from its beginning. Nothing of it was half done.

    Raises:
        Refused: the person may not, or it has not stopped.
    """
    kept = locked_own(by, unit_import)
    if not kept.has_stopped(timezone.now()):
        raise Refused(_("Importen pågår redan."))
    _ask(by, kept, ImportState(kept.state))
    record("unit_import.again", by=by, obj=kept, region_code=kept.region_id)


def locked_own(by: User, unit_import: UnitImport) -> UnitImport:
    """The import, locked, when the person administers its region."""
    kept = UnitImport.objects.select_for_update().get(pk=unit_import.pk)
    if not administers(by, kept.region_id):
        raise Refused(_("Du sköter inte den regionens mottagningar."))
    return kept


def _to_change(by: User, unit_import: UnitImport, state: ImportState) -> UnitImport:
    kept = locked_own(by, unit_import)
    if not may_become(kept, state):
        raise Refused(_("Importen har hunnit längre sedan du öppnade sidan. Titta igen."))
    return kept


def _ask(by: User, unit_import: UnitImport, state: ImportState) -> None:
    unit_import.state, unit_import.asked_by, unit_import.heard_at = state, by, timezone.now()
    unit_import.message, unit_import.rows_done = "", 0
    unit_import.save(update_fields=["state", "asked_by", "heard_at", "message", "rows_done"])
    work_on_import.enqueue(unit_import.pk)
