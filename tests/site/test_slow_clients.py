"""Whoever is slow waits alone: no thread of the server waits with them (docs/adr/0019-worker-class.md)."""

import hashlib
import os
import socket
import threading
from contextlib import ExitStack

import httpx
import pytest

from tests.plain_app import LARGE
from tests.running_parts import Gunicorn, until

MANY = 60  # for two threads
HOST = b"Host: localhost\r\n"
KINDS = {
    "silent": b"",
    "half a line": b"GET / HT",
    "no end of headers": b"GET / HTTP/1.1\r\n" + HOST,
    "half a body": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\nhalf",
    "half a large body": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000\r\n\r\nhalf",
    "reads nothing": b"GET /large HTTP/1.1\r\n" + HOST + b"\r\n",
    "reads nothing of what is streamed": b"GET /streamed HTTP/1.1\r\n" + HOST + b"\r\n",
    "never closes": b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
}


@pytest.fixture(scope="module")
def gunicorn():
    server = Gunicorn("--worker-connections", "100", "tests.plain_app:app", WEB_THREADS="2")
    yield server
    server.stop()


@pytest.fixture
def connect(gunicorn):
    """Opens connections that are closed when the test is over."""
    with ExitStack() as stack:

        def connect(sent=b""):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", gunicorn.port), timeout=60))
            connection.sendall(sent)
            return connection

        yield connect


