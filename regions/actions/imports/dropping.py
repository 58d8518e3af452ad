"""Files that a region's own systems leave in its folder: taken by themselves when they hold no doubt, else they wait
for the region's administrator."""

import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from accounts.audit import record
from accounts.refusal import Refused
from regions import facts
from regions.actions.imports.asking import asks_for_certainty, changes_anything, keep_file
from regions.actions.imports.drop_box import DONE, REFUSED, DropBox, drop_box, plain_name, readable, taken_number
from regions.actions.imports.working import work
from regions.facts import RegionFact
from regions.models import ImportState, Outcome, UnitImport
from regions.queries.imports import report_rows
from regions.tables import csv_lines
from regions.workflow import may_become

WENT_WRONG = "Något gick fel när filen lästes. Regionens administratör kan börja om i vårdkatalogen."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken out of its region's folder, and what came of it, in one sentence; or, with `failed`, a file
    or a folder that could not be: it lies where it lay."""

    path: Path
    told: str
    failed: bool = False


def take_dropped(folder: Path) -> Iterator[Taken]:
    """Takes every whole file in the regions' folders, one at a time. One that cannot be taken stops no other."""
    for region in facts.regions():
        try:
            with drop_box(folder / region.slug) as box:
                for name in box.names():
                    yield from _tried(region, box, name)
        except FileNotFoundError:
            continue  # the region leaves no files
        except OSError:
            yield _failed(folder / region.slug)


def _tried(region: RegionFact, box: DropBox, name: str) -> Iterator[Taken]:
    try:
        yield _take(region, box, name)
    except FileNotFoundError:
        return  # whoever else takes files has it
    except (OperationalError, InterfaceError):  # the database is gone: the file is taken when it is back
        raise
    except Exception:
        yield _failed(box.path / readable(name))


def _failed(path: Path) -> Taken:
    logger.exception("%s could not be taken; the others are.", path)
    return Taken(path, "Kunde inte tas. Loggen säger varför.", failed=True)


def _take(region: RegionFact, box: DropBox, name: str) -> Taken:
    kept = _begun(region, name)
    if kept is None:
        try:
            kept, name = _kept(region, box, name)
        except Refused as refusal:
            return _put_away(box, name, REFUSED, str(refusal))
    try:
        where, told = _worked(kept)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # logged where it happened
        where, told = REFUSED, WENT_WRONG
    return _put_away(box, name, where, told, kept)


def _worked(kept: UnitImport) -> tuple[str, str]:
    """Where the file goes when all is done that can be done without a person, and why."""
    if kept.at_work and kept.message:
        return REFUSED, WENT_WRONG  # an earlier time, when the file could not be put away
    work(kept.pk)
    kept.refresh_from_db()
    if kept.state == ImportState.PREVIEW and not (kept.counts.get(Outcome.DOUBTFUL) or asks_for_certainty(kept)):
        if changes_anything(kept):
            _go_on(kept, ImportState.APPLYING)
            work(kept.pk)
        else:
            _go_on(kept, ImportState.DISCARDED)
        kept.refresh_from_db()
    if kept.state == ImportState.REFUSED:
        return REFUSED, kept.message
    return _ENDED.get(ImportState(kept.state), (REFUSED, "Filen väntar på regionens administratör i vårdkatalogen."))


_ENDED = {
    ImportState.APPLIED: (DONE, "Filen är genomförd."),
    ImportState.DISCARDED: (DONE, "Filen ändrade ingenting."),
    ImportState.UNDONE: (DONE, "Filen är genomförd och ångrad."),
}


def _begun(region: RegionFact, name: str) -> UnitImport | None:
    """The import that a file was taken for, when whoever took it was stopped or could not put it away."""
    number = taken_number(name)
    return UnitImport.objects.filter(pk=number, region=region.code, dropped=True).first() if number else None


def _kept(region: RegionFact, box: DropBox, name: str) -> tuple[UnitImport, str]:
    """A new import of the file, and its new name: a file that cannot be moved is not imported either, else it would be
    so each time that someone looks."""
    with box.read(name) as opened, transaction.atomic():
        file = File(opened, name=plain_name(name))
        kept = keep_file(region=region, file=file, by_name=f"Fillådan, {region.name}")
        record("unit_import.dropped", by=None, obj=kept, region_code=region.code)
        return kept, box.take(name, kept.pk)


@transaction.atomic
def _go_on(kept: UnitImport, state: ImportState) -> None:
    """Lets the import be this, unless a person has meanwhile made it something else."""
    now = UnitImport.objects.select_for_update().get(pk=kept.pk)
    if may_become(now, state):
        now.state, now.heard_at = state, timezone.now()
        now.save(update_fields=["state", "heard_at"])


def _put_away(box: DropBox, name: str, where: str, told: str, kept: UnitImport | None = None) -> Taken:
    """Moves the file, with what became of it beside it."""
    rows = report_rows(kept) if kept else iter(())
    return Taken(box.put_away(name, where, csv_lines(itertools.chain([(told,)], rows))), told)
