"""Which replica is read, and what comes of a page when it fails: without servers, and without waiting."""

import os
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.http import HttpResponse

from page_memory.contact import Contact
from page_memory.heard import heard
from vardguiden.metrics import at_scrape
from vardguiden.replicas import connection as reading
from vardguiden.replicas import middleware, on_the_primary
from vardguiden.replicas import watch as watching
from vardguiden.replicas.watch import Watch

MAX_LAG = 5
REFUSED = None


class Clock:
    now = 1000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    made = Clock()
    monkeypatch.setattr(watching, "time", made)
    return made


@pytest.fixture
def watch(clock):
    made = Watch(["replica1", "replica2"], MAX_LAG)
    made._process = os.getpid()  # nobody asks: the test tells
    return made


def hear(watch, clock, primary, *replicas):
    watch.hear_primary(clock.now, primary)
    for number, position in enumerate(replicas, start=1):
        watch.hear_replica(f"replica{number}", clock.now, position)


def chosen(watch):
    """All that it may choose."""
    return {watch.choose() for _ in range(100)}


def test_several_share_the_load(watch, clock):
    hear(watch, clock, 100, 100, 100)
    assert chosen(watch) == {"replica1", "replica2"}


def test_none_is_read_before_it_is_known_how_far_the_primary_has_come(watch, clock):
    watch.hear_replica("replica1", clock.now, 100)
    assert chosen(watch) == {None}
    hear(watch, clock, 101)
    assert chosen(watch) == {None}
    hear(watch, clock, 101, 101)
    assert chosen(watch) == {"replica1"}


def test_one_that_lags_is_left_when_the_longest_time_has_passed(watch, clock):
    hear(watch, clock, 100, 100, 100)
    clock.now += 0.5
    hear(watch, clock, 200, 200, 199)
    assert chosen(watch) == {"replica1", "replica2"}
    clock.now += MAX_LAG
    hear(watch, clock, 300, 200, 199)
    assert chosen(watch) == {"replica1"}
    hear(watch, clock, 300, 200, 300)
    assert chosen(watch) == {"replica1", "replica2"}


def test_what_was_told_of_counts_at_once(watch, clock):
    hear(watch, clock, 100, 100, 100)
    watch.must_have("0/65")  # 101
    watch.must_have("0/1")  # what was told before holds on
    assert chosen(watch) == {None}
    hear(watch, clock, 101, 100, 101)
    assert chosen(watch) == {"replica2"}


def test_one_that_is_silent_or_refuses_is_left(watch, clock):
    hear(watch, clock, 100, 100, 100)
    clock.now += 0.9
    hear(watch, clock, 100, 100)
    clock.now += 0.2
    assert chosen(watch) == {"replica1"}
    hear(watch, clock, 100, REFUSED, 100)
    assert chosen(watch) == {"replica2"}


def test_one_that_failed_is_read_when_it_has_answered_again(watch, clock):
    hear(watch, clock, 100, 100, 100)
    watch.has_failed("replica1")
    assert chosen(watch) == {"replica2"}
    hear(watch, clock, 100, 100)
    assert chosen(watch) == {"replica1", "replica2"}


def test_without_the_primary_those_are_read_that_have_all_that_was_known_of_it(watch, clock):
    hear(watch, clock, 100, 100, 100)
    hear(watch, clock, 200, 200, 100)
    clock.now += 3600
    hear(watch, clock, REFUSED, 200, 100)
    assert chosen(watch) == {"replica1"}


def test_a_process_that_starts_without_the_primary_reads_what_there_is(watch, clock):
    hear(watch, clock, REFUSED, 100)
    assert chosen(watch) == {"replica1"}


def test_little_is_remembered_however_long_nobody_reads(watch, clock):
    for position in range(1000):
        clock.now += 0.25
        hear(watch, clock, position)
    assert len(watch._primary) < 4 * MAX_LAG + 3


def test_a_position_is_read_as_postgresql_writes_it():
    assert watching.as_bytes("16/B374D848") == 0x16B374D848


def test_after_a_gap_the_position_is_told_before_pages_are_made_anew():
    told = []

    class Line:
        said = ()

        def execute(self, sql, values=()):
            if "pg_notify" in sql:
                self.said = [SimpleNamespace(payload=values[1])]
            return self

        def fetchone(self):
            return ("0/65",)

        def notifies(self, **_):
            heard, self.said = self.said, ()
            if not heard:
                raise ConnectionError
            return heard

    contact = Contact(Line, on_change=told.append, on_gap=lambda: told.append("gap"), on_position=told.append)
    with pytest.raises(ConnectionError):
        contact._listen(Line())
    assert told == ["0/65", "gap"]


