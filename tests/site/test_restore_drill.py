"""`restore_drill`: what it says holds has been restored and compared, and what lacks something is found."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import LastDone
from vardguiden.embedded_postgres import binaries
from vardguiden.restoring.contents import Contents, differences

ROOT = Path(__file__).resolve().parents[2]


def drill(*arguments):
    at = connection.settings_dict
    url = f"postgres://{at['USER']}@/{at['HOST']}/{at['NAME']}"
    own = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "manage.py", "restore_drill", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | own, capture_output=True, text=True, timeout=300)


@pytest.fixture
def someone_writes(db):
    """Rows come and go in the database all the while."""
    at, enough = connection.settings_dict, threading.Event()

    def write():
        with psycopg.connect(host=at["HOST"], user=at["USER"], dbname=at["NAME"], autocommit=True) as line:
            while not enough.is_set():
                line.execute("INSERT INTO django_session VALUES (gen_random_uuid()::text, 'drill', now())")
                enough.wait(0.002)
            line.execute("DELETE FROM django_session WHERE session_data = 'drill'")

    writer = threading.Thread(target=write)
    writer.start()
    yield
    enough.set()
    writer.join()


def test_both_roads_bring_back_the_same_moment_while_someone_writes(someone_writes):
    began = timezone.now()
    done = drill()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Alla rader,") == done.stdout.count("Historiken går inte att ändra.") == 2
    assert done.stdout.count("/readyz / /abort/ ") == 2
    assert done.stdout.endswith("Säkerhetskopian håller.\n")
    assert LastDone.objects.get(work="restore_drill").at >= began.replace(minute=0, second=0, microsecond=0)
    assert "FEL" not in done.stdout


@pytest.fixture
def leaky(tmp_path_factory):
    """PostgreSQL's programs, with a pg_dump that leaves out a table's rows and all that guards them."""
    folder = tmp_path_factory.mktemp("bin")
    for program in Path(binaries.path_of("postgres")).parent.iterdir():
        (folder / program.name).symlink_to(program)
    for each in (folder, *folder.parents[:3]):
        each.chmod(each.stat().st_mode | 0o055)  # so that the server's user gets in
    real = (folder / "pg_dump").resolve()
    (folder / "pg_dump").unlink()
    left_out = "--exclude-table-data=articles_statuschange --section=pre-data --section=data"
    (folder / "pg_dump").write_text(f'#!/bin/sh\nexec "{real}" {left_out} "$@"\n')
    (folder / "pg_dump").chmod(0o755)
    return folder


def test_a_dump_that_lacks_something_fails(db, leaky):
    done = drill("--road", "dump", "--bin", str(leaky))
    assert done.returncode != 0
    assert "articles_statuschange har 0 rader och ska ha " in done.stdout
    assert "Saknas: constraint accounts_auditevent." in done.stdout
    assert "Säkerhetskopian håller inte" in done.stderr


def test_a_server_that_is_not_there_is_told_in_a_sentence():
    done = subprocess.run(
        [sys.executable, "manage.py", "restore_drill"],
        cwd=ROOT, env=os.environ | {"DATABASE_URL": "postgres://x@127.0.0.1:1/x"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stderr.startswith("CommandError: Övningen gick inte att göra: ")


def test_each_difference_is_a_sentence():
    was = Contents({"a": (2, "17"), "b": (1, "5"), "c": (1, "1")}, frozenset({"trigger a.t O"}), {"a_id_seq": 9})
    restored = Contents({"a": (2, "18"), "b": (0, "0"), "d": (1, "1")}, frozenset({"trigger a.t D"}), {"a_id_seq": 8})
    assert list(differences(was, restored)) == [
        "a har rätt antal rader, men det står något annat i dem.",
        "b har 0 rader och ska ha 1.",
        "Tabellen c saknas.",
        "Tabellen d fanns inte.",
        "Saknas: trigger a.t O.",
        "Fanns inte: trigger a.t D.",
        "a_id_seq ger nummer som redan är använda.",
    ]
    assert list(differences(was, was)) == []
