"""What a request may ask of the database, and for how long; that commands have no such limits; what an outage leaves in
the log."""

import logging
import threading

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError, ProgrammingError, connection, connections
from django.http import StreamingHttpResponse
from django.urls import resolve

from vardguiden import deadline
from vardguiden.deadline import RequestDeadline
from vardguiden.middleware import FirstPiece
from vardguiden.outage import BriefInOutage, is_outage
from vardguiden.postgres.base import DatabaseWrapper, gates
from vardguiden.postgres.gate import Gate
from vardguiden.views import errors

LIMITS = "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "client_connection_check_interval"


@pytest.fixture
def apart(db):
    """A connection beside that of the tests, in this thread as a web server has it."""
    apart = DatabaseWrapper({**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"]}}, "apart")
    connections["apart"] = apart
    yield apart
    deadline.end()
    apart.close()
    del connections["apart"]
    gates.clear()


def ask(apart, question="SELECT 1"):
    with apart.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def test_commands_have_no_limit(apart):
    assert [ask(apart, f"SHOW {limit}") for limit in LIMITS] == ["0"] * 4


def test_the_server_itself_holds_a_request_to_its_limit(apart):
    deadline.begin(60)
    assert [ask(apart, f"SHOW {limit}") for limit in LIMITS] == ["10s", "5s", "10s", "2s"]


def test_a_statement_gets_what_is_left_and_none_begins_after_that(apart):
    deadline.begin(60)
    assert ask(apart) == 1
    deadline.begin(0.2)
    with pytest.raises(OperationalError, match="the time of the request is out"):
        ask(apart, "SELECT pg_sleep(60)")
    with pytest.raises(OperationalError):
        ask(apart)
    apart.close()
    deadline.begin(60)
    assert ask(apart) == 1


def test_no_connection_is_made_for_a_request_that_is_over(apart):
    deadline.begin(-1)
    with pytest.raises(OperationalError, match="the time of the request is out"):
        apart.ensure_connection()


def test_what_is_sent_as_it_is_made_has_a_limit_for_each_statement(rf):
    made = []

    def pieces():
        for number in range(3):
            made.append(deadline.left())
            yield str(number)

    deadline.begin(30)
    try:
        response = FirstPiece(lambda request: StreamingHttpResponse(pieces()))(rf.get("/"))
        assert made == [30]  # the first piece is made while an error can become a page
        assert b"".join(response) == b"012"
        assert made == [30] * 3
    finally:
        deadline.end()


def test_each_request_starts_the_clock_anew():
    seen = []

    def application(environ, start_response):
        seen.append((round(deadline.left()), deadline.has_committed()))
        deadline.note_commit()
        return []

    def work():
        for _ in range(2):
            RequestDeadline(application, 10)({}, None)

    thread = threading.Thread(target=work)  # which leaves no clock behind in this one
    thread.start()
    thread.join()
    assert seen == [(10, False)] * 2
    assert deadline.left() is None


# ---- not to ask in vain ----


def refused(gate, error):
    with pytest.raises(psycopg.OperationalError) as caught, gate.trying(5):
        raise error
    return caught.value is error


def test_while_it_is_gone_one_asks_and_the_others_are_told_at_once(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("vardguiden.postgres.gate.time.monotonic", lambda: now[0])
    gate, gone = Gate(), psycopg.OperationalError("gone")
    assert refused(gate, gone)
    assert not refused(gate, gone)  # a moment later nobody tries
    now[0] += 1.1
    with gate.trying(5):
        assert not refused(gate, gone)  # one tries: the others do not
    with gate.trying(5):
        pass


def test_only_a_silent_server_closes_connections_that_are_open():
    gate = Gate()
    refused(gate, psycopg.OperationalError("too many clients"))
    assert not gate.is_silent
    gate.shut("silent", silent=True)
    assert gate.is_silent


# ---- what counts as an outage, and what is said of it ----


def made_of(error, cause):
    try:
        raise error from cause
    except type(error) as made:
        return made


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("gone"),
        InterfaceError("closed"),
        psycopg.errors.QueryCanceled("statement timeout"),
        psycopg.errors.LockNotAvailable("lock timeout"),
        psycopg.errors.TooManyConnections("too many clients"),
        psycopg.errors.CannotConnectNow("starting up"),
        psycopg.errors.ReadOnlySqlTransaction("a replica"),
        made_of(SessionInterrupted("deleted"), made_of(UpdateError(), OperationalError("gone"))),
        made_of(ProgrammingError("in a failed transaction"), psycopg.errors.AdminShutdown("gone")),
    ],
    ids=repr,
)
def test_what_is_an_outage(error):
    assert is_outage(error)


@pytest.mark.parametrize("error", [None, ValueError("x"), ProgrammingError("no such table")], ids=repr)
def test_what_is_none(error):
    assert not is_outage(error)


def record(rf, error):
    made = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s", ("long",), (type(error), error, None))
    made.request, made.status_code = rf.get("/halsfluss/?q=hosta"), 500
    made.request.resolver_match = resolve("/halsfluss/")
    return made


def test_an_outage_is_one_short_line_and_anything_else_is_told_in_full(rf):
    brief = BriefInOutage(every=3600)
    lines = [record(rf, OperationalError("gone\nDETAIL: more")) for _ in range(50)]
    assert [brief.filter(line) for line in lines] == [True] + [False] * 49
    assert lines[0].getMessage() == "503 to 1 requests since the last such line, now to GET article: gone"
    assert lines[0].exc_info is None
    fault = record(rf, ValueError("x"))
    assert brief.filter(fault) and fault.exc_info and fault.getMessage() == "long"


def test_nobody_says_that_nothing_was_saved_when_something_may_have_been(rf):
    request = rf.post("/redaktion/", {"summary": "Det rosslar i bröstet."}, HTTP_ACCEPT="text/html")
    deadline.begin(60)
    try:
        assert "Inget är sparat eller ändrat." in errors.unavailable(request).content.decode()
        deadline.note_commit()
        page = errors.unavailable(request).content.decode()
    finally:
        deadline.end()
    assert "Inget är sparat" not in page and "Vi vet inte om allt blev sparat." in page


def test_a_session_that_cannot_be_saved_is_no_fault_of_the_readers(rf):
    error = made_of(SessionInterrupted("deleted"), OperationalError("gone"))
    response = errors.bad_request(rf.get("/konto/"), error)
    assert response.status_code == 503 and response["Retry-After"] == "5"
