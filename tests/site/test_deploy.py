"""What deploy/ and compose.yaml hold: the scripts do what they say on a real PostgreSQL, and every setting is known."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tests.running_demo import PATIENCE
from vardguiden.embedded_postgres import binaries

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "deploy/postgres"
COMPOSE = (ROOT / "compose.yaml").read_text()


def test_every_setting_in_compose_is_told_of():
    asked = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE))
    given = set(re.findall(r"^    ([A-Z_]+): ", COMPOSE.split("\nservices:")[0], re.MULTILINE))
    settings = (ROOT / "docs/settings.md").read_text()
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert {"SECRET_KEY", "METRICS_TOKEN", "DATABASE_REPLICA_URL"} <= given
    assert {name for name in asked | given if f"`{name}`" not in settings} == set()
    assert asked == example
    told = set(re.findall(r"^\| `([A-Z_]+)`", settings, re.MULTILINE))
    of_the_image = {"BIND", "STATIC_ROOT", "DEBUG", "VARDGUIDEN_DEMO", "VARDGUIDEN_DATA"}
    assert told - of_the_image == given


def services():
    """The lines of each service in compose.yaml."""
    _, _, after = COMPOSE.partition("\nservices:\n")
    found = re.split(r"^  (\w+):\n", re.split(r"^\w", after, maxsplit=1, flags=re.MULTILINE)[0], flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_nginx_waits_for_no_one_and_knows_the_servers_that_are_stopped():
    nginx, conf = services()["nginx"], (ROOT / "deploy/nginx.conf").read_text()
    assert "depends_on" not in nginx
    servers = set(re.findall(r"^\s+server ([\w.]+):8000 ", conf, re.MULTILINE))
    known = dict(re.findall(r'- "(\w+):(\$\{NETWORK:-[\d.]+\}\.\d+)"', nginx))
    assert servers == set(known) == {"web1", "web2"}
    for name, address in known.items():
        assert f"ipv4_address: {address}\n" in services()[name]
    addresses = re.findall(r"ipv4_address: (.+)", COMPOSE)
    assert len(addresses) == len(set(addresses)) == 3


def test_commands_in_the_documentation_start_nothing_beside_them():
    """And none has an address of its own, which the running one already has."""
    told = "\n".join(path.read_text() for path in (*(ROOT / "docs").glob("*.md"), ROOT / "compose.yaml"))
    runs = re.findall(r"docker compose run (?:--rm|-[ev] \S+|\s)+(\w+)", told)
    assert {"manage", "migrate", "backup"} == set(runs)
    assert not re.search(r"docker compose run[^`\n]* [A-Z_]+=\S+ python", told)
    for name in runs:
        assert "after-migrate" not in services()[name] and "ipv4_address" not in services()[name]
    assert "lock_timeout" in services()["migrate"]


def test_the_first_start_with_docker_does_all_that_the_one_without_does():
    start = (ROOT / "docs/operate.md").read_text().partition("## First start\n")[2].partition("\n## ")[0]
    docker, plain = (re.findall(r"manage\.py (\w+)", block) for block in re.findall(r"```\n(.*?)```", start, re.DOTALL))
    in_the_image_and_compose = {"collectstatic", "migrate"}
    assert docker == [command for command in plain if command not in in_the_image_and_compose]


def test_the_drill_is_given_a_folder_that_its_user_may_write_in():
    """The image may write in memory alone, which holds no two copies of a database."""
    told, image = (ROOT / "docs/operate.md").read_text(), (ROOT / "Dockerfile").read_text()
    user = re.search(r"--uid (\d+)", image)[1]
    folder = re.search(rf"install -d -o {user} (/\S+)`", told)[1]
    assert f"run --rm -v {folder}:/work manage python manage.py restore_drill --work /work`" in told
    assert not re.search(r"docker compose run --rm manage python manage\.py restore_drill", told)


def test_each_command_and_file_in_compose_is_there():
    for command in re.findall(r'"manage\.py", "(\w+)"', COMPOSE):
        own = [ROOT / f"{room}/management/commands/{command}.py" for room in ("articles", "regions", "vardguiden")]
        assert any(path.exists() for path in own) or command in ("migrate", "db_worker", "help"), command
    for file in re.findall(r"(?<!\.)/deploy/([\w.]+)", COMPOSE):
        assert (SCRIPTS / file).exists(), file
    for file in re.findall(r"- (\./deploy[\w./]*):", COMPOSE):
        assert (ROOT / file).exists(), file


class Servers:
    """A primary with an archive, and what the scripts make beside it; all of it ends with the test."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="vgd-"))  # not pytest's: PostgreSQL's user must get in
        binaries.hand_over(self.folder)
        for script in SCRIPTS.iterdir():
            shutil.copy(script, self.folder)  # where the server's user may read them
        # The wheel's pg_verifybackup crashes, whatever it is asked. That it is called is seen by what this leaves.
        (self.folder / "pg_verifybackup").write_text('#!/bin/sh\ntest -s "$2/backup_manifest" && touch "$2/verified"\n')
        (self.folder / "pg_verifybackup").chmod(0o755)
        (self.folder / "archive").mkdir()
        os.chown(self.folder / "archive", self.folder.stat().st_uid, self.folder.stat().st_gid)
        self.running = []

    def env(self, **more):
        path = f"{self.folder}:{Path(binaries.path_of('postgres')).parent}:{os.environ['PATH']}"
        own = {
            "PATH": path,
            "LANG": "C.UTF-8",
            "PGUSER": "postgres",
            "PGHOST": str(self.folder),
            "PGDATABASE": "postgres",
        }
        return own | more

    def run(self, *command, **env):
        done = subprocess.run(
            command, env=self.env(**env), cwd="/", capture_output=True, text=True, timeout=PATIENCE,
            **binaries.as_server_user(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin(self, *command, **env):
        log = (self.folder / f"log-{len(self.running)}").open("w")
        process = subprocess.Popen(
            command, env=self.env(**env), cwd="/", stdout=log, stderr=log, **binaries.as_server_user()
        )
        self.running.append((process, log))
        return process

    def ask(self, port, question, *, seconds=PATIENCE):
        """The answer, when the server gives one that is true."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                with psycopg.connect(host=str(self.folder), user="postgres", port=port, autocommit=True) as line:
                    row = line.execute(question).fetchone()
            except psycopg.Error as error:
                answer, said = None, str(error)
            else:
                # A replica may have a table before it has its rows.
                answer = row and row[0]
                said = f"{question}: {answer}"
            if answer:
                return answer
            assert time.monotonic() < deadline, said
            time.sleep(0.05)

    def stop(self):
        for process, log in reversed(self.running):
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(timeout=PATIENCE)
            log.close()
        shutil.rmtree(self.folder)


@pytest.fixture
def servers():
    servers = Servers()
    yield servers
    servers.stop()


def test_the_scripts_archive_copy_follow_and_back_up(servers):
    home = servers.folder
    servers.run("initdb", "--auth=trust", "--no-sync", "--locale=C.UTF-8", "-Upostgres", "-D", str(home / "primary"))
    common = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}", "-c", "fsync=off"]
    servers.begin(
        "postgres", "-D", str(home / "primary"), *common, "-c", "port=5501", "-c", "archive_mode=on",
        "-c", f"hba_file={home}/pg_hba.conf", "-c", f"archive_command=sh {home}/archive.sh %p %f {home}/archive",
    )  # fmt: skip
    # The user who copies: made once, and given a new password the next time.
    servers.ask(5501, "SELECT true")
    for password in ("ett", "tva"):
        servers.run("sh", f"{home}/replicator.sh", PGPORT="5501", REPLICATION_PASSWORD=password)
    assert servers.ask(5501, "SELECT rolreplication AND NOT rolsuper FROM pg_roles WHERE rolname = 'replicator'")
    # In compose.yaml the replica comes over the network, with its password. Here it comes over a socket.
    with (home / "pg_hba.conf").open("a") as file:
        file.write("local replication all trust\n")
    assert servers.ask(5501, "SELECT pg_reload_conf()")
    # The replica copies, follows, and refuses to be written in.
    place = {
        "PGDATA": str(home / "new/replica"),
        "PRIMARY_HOST": str(home),
        "PRIMARY_PORT": "5501",
        "PGPASSWORD": "tva",
    }
    servers.begin("sh", f"{home}/replica.sh", *common, "-c", "port=5502", "-c", f"hba_file={home}/pg_hba.conf", **place)
    servers.ask(5502, "SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver)")
    with psycopg.connect(host=str(home), user="postgres", port=5501, autocommit=True) as line:
        line.execute("CREATE TABLE told (word text)")
        line.execute("INSERT INTO told VALUES ('sagt')")
    assert servers.ask(5502, "SELECT word FROM told") == "sagt"
    with (
        psycopg.connect(host=str(home), user="postgres", port=5502) as line,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        line.execute("DELETE FROM told")  # fmt: skip
    # The log is archived whole, and the backup throws away what no copy needs.
    with psycopg.connect(host=str(home), user="postgres", port=5501, autocommit=True) as line:
        first = line.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
    servers.ask(5501, f"SELECT last_archived_wal >= '{first}' FROM pg_stat_archiver")
    with psycopg.connect(host=str(home), user="postgres", port=5501, autocommit=True) as line:
        line.execute("CREATE TABLE accounts_lastdone (work text PRIMARY KEY, at timestamptz NOT NULL)")
    arguments = (f"{home}/backup.sh", f"{home}/archive/backups", f"{home}/archive", "14")
    made = Path(servers.run("sh", *arguments, PGPORT="5501").strip())
    assert {path.name for path in made.iterdir()} == {"server", "database.dump", "database.list"}
    assert (made / "server/verified").exists()
    assert "TABLE DATA public told" in (made / "database.list").read_text()
    assert not (home / "archive" / first).exists()
    assert servers.ask(5501, "SELECT at > now() - interval '1 hour' FROM accounts_lastdone WHERE work = 'backup'")
    assert len(list((home / "archive/backups").iterdir())) == 1


def test_a_piece_of_log_is_archived_once_and_never_over_another(tmp_path):
    def archive(text):
        (tmp_path / "piece").write_text(text)
        return subprocess.run(["sh", SCRIPTS / "archive.sh", tmp_path / "piece", "0001", tmp_path]).returncode

    assert [archive("ett"), archive("ett"), archive("annat")] == [0, 0, 1]
    assert (tmp_path / "0001").read_text() == "ett"
    assert {path.name for path in tmp_path.iterdir()} == {"piece", "0001"}
