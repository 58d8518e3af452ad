"""The threads that answer requests: each has room for its calls from its start, so no request has to make it."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import Any

from vardguiden.stack import with_room


class Threads(Executor):
    """So many threads. Python's own pool has no say in how its threads begin, and begins new ones only when it must."""

    def __init__(self, count: int) -> None:
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        serve = with_room(self._serve)
        self._threads = [threading.Thread(target=serve, name=f"answers-{n}", daemon=True) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        self._waiting.put((future, lambda: work(*given, **named)))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """The threads end when all that has been handed in is done."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads if wait else ():
            thread.join()

    def _serve(self) -> None:
        while (next_one := self._waiting.get()) is not None:
            _do(*next_one)
            del next_one  # else the last request is held until another comes


def _do(future: "Future[Any]", work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)