def answer(connection):
    """All that comes until the server closes."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("kind", KINDS)
def test_slow_clients_hold_up_nobody_else(gunicorn, connect, kind):
    slow = [connect(KINDS[kind]) for _ in range(MANY if "reads" not in kind else 12)]
    for connection in slow[: len(slow) // 2]:
        if kind == "no end of headers":
            connection.sendall(b"X-More: 1\r\n")
        elif "body" in kind:
            connection.sendall(b"a")
    for _ in range(5):
        assert httpx.get(gunicorn.url, timeout=30).text == "ok\n"


def test_more_clients_than_there_is_room_for(gunicorn, connect):
    for _ in range(250):
        connect()
    assert [httpx.get(gunicorn.url, timeout=30).status_code for _ in range(5)] == [200] * 5


def test_a_slow_client_is_served_when_it_has_said_what_it_wants(connect):
    connection = connect(b"GET / HT")
    for part in (b"TP/1.1\r\n", HOST, b"Connection: close\r", b"\n\r", b"\n"):
        connection.sendall(part)
    assert answer(connection).endswith(b"\r\n\r\nok\n")


@pytest.mark.parametrize("size", [0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 5_000_000])
def test_a_body_comes_whole(gunicorn, connect, size):
    body = os.urandom(size)
    head = b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: %d\r\n\r\n" % size
    connection = connect(head + body[: size // 2])
    connection.sendall(body[size // 2 :] + b"GET / HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")  # and one more
    first, second = answer(connection).split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert first.endswith(hashlib.sha256(body).hexdigest().encode())
    assert second.endswith(b"\r\n\r\nok\n")


@pytest.mark.parametrize("path", ["/large", "/streamed"])
def test_a_slow_reader_gets_the_whole_answer(gunicorn, connect, path):
    connection = connect(b"GET " + path.encode() + b" HTTP/1.0\r\n\r\n")
    connection.recv(100)
    assert httpx.get(gunicorn.url, timeout=30).text == "ok\n"
    assert answer(connection).endswith(LARGE)


def test_many_requests_on_one_connection(connect):
    connection = connect((b"GET / HTTP/1.1\r\n" + HOST + b"\r\n") * 50 + b"GET / HTTP/1.0\r\n\r\n")
    assert answer(connection).count(b"\r\n\r\nok\n") == 51


def test_a_client_may_ask_before_it_sends_much(connect):
    connection = connect(b"POST / HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\n")
    assert connection.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.sendall(b"hej!")
    assert hashlib.sha256(b"hej!").hexdigest().encode() in connection.recv(1000)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nBad header\r\n\r\n", 400),
        (b"\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"POST / HTTP/1.1\r\nContent-Length: 52000001\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 413),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X-A: b\r\n" * 9000, 431),
        (b"GET /fault HTTP/1.1\r\n\r\n", 500),
    ],
)
def test_what_cannot_be_read_gets_a_short_answer_and_no_line_about_who_asked(gunicorn, connect, request_, status):
    said = answer(connect(request_))
    assert said.startswith(b"HTTP/1.1 %d " % status)
    assert b"Connection: close" in said and b"hemligt" not in said
    assert "127.0.0.1" not in gunicorn.printed()
    assert "hemligt" not in gunicorn.printed()


def test_a_thread_that_is_lost_costs_one_worker_and_no_reader():
    server = Gunicorn("--timeout", "3", "--graceful-timeout", "1", "tests.plain_app:app", WEB_THREADS="2")
    try:
        first = server.client.get("/pid").text
        with socket.create_connection(("127.0.0.1", server.port)) as hung:
            hung.sendall(b"GET /hang HTTP/1.1\r\n" + HOST + b"\r\n")
            until(lambda: server.status("/pid") == 200 and server.client.get("/pid").text != first, "still the first")
        assert server.printed().count("the worker is replaced") == 1
    finally:
        server.stop()


@pytest.fixture(scope="module")
def remembering():
    server = Gunicorn("tests.plain_app:remembering", WEB_THREADS="2")
    yield server
    server.stop()


def test_what_is_in_memory_needs_no_thread(remembering):
    with ExitStack() as stack:
        for _ in range(2):
            hung = stack.enter_context(socket.create_connection(("127.0.0.1", remembering.port)))
            hung.sendall(b"GET /hang HTTP/1.1\r\n" + HOST + b"\r\n")
        assert [remembering.client.get("/held").text for _ in range(20)] == ["held\n"] * 20
    remembering.stop()
    remembering.start()


def test_what_is_not_in_memory_goes_to_a_thread(remembering):
    assert remembering.client.get("/").text == "ok\n"
    assert remembering.client.post("/", content=b"a").text == hashlib.sha256(b"a").hexdigest()


def test_many_requests_on_one_connection_from_memory_and_from_threads(remembering):
    with socket.create_connection(("127.0.0.1", remembering.port), timeout=60) as connection:
        pair = b"GET /held HTTP/1.1\r\n" + HOST + b"\r\nGET / HTTP/1.1\r\n" + HOST + b"\r\n"
        connection.sendall(pair * 500 + b"GET /held HTTP/1.0\r\n\r\n")
        said = answer(connection)
    assert (said.count(b"\r\n\r\nheld\n"), said.count(b"\r\n\r\nok\n")) == (501, 500)


def test_a_fault_in_the_memory_is_one_reader_s(remembering):
    assert remembering.client.get("/held/fault").status_code == 500
    assert remembering.client.get("/held").text == "held\n"
    assert "hemligt" not in remembering.printed()


def test_an_answer_that_is_given_up_ends_the_connection(remembering):
    with socket.create_connection(("127.0.0.1", remembering.port), timeout=60) as connection:
        connection.sendall(b"GET /held HTTP/1.1\r\n" + HOST + b"\r\n")
        said = b""
        while not said.endswith(b"held\n"):
            part = connection.recv(1000)
            assert part, said
            said += part
        connection.sendall(b"GET /held/gone HTTP/1.1\r\n" + HOST + b"\r\n")
        assert answer(connection) == b""


def test_what_goes_on_is_finished_when_the_server_is_told_to_stop():
    server = Gunicorn("tests.plain_app:app", WEB_THREADS="2")
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as reader:
        reader.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        got = reader.recv(1000)
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        got += answer(reader)
        stopping.join()
    assert got.endswith(LARGE)
