"""A server beside the real one, in a folder that is thrown away: it listens to no network, and to us alone."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from vardguiden.restoring.programs import DrillFailed, Programs
from vardguiden.restoring.source import STILL, Connection

PATIENCE = 3600  # seconds: the log of a day takes a while


@dataclass(frozen=True, slots=True)
class Beside:
    """A running server with a restored database, or one that a database can be restored into."""

    folder: Path
    user: str

    def connect(self, database: str) -> Connection:
        return psycopg.connect(host=str(self.folder), user=self.user, dbname=database, options=STILL)

    def url(self, database: str) -> str:
        return f"postgres://{self.user}@/{self.folder}/{database}"

    @property
    def env(self) -> dict[str, str]:
        return {"PGHOST": str(self.folder), "PGUSER": self.user, "PGPASSWORD": "", "PGSSLMODE": "disable"}


@contextmanager
def running(programs: Programs, data: Path, folder: Path, user: str, **settings: str) -> Iterator[Beside]:
    """Starts a server on a data folder, and stops it. What the folder's own settings say of the real server's network,
    memory and archive does not hold here."""
    hba = folder / "pg_hba.conf"
    hba.write_text("local all all trust\n")
    hba.chmod(0o644)
    own = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "hba_file": str(hba),
        "ssl": "off",
        "archive_mode": "off",
        "shared_buffers": "128MB",
        "fsync": "off",
        "hot_standby": "off",
        "logging_collector": "off",
        "log_min_error_statement": "panic",  # a statement may hold what someone has written
    }
    options = [part for name, value in (own | settings).items() for part in ("-c", f"{name}={value}")]
    process = programs.begin("postgres", "-D", str(data), *options)
    try:
        server = Beside(folder, user)
        _wait(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _wait(server: Beside, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with server.connect("postgres") as connection:
                if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,):
                    return
        except psycopg.OperationalError:
            if process.poll() is not None:
                raise DrillFailed(f"Servern startade inte: {process.communicate()[1].strip()[-800:]}") from None
        time.sleep(0.1)
    raise DrillFailed("Servern blev inte klar inom en timme.")
