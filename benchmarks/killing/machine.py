"""A site with a PostgreSQL of its own, what is killed in it, and what starts again, as systemd would have it."""

import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.serving.processes import (
    ROOT,
    Process,
    children,
    free_port,
    start,
    stop,
    wait_for_answer,
    wait_until,
)
from vardguiden.embedded_postgres import EmbeddedPostgresError, server

KINDS = ("worker", "master", "backend", "postmaster")
RESTART_AFTER = 0.1  # seconds: systemd's own, unless it is told another


class Machine:
    """PostgreSQL and gunicorn with two workers; nothing here mends what they ought to mend themselves."""

    def __init__(self, home: Path) -> None:
        self.home, self.log = home, home / "site.log"
        self.port = free_port()
        server.initialise(home)
        self.postgres = server.launch(home)
        os.environ |= {
            "DATABASE_URL": f"postgres://postgres@/{self.postgres.socket_dir}/vardguiden",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "STATIC_ROOT": str(home / "static"),
            "TRUSTED_PROXIES": "1",
            "WEB_CONCURRENCY": "2",
            "LOG_LEVEL": "ERROR",
        }
        self.gunicorn: Process | None = None
        self.kept_running = threading.Event()

    def start_site(self) -> None:
        self.gunicorn = self._start_gunicorn()
        wait_for_answer(self.gunicorn, f"http://127.0.0.1:{self.port}/readyz", self.log)
        self.kept_running.set()
        self.keeper = threading.Thread(target=self._keep_running)
        self.keeper.start()

    def _start_gunicorn(self) -> Process:
        config = ["--config", str(ROOT / "gunicorn.conf.py"), "--bind", f"127.0.0.1:{self.port}"]
        return start([sys.executable, "-m", "gunicorn", *config], os.environ, self.log)

    def _keep_running(self) -> None:
        """Restart=always, for the two that no other process starts again."""
        while self.kept_running.is_set():
            time.sleep(RESTART_AFTER)
            if not server.alive(self.postgres.pid):
                with contextlib.suppress(EmbeddedPostgresError):  # it waits for what the dead one left: again
                    _forget_child(self.postgres.pid)
                    self.postgres = server.launch(self.home)
            if self.gunicorn is not None and self.gunicorn.poll() is not None:
                self.gunicorn = self._start_gunicorn()

    def kill(self, kind: str, chance: random.Random) -> None:
        """kill -9 of one process of the kind, chosen by chance once there is one."""
        found: list[int] = []

        def there_is_one() -> bool:
            found[:] = self._processes(kind)
            return bool(found)

        wait_until(there_is_one, f"There is no {kind} to kill.")
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(found), signal.SIGKILL)

    def _processes(self, kind: str) -> list[int]:
        master = self.gunicorn.pid if self.gunicorn and self.gunicorn.poll() is None else 0
        if kind == "master":
            return [master] if master else []
        if kind == "worker":
            return children(master) if master else []
        if kind == "postmaster":
            return [self.postgres.pid] if server.alive(self.postgres.pid) else []
        return [pid for pid in children(self.postgres.pid) if b" vardguiden [local]" in _title(pid)]

    def stop(self) -> None:
        self.kept_running.clear()
        if self.gunicorn is not None:
            self.keeper.join()
            stop(self.gunicorn)
        server.stop(self.home)


@contextlib.contextmanager
def machine() -> Iterator[Machine]:
    """A machine in a folder that is thrown away, with all that ran in it."""
    home = Path(tempfile.mkdtemp(prefix="vg-kills-"))
    made = None
    try:
        made = Machine(home)
        yield made
    finally:
        if made is not None:
            made.stop()
        shutil.rmtree(home, ignore_errors=True)


def _title(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _forget_child(pid: int) -> None:
    """The dead one was our child: the kernel keeps its number until we have asked."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
