"""Who uses the server: the first to come starts it, the last to leave stops it."""

import atexit
import fcntl
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from vardguiden.embedded_postgres import server
from vardguiden.embedded_postgres.binaries import EmbeddedPostgresError

BASE_DIR = Path(__file__).resolve().parent.parent.parent
PARTS = ("postgres", "postgres-new", "postgres.log", "users", "static")  # what lies in the data folder, besides locks


def data_dir() -> Path:
    return Path(os.environ.get("VARDGUIDEN_DATA") or BASE_DIR / ".data").resolve()


def start() -> str:
    """Starts the server, or joins the one that runs, and returns its DATABASE_URL. Stops it again at exit."""
    home = data_dir()
    try:
        (home / "users").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedPostgresError(
            f"Mappen {home} går inte att skriva i ({error.strerror}). Sätt VARDGUIDEN_DATA till en egen mapp."
        ) from error
    _stop_tidily_when_told_to()
    with locked("lock"):
        _forget_dead_users(home)
        if not (home / "postgres").exists():
            server.initialise(home)
        found = server.running(home) or server.launch(home)
        (home / "users" / str(os.getpid())).touch()
    atexit.register(_leave, home, os.getpid())
    return f"postgres://postgres@/{found.socket_dir}/vardguiden"


@contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time, among those that share the data folder."""
    path = data_dir() / name
    try:
        lock = path.open("a")
    except OSError as error:
        raise EmbeddedPostgresError(
            f"Filen {path} går inte att skriva ({error.strerror}). Sätt VARDGUIDEN_DATA till en egen mapp."
        ) from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _unwritable(path: Path, error: OSError) -> EmbeddedPostgresError:
    return EmbeddedPostgresError(
        f"{path} går inte att skriva i ({error.strerror}). Sätt miljövariabeln VARDGUIDEN_DATA till en egen mapp."
    )


def reset() -> None:
    """Deletes what is in the data folder. Refuses while someone uses the server."""
    home = data_dir()
    if not home.exists():
        return
    with locked("lock"):
        (home / "users").mkdir(exist_ok=True)
        _forget_dead_users(home)
        if any((home / "users").iterdir()):
            raise EmbeddedPostgresError("Stoppa demon först (Ctrl-C där den körs), och försök igen.")
        server.stop(home)
        for part in PARTS:  # by name: VARDGUIDEN_DATA may point at a folder that holds other things too
            path = home / part
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _stop_tidily_when_told_to() -> None:
    """A process that is told to end, or whose terminal closes, leaves the server as one that ends by itself does."""

    def leave(number: int, frame: FrameType | None) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, leave)


def _leave(home: Path, pid: int) -> None:
    """Stops the server unless another process still uses it. A forked child of the starter leaves it alone."""
    if os.getpid() != pid or not (home / "users").exists():
        return
    with locked("lock"):
        (home / "users" / str(pid)).unlink(missing_ok=True)
        _forget_dead_users(home)
        if not any((home / "users").iterdir()):
            server.stop(home)


def _forget_dead_users(home: Path) -> None:
    for user in (home / "users").iterdir():
        if not server.alive(int(user.name)):
            user.unlink(missing_ok=True)
