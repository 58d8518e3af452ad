"""A site with a replica as it is run for real: gunicorn, the tests' own database, and a replica that follows that."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psycopg

from tests.running_parts import PATIENCE, end, until
from vardguiden import embedded_postgres
from vardguiden.embedded_postgres import EmbeddedPostgresError, replica, server
from vardguiden.replicas import must_have

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "ett-tecken-till-mataren-42"


class Database:
    """One of the two servers, asked in SQL."""

    def __init__(self, sockets, name):
        self.sockets, self.name = sockets, name
        self.url = f"postgres://postgres@/{sockets}/{name}"

    def ask(self, sql, *values):
        login = {"host": str(self.sockets), "dbname": self.name, "user": "postgres"}
        with psycopg.connect(**login, autocommit=True) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchone()[0] if cursor.description else None

    def go_on(self):
        """Begins a new part of the log and needs no older one, as when much is written or a backup begins."""
        self.ask("SELECT pg_switch_wal()")
        self.ask("CHECKPOINT")


class Pair:
    """The primary, which is the tests' own, and a replica of it."""

    def __init__(self, name):
        self.home = Path(tempfile.mkdtemp(prefix="vg-"))  # short, as a socket's path has to be
        self.home.chmod(0o755)
        self.primary = Database(server.running(embedded_postgres.data_dir()).socket_dir, name)
        replica.start(self.home, of=self.primary.sockets)
        self.replica = Database(server.running(self.home).socket_dir, name)

    def pause(self):
        self.level()
        self.replica.ask("SELECT pg_wal_replay_pause()")
        until(lambda: self.replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused", "the pause")

    def resume(self):
        self.replica.ask("SELECT pg_wal_replay_resume()")
        self.level()

    def level(self):
        """Waits until the replica has all that the primary has now."""
        now = self.primary.ask("SELECT pg_current_wal_flush_lsn()")
        until(lambda: self.replica.ask("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", now), "the replica")

    def signal(self, number):
        """To each process of the replica at once."""
        postmaster = server.running(self.home).pid
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for pid in (postmaster, *map(int, children)):
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        until(lambda: server.running(self.home) is None, "its death")

    def start_again(self):
        def started():
            try:
                return server.running(self.home) or server.launch(self.home)
            except EmbeddedPostgresError:  # something of the dead one is left
                return None

        until(started, "the replica's new start")

    def remove(self):
        replica.remove(self.home, of=self.primary.sockets)


class Site:
    """One gunicorn with one worker, which reads from the pair."""

    def __init__(self, pair, name, max_lag, page_memory):
        self.pair, self.name = pair, name
        self.log = pair.home / f"{name}.log"
        self.sockets = pair.home / f"{name}-primary"  # a way to the primary that can be closed
        self.open()
        environment = os.environ | {
            "DATABASE_URL": f"postgres://postgres@/{self.sockets}/{pair.primary.name}?application_name={name}",
            "DATABASE_REPLICA_URL": f"{pair.replica.url}?application_name={name}",
            "REPLICA_MAX_LAG": str(max_lag),
            "PAGE_MEMORY_MB": str(page_memory),
            "PAGE_COPIES_DIR": "0",
            "METRICS_TOKEN": TOKEN,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "BIND": "127.0.0.1:0",
            "WEB_CONCURRENCY": "1",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--log-level", "info"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "tests.site.scaled_out:application"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def wait(self):
        def listens():
            assert self.process.poll() is None, self.log.read_text()
            said = self.log.read_text()
            return said.partition("Listening at: ")[2].partition(" (")[0] if "Booting worker" in said else None

        self.url = until(listens, "gunicorn")
        until(self.reads_the_replica, "a page from the replica")
        return self

    def get(self, path, **headers):
        """The answer's status and text."""
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.url + path, headers=headers), timeout=PATIENCE
            ) as it:
                return it.status, it.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def reads_the_replica(self):
        """Whether a page that is asked for now is read from the replica: the watch is no reader."""
        before = self.pair.replica.ask("SELECT clock_timestamp()")
        self.get("/skane/?past=the-memory")
        asked = "application_name = %s AND query_start > %s AND query NOT LIKE '%%pg_is_in_recovery%%'"
        return self.pair.replica.ask(f"SELECT count(*) FROM pg_stat_activity WHERE {asked}", self.name, before)

    def open(self):
        self.sockets.symlink_to(self.pair.primary.sockets)

    def close(self):
        """Takes the primary away from the site, as when its machine is gone."""
        self.sockets.unlink()
        ours = "application_name = %s AND datname = current_database()"  # those who test beside us have the same names
        self.pair.primary.ask(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {ours}", self.name)

    def stop(self):
        end(self.process)


def application(environ, start_response):
    """The site's own, which can be told in words what is told by what listens to the primary."""
    from vardguiden.wsgi import application as site

    if environ["PATH_INFO"] == "/must-have":
        must_have(environ["QUERY_STRING"])
        start_response("200 OK", [])
        return [b""]
    return site(environ, start_response)
