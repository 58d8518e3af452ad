import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts.last_done import note_done
from vardguiden.embedded_postgres import binaries
from vardguiden.restoring import roads
from vardguiden.restoring.beside import Beside
from vardguiden.restoring.contents import Contents, differences, history_can_be_changed
from vardguiden.restoring.programs import DrillFailed, Programs
from vardguiden.restoring.source import Source, moment

MOST_TOLD = 20


class Command(BaseCommand):
    help = "Takes a backup of the database, restores it beside, and says whether all is there (docs/operate.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--road", choices=["dump", "point-in-time", "both"], default="both")
        parser.add_argument(
            "--bin", type=Path, metavar="FOLDER", help="PostgreSQL's programs; else those of the wheel."
        )
        parser.add_argument("--work", type=Path, metavar="FOLDER", help="Where there is room for two copies.")

    def handle(self, *args: Any, road: str, bin: Path | None, work: Path | None, **options: Any) -> None:
        self.programs, self.source = Programs(bin), Source.of(connection)
        self.faults: list[str] = []
        try:
            with _folder(work) as dump, _folder(work) as copy:
                self._walk(dump if road != "point-in-time" else None, copy if road != "dump" else None)
        except (DrillFailed, psycopg.Error, OSError) as error:
            raise CommandError(f"Övningen gick inte att göra: {error}") from error
        if self.faults:
            raise CommandError(f"Säkerhetskopian håller inte: {len(self.faults)} fel.")
        self.stdout.write("Säkerhetskopian håller.")
        if road == "both":
            note_done("restore_drill")

    def _walk(self, dump: Path | None, copy: Path | None) -> None:
        """The copy is begun before the moment and the dump after it; both are to hold what was there at the moment."""
        programs, source = self.programs, self.source
        with ExitStack() as held:
            if copy:
                wait_for_log = held.enter_context(roads.log_kept(programs, source, copy))
                self._timed("Kopian av servern", lambda: roads.take_base_backup(programs, source, copy))
            now = held.enter_context(moment(source))
            if copy:
                wait_for_log(now.position)
            if dump:
                self._timed("Dumpen", lambda: roads.take_dump(programs, source, now, dump))
            self.was = Contents.of(now.seen_by)
            self.stdout.write(f"{source.name}: {len(self.was.rows)} tabeller, {self.was.number_of_rows} rader.")
        if dump:
            self._compare("Dumpen", roads.restored_dump(programs, source, dump))
        if copy:
            self._compare("Kopian av servern", roads.restored_to(programs, source, now, copy))

    def _timed(self, what: str, take: Callable[[], None]) -> None:
        began = time.monotonic()
        take()
        self.stdout.write(f"{what}: tagen på {time.monotonic() - began:.1f} s.".replace(".", ",", 1))

    def _compare(self, what: str, restoring: AbstractContextManager[Beside]) -> None:
        began = time.monotonic()
        with restoring as server:
            self.stdout.write(f"{what}: återställd på {time.monotonic() - began:.1f} s.".replace(".", ",", 1))
            with server.connect(self.source.name) as restored:
                faults = list(differences(self.was, Contents.of(restored)))
                if history_can_be_changed(restored):
                    faults.append("Historiken går att ändra.")
            pages = None if faults else _pages(server.url(self.source.name))
        if pages and pages.returncode:
            faults.append(f"Webbplatsen går inte på den: {pages.stderr.strip()[-500:]}")
        for fault in faults[:MOST_TOLD]:
            self.stdout.write(f"  FEL  {fault}")
        if pages and not faults:
            self.stdout.write(f"  Alla rader, {len(self.was.guards)} villkor, index, utlösare och funktioner är där.")
            self.stdout.write(f"  Historiken går inte att ändra. Sidor från den: {pages.stdout}")
        self.faults += faults


@contextmanager
def _folder(work: Path | None) -> Iterator[Path]:
    """A folder that the server's user owns, thrown away afterwards. Its path is short, as a socket's must be."""
    folder = Path(tempfile.mkdtemp(prefix="vgr-", dir=work))
    try:
        binaries.hand_over(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pages(url: str) -> "subprocess.CompletedProcess[str]":
    """Reads some of the site's pages, as it is on that database, in a process of its own."""
    own = {"DATABASE_URL": url, "DATABASE_REPLICA_URL": "", "PAGE_MEMORY_MB": "0"}
    command = [sys.executable, "-m", "vardguiden.restoring.pages"]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | own, capture_output=True, text=True, timeout=300
    )
