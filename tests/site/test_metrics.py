"""/metrics: what whoever runs the site sees. Closed to the world, and nothing of what a reader asked for."""

import fcntl
import os
import re
import signal
import urllib.request
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import User
from articles.models import Revision
from regions.models import CareUnit, Municipality, PlannedMove, Region, UnitContact, UnitImport, UnitReminder
from tests.running_parts import PATIENCE, Gunicorn, until, url_of
from vardguiden.metrics import at_scrape, carried, processes

ROOT = Path(__file__).resolve().parents[2]
SOMETIMES = ("replica_up", "replica_lag_seconds", "wal_archived_seconds", "page_memory_answers_total")
TOKEN = "ett-tecken-till-mataren-42"


@pytest.fixture
def token(settings):
    settings.METRICS_TOKEN = TOKEN


def ask(client=None, token=TOKEN, **headers):
    return (client or Client()).get("/metrics", headers={"authorization": f"Bearer {token}"} | headers)


def told(text):
    """{(name, its labels): value}"""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value(answer, name, **labels):
    return told(answer.content.decode()).get((name, frozenset(labels.items())), 0)


# ---- who may ----


def test_without_the_setting_there_is_no_such_page(db, settings):
    settings.METRICS_TOKEN = ""
    assert ask(token="").status_code == ask().status_code == 404


@pytest.mark.parametrize(
    "shown", ["", "Bearer", f"Bearer {TOKEN}x", f"bearer{TOKEN}", f"Basic {TOKEN}", "Bearer å\x00"]
)
def test_only_the_token_opens_it_and_no_session_does(token, db, shown):
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="x", name="Chef"), "axes.backends.AxesBackend")
    answer = client.get("/metrics", headers={"authorization": shown}, secure=True)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_each_machine_is_asked_by_its_own_name_and_nothing_is_kept(token, db):
    answer = ask(host="web1:8000")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client().post("/metrics", headers={"host": "web1:8000"}).status_code == 405


# ---- requests ----


def test_requests_are_counted_by_view_and_nothing_of_what_was_asked_for(token, library, units):
    client = Client()
    before = ask(client)
    for path in (
        "/halsfluss/",
        "/skane/halsfluss/",
        "/hitta-vard/?q=hemskt",
        "/konto/",
        "/hemlig-sida/",
        "/static/finns-inte",
    ):
        client.get(path)
    after = ask(client)

    def more(view, status, channel):
        labels = {"view": view, "status": status, "channel": channel}
        name = "vardguiden_request_seconds_count"
        return value(after, name, **labels) - value(before, name, **labels)

    assert more("article", "2xx", "public") == 2
    assert more("find_care", "2xx", "public") == 1
    assert more("account", "3xx", "personal") == 1
    assert more("static", "4xx", "public") == 1
    assert not re.search("hemskt|hemlig|halsfluss|skane", after.content.decode())


def test_what_the_database_fails_is_counted(token, db, monkeypatch):
    before = ask()
    site = Client(raise_request_exception=False)
    for error, status in ((OperationalError("gone"), 503), (ValueError("ours"), 500)):
        monkeypatch.setattr(import_module("vardguiden.views.search"), "find", _failing(error))
        assert site.get("/sok/?q=feber", secure=True).status_code == status
    assert value(ask(), "vardguiden_database_failures_total") - value(before, "vardguiden_database_failures_total") == 1


def _failing(error):
    def fail(*args, **kwargs):
        raise error

    return fail


# ---- the database ----


@pytest.fixture
def waiting(library, units):
    """Two hours ago, something of each kind should have been done."""
    past = timezone.now() - timedelta(hours=2)
    Revision.objects.filter(pk=Revision.objects.order_by("pk").first().pk).update(publish_at=past)
    task = DBTaskResult.objects.create(args_kwargs={}, task_path="a.b", backend_name="default", run_after=past)
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=past)
    DBTaskResult.objects.create(
        args_kwargs={}, task_path="a.b", backend_name="default", run_after=past, status="FAILED", finished_at=past
    )
    unit = CareUnit.objects.order_by("pk").first()
    UnitContact.objects.create(unit=unit, email="enhet@example.org")
    UnitReminder.objects.create(unit=unit, asked_at=past)
    where = {"street": "Ny gata 1", "city": "Lund", "municipality": Municipality.objects.get(name="Lund")}
    PlannedMove.objects.create(unit=unit, on=timezone.localdate() - timedelta(days=1), **where)
    region = Region.objects.get(slug="skane")
    for state in ("reading", "refused"):
        UnitImport.objects.create(region=region, file_name="a.csv", started_at=past, state=state)


def test_what_waits_is_told_with_its_age(token, waiting, django_assert_max_num_queries):
    with django_assert_max_num_queries(28):  # of them ten ask; the others are the six transactions'
        answer = ask()
    for what in ("tasks", "texts", "unit_reminders", "moves", "imports"):
        assert value(answer, "vardguiden_waiting", what=what) == 1, what
        assert value(answer, "vardguiden_waiting_oldest_seconds", what=what) >= 7200, what
    for what in ("tasks", "imports"):
        assert value(answer, "vardguiden_failed_last_day", what=what) == 1, what
    assert value(answer, "vardguiden_database_up") == 1
    assert value(answer, "vardguiden_database_bytes") > 1e6
    assert value(answer, "vardguiden_database_connections", state="active") >= 1


