"""Files that a region's own systems leave in its folder: taken by themselves when they hold no doubt, else they wait
for the region's administrator."""

import itertools
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.refusal import Refused
from regions import facts
from regions.actions.imports.asking import asks_for_certainty, changes_anything, keep_file
from regions.actions.imports.working import work
from regions.facts import RegionFact
from regions.models import ImportState, Outcome, UnitImport
from regions.models.unit_import import WORKING
from regions.queries.imports import report_rows
from regions.tables import csv_lines

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
    work(kept.pk)
    kept.refresh_from_db()
    if kept.state == ImportState.REFUSED:
        return _moved(path, REFUSED, kept.message, kept)
    if kept.counts.get(Outcome.DOUBTFUL) or asks_for_certainty(kept):
        return _moved(path, REFUSED, "Filen väntar på regionens administratör i vårdkatalogen.", kept)
    if not changes_anything(kept):
        _close(kept, ImportState.DISCARDED)
        return _moved(path, DONE, "Filen sade inget nytt.", kept)
    _close(kept, ImportState.APPLYING)
    work(kept.pk)
    kept.refresh_from_db()
    if kept.state != ImportState.APPLIED:
        return _moved(path, REFUSED, "Filen väntar på regionens administratör i vårdkatalogen.", kept)
    return _moved(path, DONE, "Filen är genomförd.", kept)


def _kept(region: RegionFact, path: Path) -> UnitImport:
    """The import of the file; the one that was begun when whoever took the file was stopped, if there is one."""
    begun = UnitImport.objects.filter(region=region.code, dropped=True, file_name=path.name, state__in=WORKING).first()
    if begun is not None:
        return begun
    with path.open("rb") as opened, transaction.atomic():
        kept = keep_file(region=region, file=File(opened, name=path.name), by_name=f"Fillådan, {region.name}")
        record("unit_import.dropped", by=None, obj=kept, region_code=region.code)
    return kept


@transaction.atomic
def _close(kept: UnitImport, state: ImportState) -> None:
    kept.state, kept.heard_at = state, timezone.now()
    kept.save(update_fields=["state", "heard_at"])


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
