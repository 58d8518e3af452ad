"""Files that a region's own systems leave in its folder: taken by themselves when they hold no doubt, else they wait
for the region's administrator."""

import itertools
import shutil
import time
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
from regions.actions.imports.working import work
from regions.facts import RegionFact
from regions.models import ImportState, Outcome, UnitImport
from regions.queries.imports import report_rows
from regions.tables import csv_lines
from regions.workflow import may_become

KINDS = (".csv", ".xlsx")
SETTLED = 10  # seconds since the last writing, before a file counts as whole
DONE, REFUSED = "done", "refused"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken out of its region's folder, and what came of it, in one sentence."""

    path: Path
    told: str


def take_dropped(folder: Path) -> Iterator[Taken]:
    """Takes every whole file in the regions' folders, one at a time."""
    for region in facts.regions():
        own = folder / region.slug
        for path in sorted(own.iterdir()) if own.is_dir() else ():
            if is_whole(path):
                yield _take(region, path)


def is_whole(path: Path) -> bool:
    """Whether the file is a table that nobody is still writing. A part under another name is not looked at."""
    if path.is_symlink() or not path.is_file() or path.suffix.lower() not in KINDS or path.name.startswith("."):
        return False
    return time.time() - path.stat().st_mtime >= SETTLED


def _take(region: RegionFact, path: Path) -> Taken:
    try:
        kept = _kept(region, path)
    except Refused as refusal:
        return _moved(path, REFUSED, str(refusal))
    try:
        where, told = _worked(kept)
    except (OperationalError, InterfaceError):  # the database is gone: the file is taken when it is back
        raise
    except Exception:  # logged where it happened; no other file and no other region waits for this one
        where, told = REFUSED, "Något gick fel när filen lästes. Regionens administratör kan börja om i vårdkatalogen."
    return _moved(path, where, told, kept)


def _worked(kept: UnitImport) -> tuple[str, str]:
    """Where the file goes when all is done that can be done without a person, and why."""
    work(kept.pk)
    kept.refresh_from_db()
    if kept.state == ImportState.PREVIEW and not (kept.counts.get(Outcome.DOUBTFUL) or asks_for_certainty(kept)):
        if not changes_anything(kept):
            _go_on(kept, ImportState.DISCARDED)
            return DONE, "Filen sade inget nytt."
        _go_on(kept, ImportState.APPLYING)
        work(kept.pk)
        kept.refresh_from_db()
    if kept.state == ImportState.REFUSED:
        return REFUSED, kept.message
    if kept.state == ImportState.APPLIED:
        return DONE, "Filen är genomförd."
    return REFUSED, "Filen väntar på regionens administratör i vårdkatalogen."


def _kept(region: RegionFact, path: Path) -> UnitImport:
    """The import of the file; the one that was begun when whoever took the file was stopped, if there is one. A file of
    the same name that says something else is another."""
    begun = UnitImport.objects.filter(
        region=region.code, dropped=True, file_name=path.name, state__in=(ImportState.READING, ImportState.APPLYING)
    )
    for kept in begun:
        if _holds(kept, path):
            return kept
    with path.open("rb") as opened, transaction.atomic():
        kept = keep_file(region=region, file=File(opened, name=path.name), by_name=f"Fillådan, {region.name}")
        record("unit_import.dropped", by=None, obj=kept, region_code=region.code)
    return kept


def _holds(kept: UnitImport, path: Path) -> bool:
    """Whether the import was made of just this file."""
    with path.open("rb") as opened:
        pieces = kept.chunks.order_by("number").values_list("data", flat=True).iterator(chunk_size=1)
        return all(opened.read(len(piece)) == bytes(piece) for piece in pieces) and not opened.read(1)


@transaction.atomic
def _go_on(kept: UnitImport, state: ImportState) -> None:
    """Lets the import be this, unless a person has meanwhile made it something else."""
    now = UnitImport.objects.select_for_update().get(pk=kept.pk)
    if may_become(now, state):
        now.state, now.heard_at = state, timezone.now()
        now.save(update_fields=["state", "heard_at"])


def _moved(path: Path, where: str, told: str, kept: UnitImport | None = None) -> Taken:
    """Moves the file, with what became of it beside it."""
    folder = path.parent / where
    folder.mkdir(exist_ok=True)
    target = folder / f"{timezone.localtime():%Y%m%d-%H%M%S}-{path.name}"
    with target.with_name(f"{target.name}.rapport.csv").open("w", encoding="utf-8", newline="") as report:
        rows = report_rows(kept) if kept else iter(())
        report.writelines(csv_lines(itertools.chain([(told,)], rows)))
    shutil.move(path, target)
    return Taken(target, told)