def test_what_is_not_answered_in_time_is_left_out_and_nothing_else(token, waiting, monkeypatch):
    monkeypatch.setattr(at_scrape, "PATIENCE", "SET LOCAL statement_timeout = '200ms'")
    monkeypatch.setattr(at_scrape, "SERVER", "SELECT pg_sleep(5)")
    answer = ask()
    names = {name for name, _labels in told(answer.content.decode())}
    assert value(answer, "vardguiden_database_up") == 1
    assert value(answer, "vardguiden_database_connections", state="active") >= 1
    assert value(answer, "vardguiden_waiting", what="tasks") == 1
    assert "vardguiden_database_bytes" not in names


def test_it_answers_when_the_database_is_gone(token, db):
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        answer = ask()
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    names = {name for name, _labels in told(answer.content.decode())}
    assert answer.status_code == 200
    assert value(answer, "vardguiden_database_up") == 0
    assert "vardguiden_worker_resident_bytes" in names
    assert "vardguiden_waiting" not in names


def test_what_the_example_rules_name_is_told(token, library):
    """What is told only with replicas, an archive or the page memory is looked for in the source."""
    client = Client()
    client.get("/halsfluss/")
    there = {name for name, _labels in told(ask(client).content.decode())}
    there |= {name.removesuffix("_count") for name in there}  # a histogram by its own name
    source = "".join((ROOT / f"vardguiden/metrics/{name}.py").read_text() for name in ("at_scrape", "counters"))
    there |= {f"vardguiden_{name}" for name in SOMETIMES if f'"vardguiden_{name.removesuffix("_total")}"' in source}
    named = set()
    for file in ("deploy/prometheus/alerts.yml", "docs/operate.md"):
        text = (ROOT / file).read_text()
        named |= set(re.findall(r"\bvardguiden_\w+", text))
    assert len(named) > 10
    assert named - there == set()


# ---- plain counts ----


def test_plain_counts_are_carried_by_what_has_been_added(monkeypatch):
    registry = CollectorRegistry()
    counter, gauge = Counter("a", "a", registry=registry), Gauge("b", "b", registry=registry)
    monkeypatch.setattr(carried, "_all", [])
    plain = {"a": 3, "b": 8}
    carried.carry(counter, lambda: plain["no such"])  # hinders no other
    carried.carry(counter, lambda: plain["a"])
    carried.carry(gauge, lambda: plain["b"])
    carried.bring_all()
    plain |= {"a": 5, "b": 2}
    carried.bring_all()
    assert (registry.get_sample_value("a_total"), registry.get_sample_value("b")) == (5, 2)


# ---- several processes ----


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "SHARED_MEMORY", tmp_path)
    monkeypatch.setattr(processes, "_locked", None)
    monkeypatch.delenv(processes.FOLDER, raising=False)
    yield tmp_path
    os.environ.pop(processes.FOLDER, None)


def test_the_folder_of_a_killed_master_goes_and_that_of_a_living_one_stays(folders):
    killed, living = folders / f"{processes.NAME}1", folders / f"{processes.NAME}2"
    killed.mkdir()
    living.mkdir()
    with (living / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        processes.begin()
        own = Path(os.environ[processes.FOLDER])
        assert set(folders.iterdir()) == {living, own}
        (own / "counter_0.db").touch()
        processes.begin()  # the settings are read anew
        assert (own / "counter_0.db").exists()
        processes.end()
        assert list(folders.iterdir()) == [living]


@pytest.fixture
def two_workers(db):
    """gunicorn as on a real site, on the tests' database."""
    url = url_of(connection.settings_dict["NAME"])
    site = Gunicorn(DATABASE_URL=url, METRICS_TOKEN=TOKEN, WEB_CONCURRENCY="2")
    try:
        yield site.process, site.url
    finally:
        site.stop()


def fetch(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def workers_of(master):
    return {int(pid) for pid in Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()}


def test_all_workers_count_as_one_and_a_new_one_counts_on_where_the_killed_one_stopped(two_workers):
    master, url = two_workers
    until(lambda: fetch(f"{url}/healthz"), "waited in vain for the workers")
    folder = next(Path("/dev/shm").glob(f"{processes.NAME}{master.pid}"))

    def counted():
        samples = told(fetch(f"{url}/metrics", Authorization=f"Bearer {TOKEN}"))
        count = "vardguiden_request_seconds_count"
        seen = sum(number for (name, labels), number in samples.items() if name == count and ("view", "none") in labels)
        living = {dict(labels)["pid"] for name, labels in samples if name == "vardguiden_worker_resident_bytes"}
        return seen, living

    until(lambda: len(counted()[1]) == 2, "waited in vain for the workers")
    before, _living = counted()
    asked = sum(bool(fetch(f"{url}/healthz")) for _ in range(20))
    old = workers_of(master)
    os.kill(min(old), signal.SIGKILL)
    until(lambda: len(workers_of(master) - old) == 1 and fetch(f"{url}/healthz"), "waited in vain for the workers")
    after, living = counted()
    assert asked == 20
    assert after - before >= asked
    assert living <= {"0", "1"}
    files = {re.sub(r"_\d\.db", "", path.name) for path in folder.glob("*_[0-9]*.db")}
    assert len(list(folder.glob("*_[0-9]*.db"))) <= 2 * len(files)  # the new worker has made none of its own
    master.send_signal(signal.SIGTERM)
    master.wait(timeout=PATIENCE)
    assert not folder.exists()
