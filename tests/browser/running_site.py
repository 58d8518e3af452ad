"""The whole site as a person meets it: `manage.py demo` with data of its own, started and stopped."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("DATABASE_URL", "DATABASE_REPLICA_URL", "DJANGO_SETTINGS_MODULE", "EXTRA_ALLOWED_HOSTS", "BIND", "DEBUG")
PATIENCE = 120  # seconds from an empty folder to a site that answers, on a slow machine


class RunningSite:
    """gunicorn, whitenoise and an embedded PostgreSQL with example data, on a free port of this machine."""

    def __init__(self) -> None:
        # Short, since the path of PostgreSQL's socket must be: hence not pytest's own temporary folder.
        self.home = Path(tempfile.mkdtemp(prefix="vg-"))
        self.sockets = self.home / "tmp"
        self.sockets.mkdir()
        self.home.chmod(0o755)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.home / "site.log"
        self.beside = None
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        self.environment = inherited | {
            "VARDGUIDEN_DATA": str(self.home),
            "VARDGUIDEN_DEMO": "1",
            "SITE_URL": self.url,
            "STATIC_ROOT": str(self.home / "static"),
            "TMPDIR": str(self.sockets),
        }

    def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal ends the tests, and they end the site
            )
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                words = self.last_words()
                self.stop()
                raise RuntimeError(f"The site did not start:\n{words}")
            time.sleep(0.2)

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def run(self, piece: str) -> str:
        """Runs a piece of Python beside the running site, against its database, and returns what it printed."""
        if self.beside is None:
            self.beside = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.beside"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.beside.stdin.write(f"{json.dumps(piece)}\n")
        self.beside.stdin.flush()
        printed, fault = json.loads(self.beside.stdout.readline())
        assert not fault, fault
        return printed

    def stop(self) -> list[str]:
        """Ends the site as Ctrl-C does, and says what it left behind that it should not have."""
        left = []
        if self.beside is not None:
            self.beside.communicate(timeout=PATIENCE)
        self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(timeout=60)
            if code:
                left.append(f"exit code {code}: {self.last_words()}")
        except subprocess.TimeoutExpired:
            left.append("the site itself, a minute after SIGINT")
            os.killpg(self.process.pid, signal.SIGKILL)
        left += [f"process {pid}: {command}" for pid, command in self._processes()]
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                left.append(f"someone who answers on port {self.port}")
        shutil.rmtree(self.home, ignore_errors=True)
        return left

    def _processes(self) -> list[tuple[int, str]]:
        """Processes of the site: those in its session, and what names its folder (PostgreSQL has its own session)."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                session = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3])
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:  # it ended while we looked
                continue
            if session == self.process.pid or str(self.home) in command:
                found.append((int(folder.name), command))
        return found

    def make_staff(self, username: str, name: str) -> str:
        """A member of staff who has no second factor yet. Returns the password."""
        password = secrets.token_urlsafe(16)
        lines = (
            "from accounts.models import User",
            f"User.objects.create_user({username!r}, password={password!r}, name={name!r}, is_staff=True)",
        )
        self.run("; ".join(lines))
        return password


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
