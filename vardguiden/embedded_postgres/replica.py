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


def _copy(home: Path, of: Path) -> None:
    new = home / "postgres-new"  # takes its name when it is whole, as a new server's does
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(parents=True, mode=0o700)
    binaries.hand_over(new)
    login = ("--host", str(of), "--username", "postgres")
    binaries.run("pg_basebackup", *login, "--pgdata", str(new), "--write-recovery-conf", "--checkpoint=fast")
    new.rename(home / "postgres")
