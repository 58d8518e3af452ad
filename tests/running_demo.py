"""`make demo` in a copy of the project, in folders whose names have spaces in them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".git", ".venv", ".data", "staticfiles", "tests", "docs", "__pycache__", ".*_cache", "*.egg-info")
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SITE_URL", "STATIC_ROOT", "DEBUG", "MAKEFLAGS", "MFLAGS")
PATIENCE = 120  # seconds, on a machine that does much else


class House:
    """A copy of the project with its own data folder, in which demos run."""

    def __init__(self):
        self.top = Path(tempfile.mkdtemp(prefix="vårdguiden "))  # not pytest's: as root, PostgreSQL's user must get in
        self.top.chmod(0o755)
        self.folder = self.top / "ett hus"
        self.data = self.top / "data"
        self.demo = None
        shutil.copytree(ROOT, self.folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (self.folder / ".venv").symlink_to(sys.prefix)
        inherited = {name: value for name, value in os.environ.items() if name not in OURS and "VARDGUIDEN" not in name}
        self.environment = inherited | {"VARDGUIDEN_DATA": str(self.data)}

    def running_demo(self):
        """The demo that runs, or one that is started now."""
        if self.demo is None or self.demo.process.poll() is not None:
            self.demo = Demo(self).start()  # known before it answers: one that never does is ended too
            self.demo.wait()
        return self.demo

    def make(self, *arguments):
        # -o: the packages are installed, whatever the clock says of the copied files
        return ["make", "-o", ".venv/installed", *arguments]

    def run(self, command, **environment):
        """Runs a command to its end and returns it, with what it printed."""
        env = self.environment | environment
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=PATIENCE)

    def manage(self, *arguments):
        done = self.run([sys.executable, "manage.py", *arguments], VARDGUIDEN_DEMO="1")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def postgres(self):
        """The processes of PostgreSQL that have our data folder."""
        return [pid for pid, _, command in processes() if str(self.data) in command and "/bin/postgres" in command]

    def stop(self):
        """Ends the demo that another test may have left running."""
        if self.demo is not None and self.demo.process.poll() is None:
            self.demo.press_ctrl_c()

    def remove(self):
        self.stop()
        for pid in self.postgres():  # only after a failed test
            os.kill(pid, signal.SIGQUIT)
        shutil.rmtree(self.top)


class Demo:
    """One `make demo`, from its start to its end."""

    def __init__(self, house):
        self.house = house
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = house.top / f"{self.port}.log"

    def start(self):
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.house.make("demo", f"PORT={self.port}"),
                cwd=self.house.folder,
                env=self.house.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a terminal of its own: Ctrl-C there reaches the demo and not the tests
            )
        return self

    def wait(self):
        deadline = time.monotonic() + PATIENCE
        while self.status("/readyz") != 200:
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < deadline, self.printed()
            time.sleep(0.1)
        return self

    def status(self, path):
        """The status of the answer; 0 when nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code
        except OSError:
            return 0

    def printed(self):
        return self.log.read_text()

    def press_ctrl_c(self):
        self.end(signal.SIGINT)

    def end(self, number):
        """Sends a signal to all that the terminal started, as Ctrl-C and a closed window do, and waits for the end."""
        os.killpg(self.process.pid, number)
        self.process.wait(timeout=PATIENCE)

    def left_behind(self):
        """Processes of the demo's terminal that still run."""
        return [(pid, command) for pid, session, command in processes() if session == self.process.pid]


def processes():
    """(number, session, command) of every process of this machine that has a command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            session = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3])
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it ended while we looked
            continue
        if command:
            found.append((int(folder.name), session, command))
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
