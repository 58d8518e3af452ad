"""`make demo`: everything that a real site runs, on this machine, with example data."""

import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts import demo as cast
from vardguiden.embedded_postgres import locked

EXAMPLES = (
    "load_regions",
    "make_example_units",
    "make_example_region_facts",
    "load_library",
    "demo_users",
    "demo_assignments",
    "demo_freshness",
    "demo_desk",
)
RECURRING = ("publish_scheduled", "make_moves")  # beside the server, as on a real site
EXAMPLE_FILES = ("regions", "articles", "accounts", "language")


class Command(BaseCommand):
    help = "Startar hela webbplatsen med exempeldata: PostgreSQL, gunicorn och statiska filer. Ctrl-C stoppar allt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demon körs med ”make demo”. Den är inte till för riktig drift.")
        _refuse_taken(port)
        with locked("demo-lock"):  # a second demo beside this one waits, and finds everything made
            self._step("Statiska filer", self._static_files)
            self._step("Databas", self._migrate)
            self._step("Exempeldata", self._example_data)
        connection.close()
        self._serve(port)

    def _step(self, name: str, work: Callable[[], bool]) -> None:
        began = time.monotonic()
        done = work()
        if done:
            self.stdout.write(f"{name}: klart på {time.monotonic() - began:.1f} s")
        self.stdout.flush()

    def _static_files(self) -> bool:
        folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
        stamp = _digest(folders)
        mark = Path(settings.STATIC_ROOT) / ".stamp"
        if mark.exists() and mark.read_text() == stamp:
            return False
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(stamp)
        return True

    def _migrate(self) -> bool:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        call_command("migrate", interactive=False, verbosity=0)
        return True

    def _example_data(self) -> bool:
        """Loads what changed; skipped whole when neither files nor database have changed since the last start."""
        stamp = _digest([settings.BASE_DIR / name for name in EXAMPLE_FILES])
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS demo_stamp (digest text)")
            cursor.execute("SELECT digest FROM demo_stamp")
            if cursor.fetchone() == (stamp,):
                return False
            with open(os.devnull, "w") as quiet:
                for command in EXAMPLES:
                    call_command(command, stdout=quiet)
            cursor.execute("DELETE FROM demo_stamp")
            cursor.execute("INSERT INTO demo_stamp VALUES (%s)", [stamp])
        return True

    def _serve(self, port: int) -> None:
        self.stdout.write(f"\nVårdguiden: {settings.SITE_URL}\n")
        self.stdout.write(f"Logga in:   {settings.SITE_URL}/logga-in/")
        self.stdout.write(f"Konton:     {', '.join(member.username for member in cast.CAST)}")
        self.stdout.write(f"Lösenord:   {cast.PASSWORD}")
        self.stdout.write("Engångskod: make demo-code (i ett annat fönster)")
        self.stdout.write("Stoppa:     Ctrl-C\n")
        self.stdout.flush()
        server = _child("-m", "gunicorn", "--config", str(settings.BASE_DIR / "gunicorn.conf.py"), port=port)
        beside = [_child("manage.py", command, "--every", "10", port=port) for command in RECURRING]
        beside.append(_child("manage.py", "db_worker", "--verbosity", "0", port=port))

        def stop(number: int, frame: FrameType | None) -> None:
            server.send_signal(signal.SIGINT if stopping else signal.SIGTERM)  # told twice: do not wait for readers
            stopping.append(number)

        stopping: list[int] = []
        try:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, stop)
            code = server.wait()
        finally:  # also after a signal that came before we listened for it
            for child in (server, *beside):
                if child.poll() is None:
                    child.terminate()
                    child.wait()
        if code not in (0, -signal.SIGTERM, -signal.SIGINT):
            raise CommandError(f"Servern stannade med fel {code}.")


def _child(*command: str, port: int) -> subprocess.Popen[bytes]:
    """A Python process beside this one, that we alone end."""
    return subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, "BIND": f"127.0.0.1:{port}"},
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        process_group=0,  # Ctrl-C reaches us alone: a worker that gets two signals at once may hang
    )


def _refuse_taken(port: int) -> None:
    """Says so before any work is done, where gunicorn would try for five seconds and then say it in English."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            fault = "används redan" if taken else f"går inte att använda ({error})"
            raise CommandError(f"Port {port} {fault}. Prova en annan: make demo PORT=8001") from error


def _digest(folders: list[Path]) -> str:
    """Changes when a file under the folders is added, removed or written."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    facts = [f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()
