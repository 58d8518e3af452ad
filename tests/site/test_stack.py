"""The calls of a request stand in one piece of memory, however deep it is when its page is drawn."""

import resource
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.signals import request_started
from django.test import RequestFactory

from vardguiden import wsgi
from vardguiden.serving.threads import Threads
from vardguiden.stack import PLACES, has_room, with_room

TIMES = 200


def eight_deep(left: int = 8) -> None:
    if left:
        eight_deep(left - 1)


def at_depth(depth: int) -> Iterable[bytes]:
    """Makes the same calls again and again, from that deep."""
    if depth:
        return at_depth(depth - 1)
    for _ in range(TIMES):
        eight_deep()
    return []


def most_pages_asked_for(of: Callable[[Any, Any], Iterable[bytes]]) -> int:
    """At the worst of all depths: memory that the machine had to hand out."""
    asked = []
    for depth in range(0, 240, 3):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        of(depth, None)
        asked.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return max(asked)


def plain(depth: Any, start_response: Any) -> Iterable[bytes]:
    return at_depth(depth)


def test_no_call_asks_for_a_piece_of_its_own():
    with ThreadPoolExecutor(1) as thread:  # whose calls have pieces of their own: a test's stand in one already
        without, within = thread.map(most_pages_asked_for, (plain, with_room(plain)))
    assert without >= TIMES, "Python no longer gives pieces back: with_room can go"
    assert within < TIMES / 2


def test_the_answer_and_its_errors_are_those_of_the_application():
    room = with_room(lambda environ, start_response: [environ["PATH_INFO"].encode()])
    assert room({"PATH_INFO": "/"}, None) == [b"/"]
    with pytest.raises(KeyError):
        room({}, None)


def test_django_is_called_with_room():
    seen = []

    def look(**given: Any) -> None:
        seen.append(has_room())

    def ask() -> bool:
        environ = RequestFactory().get("/healthz").environ
        b"".join(wsgi.django_application(environ, lambda status, headers: None))
        return has_room()

    request_started.connect(look)
    try:
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(ask).result() is False
    finally:
        request_started.disconnect(look)
    assert seen == [True]


def test_a_workers_threads_have_room_from_their_start():
    threads = Threads(2)
    assert threads.submit(has_room).result() is True
    piece_within = with_room(sys._getframe)
    assert threads.submit(lambda: piece_within().f_back.f_code.co_stacksize).result() < PLACES  # none is made anew
    threads.shutdown()


def test_a_workers_threads_do_what_they_were_given_and_tell_of_errors():
    threads = Threads(2)
    assert [future.result() for future in [threads.submit(divmod, n, 2) for n in range(5)]] == [
        divmod(n, 2) for n in range(5)
    ]
    with pytest.raises(ZeroDivisionError):
        threads.submit(divmod, 1, 0).result()
    assert threads.submit(lambda *, of: of, of=3).result() == 3, "a thread goes on after an error"
    threads.shutdown()


def test_work_that_nobody_waits_for_any_more_is_not_done():
    threads, go_on, done = Threads(1), threading.Event(), []
    threads.submit(go_on.wait, 30)
    assert threads.submit(done.append, "given up").cancel()
    threads.submit(done.append, "waited for")
    go_on.set()
    threads.shutdown()
    assert done == ["waited for"]
