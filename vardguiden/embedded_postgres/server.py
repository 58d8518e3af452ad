"""One running server and its data folder: made, started, found, stopped."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vardguiden.embedded_postgres import binaries
from vardguiden.embedded_postgres.binaries import EmbeddedPostgresError


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its process and where its socket is."""

    pid: int
    socket_dir: Path


def initialise(home: Path) -> None:
    new = home / "postgres-new"  # takes its name when it is whole, so that one cut short is made anew
    if new.exists():
        shutil.rmtree(new)
    new.mkdir()
    binaries.hand_over(new)
    binaries.run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(new))
    new.rename(home / "postgres")


def launch(home: Path) -> Server:
    _must_be_ours(home / "postgres", "Kör som den användaren, eller sätt VARDGUIDEN_DATA till en egen mapp.")
    _forget_dead_server(home)
    socket_dir = _make_socket_dir(home)
    binaries.hand_over(home / "postgres")
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_dir),
        "max_connections": "60",
        "log_min_error_statement": "panic",  # a statement that fails may hold what a reader searched for
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log_file = home / "postgres.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [binaries.path_of("postgres"), "-D", str(home / "postgres"), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal must reach it last
            **binaries.as_server_user(),
        )

    def ready() -> bool:
        if process.poll() is not None:
            last = "\n".join(log_file.read_text(errors="replace").splitlines()[-3:])
            raise EmbeddedPostgresError(f"PostgreSQL startade inte. Läs {log_file}.\n{last}")
        return _psql(socket_dir, "SELECT 1").returncode == 0

    _wait_until(ready, f"PostgreSQL svarade inte inom 20 sekunder. Läs {log_file}.")
    if not ask(socket_dir, "SELECT 1 FROM pg_database WHERE datname = 'vardguiden'"):
        ask(socket_dir, "CREATE DATABASE vardguiden")
    process.returncode = 0  # it may outlive us: Python must neither wait for it nor warn that it runs
    return Server(process.pid, socket_dir)


def running(home: Path) -> Server | None:
    """The server that postmaster.pid tells of, if it lives and has this data folder."""
    try:
        lines = (home / "postgres" / "postmaster.pid").read_text().splitlines()
        server = Server(int(lines[0]), Path(lines[4]))
    except (OSError, ValueError, IndexError):
        return None
    return server if alive(server.pid) and _has_data_folder(server.pid, home) else None


def ask(socket_dir: Path, sql: str) -> str:
    """What the running server answers, as psql writes it. `EmbeddedPostgresError` when it cannot."""
    done = _psql(socket_dir, sql)
    if done.returncode:
        raise EmbeddedPostgresError(f"psql: {done.stderr.strip()}")
    return done.stdout.strip()


def stop(home: Path) -> None:
    server = running(home)
    if server is None:
        return
    os.kill(server.pid, signal.SIGINT)  # "fast" shutdown
    _wait_until(lambda: not alive(server.pid), "PostgreSQL stannade inte inom 20 sekunder.")
    shutil.rmtree(server.socket_dir, ignore_errors=True)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not Path("/proc").is_dir()


def mark(home: Path) -> str:
    """Twelve letters and digits that stand for a folder, where its path would be too long."""
    return hashlib.sha256(os.fsencode(home)).hexdigest()[:12]


def _has_data_folder(pid: int, home: Path) -> bool:
    """Whether the process is our server, and not one that got its number after a crash or a restart."""
    try:
        return os.fsencode(home / "postgres") in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return not Path("/proc").is_dir()


def _forget_dead_server(home: Path) -> None:
    """PostgreSQL refuses to start while a process has the number in postmaster.pid, though it be another by now."""
    pid_file = home / "postgres" / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if not _has_data_folder(pid, home):
        pid_file.unlink()


def _make_socket_dir(home: Path) -> Path:
    """A folder closed to others, since who reaches the socket is let in without a password."""
    name = f"vardguiden-{os.geteuid()}-{mark(home)}"
    parent = Path(tempfile.gettempdir())
    if len(os.fsencode(parent / name)) > 85:  # a socket's whole path must stay under 108 bytes
        parent = Path("/tmp")  # noqa: S108  the owner is checked below
    folder = parent / name
    folder.mkdir(mode=0o700, exist_ok=True)
    _must_be_ours(folder, "Ta bort den, eller sätt TMPDIR.")
    folder.chmod(0o700)
    for left in folder.iterdir():  # by a server that was killed
        left.unlink()
    binaries.hand_over(folder)
    return folder


def _must_be_ours(folder: Path, way_out: str) -> None:
    if folder.is_symlink() or folder.stat().st_uid not in binaries.owners():
        raise EmbeddedPostgresError(f"Mappen {folder} tillhör en annan användare. {way_out}")


def _psql(socket_dir: Path, sql: str) -> subprocess.CompletedProcess[str]:
    command = [binaries.path_of("psql"), "-h", str(socket_dir), "-U", "postgres", "-d", "postgres", "-Atqc", sql]
    return subprocess.run(command, capture_output=True, text=True, cwd="/")


def _wait_until(condition: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(complaint)
        time.sleep(0.05)