# ---- a page in the hands of a replica that cannot be reached ----


class Lost(DatabaseWrapper):
    def ensure_connection(self):
        with self.wrap_database_errors:
            raise psycopg.OperationalError("nobody answers")


@pytest.fixture
def lost(db, settings, monkeypatch):
    """The site with a replica that is always chosen, and always gone. Gives what is said to have failed."""
    failed = []

    class AlwaysThat:
        def choose(self):
            return "replica1"

        has_failed = staticmethod(failed.append)

    settings.REPLICAS = ["replica1"]
    monkeypatch.setattr(middleware, "watch", AlwaysThat)
    connections["replica1"] = Lost(connections.settings["default"], "replica1")
    yield failed
    del connections["replica1"]


def test_a_page_whose_replica_fails_is_read_from_the_primary(lost, client, library, caplog):
    answer = client.get("/skane/halsfluss/")
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, "/skane/halsfluss/")
    assert 'href="/skane/' in answer.content.decode()  # read anew with its region, which had been taken off the path
    assert lost == ["replica1"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_page_whose_replica_fails_is_read_from_another_when_there_is_one(
    lost, client, library, settings, monkeypatch
):
    settings.REPLICAS = ["replica1", "replica2"]
    connections["replica2"] = connection._connections["default"]  # as though it had followed the primary
    monkeypatch.setattr(middleware.watch, "choose", lambda _: "replica2" if lost else "replica1")
    try:
        assert client.get("/halsfluss/").status_code == 200
    finally:
        del connections["replica2"]
    assert lost == ["replica1"]


def test_only_who_has_no_session_reads_a_replica_and_only_with_get(lost, client, library):
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-someone"
    assert client.get("/halsfluss/").status_code == 200
    client.cookies.clear()
    client.post("/halsfluss/")
    assert lost == []
    client.head("/halsfluss/")
    assert lost == ["replica1"]


@pytest.mark.parametrize("path", ["/readyz", "/oppna-data/artiklar/andringar.json", "/fel/BCDF-GHJK-LMNP/"])
def test_what_is_not_marked_is_read_from_the_primary(lost, client, library, path):
    assert client.get(path).status_code in (200, 404)
    assert lost == []


def test_what_only_asks_whether_a_replica_answers_is_not_made_anew(lost, client, settings, monkeypatch):
    settings.METRICS_TOKEN = "ett-tecken-till-mataren-42"
    monkeypatch.setattr(at_scrape, "watch", lambda: SimpleNamespace(answers=lambda alias: True))
    answer = client.get("/metrics", headers={"authorization": f"Bearer {settings.METRICS_TOKEN}"})
    assert 'vardguiden_replica_up{replica="replica1"} 0.0' in answer.content.decode()
    assert "vardguiden_database_up 1.0" in answer.content.decode()
    assert lost == []


def test_a_fault_of_the_page_itself_is_no_fault_of_the_replica(lost, client, monkeypatch):
    def broken(*_):
        raise OperationalError("which no database has said")

    monkeypatch.setattr("vardguiden.views.pages.render", broken)
    client.raise_request_exception = False
    assert client.get("/om-oss/").status_code == 503
    assert lost == []


def test_it_is_known_what_had_been_heard_before_the_replica_was_chosen(lost, client, monkeypatch):
    """What is heard while it is chosen it may lack."""
    told = []

    def choose(_):
        heard.change("article:7")
        return "replica1"

    def page(*_):
        told.append((connection.alias, connection.read_since, heard.moment))
        return HttpResponse()

    monkeypatch.setattr(middleware.watch, "choose", choose)
    monkeypatch.setattr("vardguiden.views.pages.render", page)
    before = heard.moment
    assert client.get("/om-oss/").status_code == 200
    assert told == [("replica1", before, before + 1)]


def test_inside_a_page_one_can_go_to_the_primary_and_back(lost):
    with reading.reading_from("replica1", heard.moment):
        assert connection.alias == "replica1"
        with on_the_primary():
            assert connection.alias == "default"
        assert connection.alias == "replica1"
        reading.go_over_to_the_primary()
        assert connection.alias == "default"
    assert connection.alias == "default"
