"""Lets gunicorn's workers count as one: a folder of shared files, and a place in it for each worker.

A worker that ends leaves its place to the next, which counts on where it stopped. With the process number in its stead,
as prometheus-client has it, the folder would grow with every worker that is restarted. Imports nothing of
prometheus-client at the top: the folder has to be named before.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the name that prometheus-client knows it by
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  counts, not data
NAME = f"vardguiden-metrics-{os.geteuid()}-"
_locked: TextIO | None = None  # held for as long as this process or one that it forked lives
_place: str | None = None


def begin() -> None:
    """Makes the folder, for the master and the workers that it forks, and removes those of masters that were killed.
    When the master reads its settings anew, its folder stays."""
    global _locked
    parent = SHARED_MEMORY if SHARED_MEMORY.is_dir() else Path(tempfile.gettempdir())
    folder, new = parent / f"{NAME}{os.getpid()}", parent / f".{NAME}{os.getpid()}"
    if os.environ.get(FOLDER) == str(folder):
        return
    for old in [folder, new, *parent.glob(f"{NAME}*")]:
        if _is_nobodys(old):
            shutil.rmtree(old, ignore_errors=True)
    new.mkdir(mode=0o700)
    _locked = (new / "lock").open("w")
    fcntl.flock(_locked, fcntl.LOCK_EX)
    new.rename(folder)  # it has its name when it is locked
    os.environ[FOLDER] = str(folder)


def _is_nobodys(folder: Path) -> bool:
    try:
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def end() -> None:
    """Removes the folder, when the master ends."""
    if _locked is not None:
        shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
        _locked.close()


def give_place(worker: Any, living: Iterable[Any]) -> None:
    """In the master, before the fork: the first place that no living worker has."""
    _tell_no_more_of(place())  # what only a living worker has, the master has not
    taken = {getattr(each, "metrics_place", None) for each in living}
    worker.metrics_place = next(place for place in map(str, range(len(taken) + 1)) if place not in taken)


def take_place(worker: Any) -> None:
    """In the worker, after the fork, which takes no thread along."""
    global _place
    _place = worker.metrics_place
    if FOLDER in os.environ:
        from vardguiden.metrics import carried

        carried.start()


def bring_the_last() -> None:
    """In the worker, when it ends: what has been counted in its last second."""
    if FOLDER in os.environ:
        from vardguiden.metrics import carried

        carried.bring_all()


def leave_place(worker: Any) -> None:
    """In the master, when the worker is gone: how much memory it had is told no more. Its counts are kept."""
    _tell_no_more_of(worker.metrics_place)


def _tell_no_more_of(place: str) -> None:
    if FOLDER in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(place)


def place() -> str:
    """What this process's files are named by. No two living processes have the same."""
    return _place or f"p{os.getpid()}"
