"""The import as one action: all of the file, or nothing."""

from pathlib import Path
from typing import TextIO

from django.db import connection, transaction

from accounts.audit import record
from accounts.models import User
from regions.care_unit_import.applying import apply_rows, find_outcomes
from regions.care_unit_import.faults import FileRefused
from regions.care_unit_import.file import check_file, read_rows
from regions.care_unit_import.matching import match_rows
from regions.care_unit_import.report import Summary, count_outcomes, open_report, write_report
from regions.care_unit_import.staging import stage
from regions.documents import changing
from regions.facts import municipalities
from regions.models import Municipality, Via

MAX_REFUSED_SHARE = 0.2  # a file with more refused rows is another kind of file, or was damaged on the way
_LOCK = 4_711_001  # any number of our own: one import at a time


class TooManyRefused(FileRefused):
    """Too many rows were refused; the summary tells why each was."""

    def __init__(self, summary: Summary) -> None:
        share = summary.tally.refused / summary.tally.rows
        super().__init__(
            f"{share:.0%} av raderna avvisades, och gränsen är {MAX_REFUSED_SHARE:.0%}. "
            "Filen togs inte och ingenting är ändrat.".replace("%", " %")
        )
        self.summary = summary


def import_care_units(
    *, by: User | None, path: Path, source: str = "", dry_run: bool = False, report: Path | None = None
) -> Summary:
    """Imports a file of care units, or with `dry_run` finds out what that would do. Raises `FileRefused`."""
    check_file(path)
    with open_report(report) as report_file:
        summary = _import(by=by, path=path, source=source, dry_run=dry_run, report_file=report_file)
    if _too_many_refused(summary):
        raise TooManyRefused(summary)
    return summary


@transaction.atomic
def _import(*, by: User | None, path: Path, source: str, dry_run: bool, report_file: TextIO | None) -> Summary:
    one_at_a_time(wait=False)
    tally = stage(read_rows(path), source=source)
    summary = Summary(tally)
    taken = not _too_many_refused(summary)
    if taken:
        match_rows()
        find_outcomes()
        summary.outcomes.update(count_outcomes())
    if report_file:
        write_report(report_file)
    if taken and not dry_run:
        with changing(by=by, via=Via.IMPORT, note=path.name):
            apply_rows()
    if dry_run or not taken:
        transaction.set_rollback(True)
    else:
        record("care_units.imported", by=by, file=path.name, rows=tally.rows, outcomes=summary.counts())
    return summary


def one_at_a_time(*, wait: bool = True) -> None:
    """Lets no other import work until the transaction ends. Without `wait`, a second one is told to come back."""
    with connection.cursor() as cursor:
        # A large file takes longer than a page is allowed to.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone()[0] is False:
            raise FileRefused("En annan import pågår. Försök igen när den är klar.")
    if Municipality.objects.count() < len(municipalities()):
        raise FileRefused("Regioner och kommuner saknas i databasen. Kör först: manage.py load_regions")


def _too_many_refused(summary: Summary) -> bool:
    return summary.tally.refused > MAX_REFUSED_SHARE * summary.tally.rows
