"""A streaming replica of an embedded server, beside it on the same machine: to try replicas with, and to measure them.

Its folder is one like the server's own: `server.running`, `stop` and `launch` do with it as with any other.
"""

import shutil
from pathlib import Path

from vardguiden.embedded_postgres import binaries, server


def start(home: Path, of: Path) -> str:
    """Copies the running server whose socket is in the folder `of`, follows it, and returns a DATABASE_REPLICA_URL."""
    if not (home / "postgres").exists():
        _copy(home, of)
    found = server.running(home) or server.launch(home)
    return f"postgres://postgres@/{found.socket_dir}/vardguiden"


def remove(home: Path, of: Path) -> None:
    """Stops the replica, deletes its folder, and lets go of the log that the server in `of` keeps for it."""
    server.stop(home)
    shutil.rmtree(home)
    _let_go(home, of)


def _copy(home: Path, of: Path) -> None:
    new = home / "postgres-new"  # takes its name when it is whole, as a new server's does
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(parents=True, mode=0o700)
    binaries.hand_over(new)
    _let_go(home, of)
    slot = ("--create-slot", "--slot", _slot(home))  # so that the server keeps its log while the replica is away
    login = ("--host", str(of), "--username", "postgres")
    binaries.run("pg_basebackup", *login, *slot, "--pgdata", str(new), "--write-recovery-conf", "--checkpoint=fast")
    new.rename(home / "postgres")


def _slot(home: Path) -> str:
    return f"replica_{server.mark(home)}"


def _let_go(home: Path, of: Path) -> None:
    this = f"FROM pg_replication_slots WHERE slot_name = '{_slot(home)}'"
    server.ask(of, f"SELECT pg_terminate_backend(active_pid, 5000) {this}")  # which may not have seen that we have gone
    server.ask(of, f"SELECT pg_drop_replication_slot(slot_name) {this}")
