"""Parts of a site that a test may stop, kill and silence: a PostgreSQL with a copy of the tests' data, and gunicorn."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psycopg
from django.conf import settings
from django.db import connection

from tests.running_demo import free_port, processes
from vardguiden.embedded_postgres import binaries, server

PATIENCE = 60  # seconds, on a machine that does much else


def until(condition, what):
    """Waits until the condition holds, and returns what it gave."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, what() if callable(what) else what
        time.sleep(0.05)
    return found


def end(process):
    """Ends a process as systemd does, and by force when that does not help."""
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def url_of(name):
    """The DATABASE_URL of a database on the tests' server."""
    return f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"


def _copy(source, folder):
    login = ("-h", source, "-U", "postgres")
    binaries.run("pg_basebackup", *login, "-D", str(folder), "-c", "fast", "-X", "stream")


class Postgres:
    """A server of its own, made as a copy of the one that the tests use."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="vg-"))  # short, since the path of its socket must be
        self.home.chmod(0o755)
        copy = self.home / "postgres"
        copy.mkdir(mode=0o700)
        binaries.hand_over(copy)
        source = connection.settings_dict["HOST"]
        with psycopg.connect(host=source, user="postgres", dbname="postgres", autocommit=True) as original:
            # Else what the copy needs of its log may be thrown away meanwhile: other tests write much beside.
            original.execute("ALTER SYSTEM SET wal_keep_size = '4GB'")
            original.execute("SELECT pg_reload_conf()")
            until(lambda: original.execute("SHOW wal_keep_size").fetchone() == ("4GB",), "The setting did not take.")
            original.execute("CHECKPOINT")  # by now whoever throws away has read it too
            try:
                _copy(source, copy)
            finally:
                original.execute("ALTER SYSTEM RESET wal_keep_size")
                original.execute("SELECT pg_reload_conf()")
        for name in ("postmaster.pid", "postmaster.opts"):
            (copy / name).unlink(missing_ok=True)
        self.start()
        self.name = connection.settings_dict["NAME"]
        self.url = f"postgres://postgres@/{self.server.socket_dir}/{self.name}"

    def start(self):
        self.server = server.launch(self.home)

    def stop(self):
        server.stop(self.home)

    def processes(self):
        """The postmaster and all that it has started."""
        stats = {pid: Path(f"/proc/{pid}/stat") for pid, _, _ in processes()}
        parents = {
            pid: int(stat.read_text().rsplit(")", 1)[1].split()[1]) for pid, stat in stats.items() if stat.exists()
        }
        return [pid for pid, parent in parents.items() if self.server.pid in (pid, parent)]

    def signal(self, number):
        for pid in self.processes():
            os.kill(pid, number)

    def kill(self):
        """As when power is lost: nothing is tidied."""
        self.signal(signal.SIGKILL)
        until(lambda: not server.alive(self.server.pid), "PostgreSQL did not die")

    def fall_silent(self):
        self.signal(signal.SIGSTOP)

    def speak(self):
        self.signal(signal.SIGCONT)

    def sql(self, text):
        command = [binaries.path_of("psql"), "-h", str(self.server.socket_dir), "-U", "postgres", "-d", self.name]
        done = subprocess.run([*command, "-Atqc", text], capture_output=True, text=True, timeout=PATIENCE, cwd="/")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def remove(self):
        if server.running(self.home):
            self.speak()
            self.kill()
        shutil.rmtree(self.server.socket_dir, ignore_errors=True)
        shutil.rmtree(self.home)


class Gunicorn:
    """The site's own server, on a port that the kernel chose."""

    def __init__(self, *arguments, **variables):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(tempfile.mkstemp(prefix="gunicorn-", suffix=".log")[1])
        self.environment = os.environ | {
            "BIND": f"127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "SITE_URL": "http://127.0.0.1:8000",
            "WEB_CONCURRENCY": "1",
            **variables,
        }
        self.command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", *arguments]
        self.start()

    def start(self):
        """Also once more, after `stop`."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.client = httpx.Client(base_url=self.url, timeout=PATIENCE)
        until(self.is_up, "gunicorn did not start")

    def is_up(self):
        assert self.process.poll() is None, self.printed()
        return self.status("/healthz") == 200

    def status(self, path):
        """The status of the answer; 0 when nobody answers."""
        try:
            return self.client.get(path).status_code
        except httpx.TransportError:
            return 0

    def printed(self):
        return self.log.read_text(errors="replace")

    def stop(self):
        self.client.close()
        end(self.process)
        self.log.unlink(missing_ok=True)
