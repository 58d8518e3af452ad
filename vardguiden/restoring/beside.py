"""A server beside the real one, in a folder that is thrown away: it listens to no network, and to us alone."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from vardguiden.restoring.programs import DrillFailed, Programs, Running
from vardguiden.restoring.source import STILL, Connection

PORT = "5432"  # a part of the socket's name, and of nothing else
PATIENCE = 3600  # seconds: the log of a day takes a while


@dataclass(frozen=True, slots=True)
class Beside:
    """A running server with a restored database, or one that a database can be restored into."""

    folder: Path
    user: str

    def connect(self, database: str) -> Connection:
        return psycopg.connect(host=str(self.folder), user=self.user, port=PORT, dbname=database, options=STILL)

    def url(self, database: str) -> str:
        return f"postgres://{self.user}@/{self.folder}/{database}?port={PORT}"

    @property
    def env(self) -> dict[str, str]:
        return {
            "PGHOST": str(self.folder),
            "PGPORT": PORT,
            "PGUSER": self.user,
            "PGPASSWORD": "",
            "PGSSLMODE": "disable",
        }


@contextmanager
def running(programs: Programs, data: Path, folder: Path, user: str, **settings: str) -> Iterator[Beside]:
    """Starts a server on a data folder, and stops it. What the folder's own settings say of the real server's network,
    memory and archive does not hold here."""
    hba = folder / "pg_hba.conf"
    hba.write_text("local all all trust\n")
    hba.chmod(0o644)
    own = {
        "listen_addresses": "",
        "port": PORT,
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
        process.end()


def _wait(server: Beside, process: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with server.connect("postgres") as connection:
                if connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,):
                    return
        except psycopg.OperationalError:
            if process.has_ended:
                raise DrillFailed(f"Servern startade inte: {process.said()}") from None
        time.sleep(0.1)
    raise DrillFailed("Servern blev inte klar inom en timme.")
