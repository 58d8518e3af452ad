"""An import whose worker is killed in the middle: nothing is half done, and it can be begun again."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from accounts.models import AuditEvent
from regions import facts
from regions.actions.imports.asking import keep_file
from regions.actions.imports.working import work
from regions.models import CareUnit, ImportState, UnitImport, UnitVersion
from tests.conftest import ROOT
from tests.regions.care_unit_file import unit_row, write_file

# Carries out the import in a process of its own, and stands still when the units have been written.
WORKER = """
import sys, time
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {database!r}
django.setup()
from regions.actions.imports import working

def stand_still(kept):
    print("written", flush=True)
    time.sleep(600)

if {stop!r}:
    working.keep_entries = stand_still
working.work({pk!r})
"""


@pytest.fixture
def kept(django_db_setup, django_db_blocker, tmp_path):
    """An import that is to be carried out, for all processes to see; what it makes is taken away by hand, since the
    other tests of the run share the database."""
    rows = [unit_row(n, name=f"Vårdcentralen Avbruten {n}a") for n in range(1, 40)]
    file = SimpleUploadedFile("enheter.csv", write_file(tmp_path, *rows).read_bytes())
    with django_db_blocker.unblock():
        kept = keep_file(region=facts.regions_by_slug()["skane"], file=file, by_name="Maj Exempel")
        last = [model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in (UnitVersion, AuditEvent)]
        work(kept.pk)
        UnitImport.objects.filter(pk=kept.pk).update(state=ImportState.APPLYING, heard_at=timezone.now())
        yield kept
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # history and the log stand, but for this
            for table, column in (("regions_openingspan", "unit_id"), ("regions_careunit", "id")):
                made = "SELECT unit_id FROM regions_unitversion WHERE id > %s"
                cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({made})", last[:1])
            cursor.execute("DELETE FROM regions_unitversion WHERE id > %s", last[:1])
            cursor.execute("DELETE FROM accounts_auditevent WHERE id > %s", last[1:])
            for table in ("regions_unitimportrow", "regions_unitimportchunk"):
                cursor.execute(f"DELETE FROM {table} WHERE unit_import_id = %s", [kept.pk])
            cursor.execute("DELETE FROM regions_unitimport WHERE id = %s", [kept.pk])
            cursor.execute("SET session_replication_role = DEFAULT")


def start(kept, *, stop):
    code = WORKER.format(database=connection.settings_dict["NAME"], pk=kept.pk, stop=stop)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def test_a_worker_that_is_killed_leaves_nothing_half_done(kept):
    units, versions = CareUnit.objects.count(), UnitVersion.objects.count()
    first = start(kept, stop=True)
    try:
        assert first.stdout.readline() == "written\n"
        second = start(kept, stop=False)  # waits for its turn, and then finds the work still to be done
        time.sleep(1)
        assert second.poll() is None
        assert (CareUnit.objects.count(), UnitVersion.objects.count()) == (units, versions)
        first.send_signal(signal.SIGKILL)
        first.communicate(timeout=30)
        second.communicate(timeout=120)
        assert second.returncode == 0
    finally:
        first.kill()
    now = UnitImport.objects.get(pk=kept.pk)
    assert now.state == ImportState.APPLIED
    assert CareUnit.objects.count() == units + 39
    assert UnitVersion.objects.filter(change=now.change).count() == 39


def test_who_looks_at_it_is_told_that_it_has_stopped(kept):
    now = UnitImport.objects.get(pk=kept.pk)
    assert not now.has_stopped(timezone.now())
    UnitImport.objects.filter(pk=kept.pk).update(heard_at=timezone.now() - timedelta(minutes=2))
    assert UnitImport.objects.get(pk=kept.pk).has_stopped(timezone.now())
