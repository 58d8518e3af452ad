"""Work that runs by itself says when it was last done well, and an alarm misses each that has fallen silent."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families

from accounts.last_done import note_done
from accounts.models import LastDone
from articles.actions.reminding import RemindReport
from articles.management.commands import remind

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = {"backup", "export_site", "forget", "remind", "restore_drill"}


def told(settings):
    """{work: seconds since}, as /metrics says."""
    settings.METRICS_TOKEN = "ett-tecken-till-mataren-42"
    answer = Client().get("/metrics", headers={"authorization": f"Bearer {settings.METRICS_TOKEN}"})
    families = text_string_to_metric_families(answer.content.decode())
    return {
        sample.labels["work"]: sample.value
        for family in families
        for sample in family.samples
        if sample.name == "vardguiden_done_seconds"
    }


def since(work):
    return timezone.now() - LastDone.objects.get(work=work).at


@pytest.fixture
def long_ago():
    LastDone.objects.update(at=timezone.now() - timedelta(days=3))


def test_what_every_site_runs_is_missed_from_the_first_start(settings):
    assert set(told(settings)) >= EVERYWHERE


def test_the_age_of_each_work_is_told(settings, long_ago):
    LastDone.objects.create(work="make_moves", at=timezone.now() - timedelta(hours=2))
    ages = told(settings)
    assert ages["backup"] == pytest.approx(3 * 86400, abs=60)
    assert ages["make_moves"] == pytest.approx(7200, abs=60)


@pytest.mark.parametrize("command", ["forget", "remind", "remind_units", "publish_scheduled", "make_moves"])
def test_a_command_that_ends_well_says_so(command, library, long_ago):
    call_command(command)
    assert since(command) < timedelta(minutes=5)


def test_forgetting_takes_ended_sessions_and_old_jobs_along():
    now = timezone.now()
    for days in (-1, 1):
        Session.objects.create(session_key=f"{days}", session_data="x", expire_date=now + timedelta(days=days))
    for days in (13, 15):
        job = {"args_kwargs": {}, "task_path": "a.b", "backend_name": "default", "run_after": now}
        DBTaskResult.objects.create(status="SUCCESSFUL", finished_at=now - timedelta(days=days), **job)
    call_command("forget")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["1"]
    assert DBTaskResult.objects.get().finished_at == now - timedelta(days=13)


def test_the_receiver_says_so_too(tmp_path, settings):
    settings.CATALOGUE_DROP_DIR = str(tmp_path)
    call_command("import_dropped_files")
    assert since("import_dropped_files") < timedelta(minutes=5)


def test_a_command_that_fails_says_nothing(long_ago, monkeypatch, settings):
    failed = RemindReport(failed=1)
    monkeypatch.setattr(remind, "remind", lambda today: failed)
    with pytest.raises(CommandError):
        call_command("remind")
    assert since("remind") > timedelta(days=2)
    settings.CATALOGUE_DROP_DIR = ""
    with pytest.raises(CommandError):
        call_command("import_dropped_files")
    assert not LastDone.objects.filter(work="import_dropped_files").exists()


def test_what_is_done_all_the_time_is_written_once_an_hour(time_machine, django_assert_num_queries):
    time_machine.move_to("2026-03-10T10:05+01:00", tick=False)
    with django_assert_num_queries(2):
        note_done("make_moves")
    time_machine.move_to("2026-03-10T10:59+01:00", tick=False)
    with django_assert_num_queries(1):
        note_done("make_moves")
    time_machine.move_to("2026-03-10T11:00+01:00", tick=False)
    note_done("make_moves")
    assert since("make_moves") == timedelta(0)


def test_the_backup_writes_its_row_by_itself(long_ago):
    script = (ROOT / "deploy/postgres/backup.sh").read_text()
    statement = re.search(r'psql .*--command="(INSERT .+?)"', script, re.DOTALL)[1]
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    assert since("backup") < timedelta(minutes=5)


def test_each_work_has_an_alarm():
    rules = (ROOT / "deploy/prometheus/alerts.yml").read_text()
    alarmed = set(re.findall(r'max\(vardguiden_done_seconds\{work="(\w+)"\}\) > \d+\n', rules))
    noted = {path.stem for room in ("articles", "regions", "vardguiden") for path in commands(room)}
    assert alarmed == noted | {"backup"}


def commands(room):
    for path in (ROOT / room / "management/commands").glob("*.py"):
        if re.search(r"note_done\(|\(RecurringCommand\)", path.read_text()):
            yield path
