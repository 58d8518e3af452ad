"""How long the request that this thread works for may still ask the database. Only requests have a limit: a command
that imports, migrates or exports takes the time that it takes."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

_ours = threading.local()


class RequestDeadline:
    """The WSGI door that starts the clock. What Django does before and after a request is within the limit too."""

    def __init__(self, application: Callable[..., Iterable[bytes]], seconds: float) -> None:
        self.application, self.seconds = application, seconds

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        begin(self.seconds)
        return self.application(environ, start_response)


def begin(seconds: float) -> None:
    """A request begins in this thread, and the one before it is over."""
    _ours.until, _ours.each, _ours.has_committed = time.monotonic() + seconds, seconds, False


def end() -> None:
    """This thread works for no request."""
    _ours.__dict__.clear()


def for_each_statement() -> None:
    """The answer is sent as it is made, and may take long to read: from now on the limit holds for each statement."""
    if is_set():
        _ours.until = None


def is_set() -> bool:
    return hasattr(_ours, "until")


def left() -> float | None:
    """Seconds that the next statement may take at most; None outside requests."""
    if not is_set():
        return None
    return float(_ours.each if _ours.until is None else _ours.until - time.monotonic())


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within a request: a shorter limit for a while."""
    before: Any = getattr(_ours, "until", None)
    limit = left()
    if limit is not None:
        _ours.until = time.monotonic() + min(seconds, limit)
    try:
        yield
    finally:
        if limit is not None:
            _ours.until = before


def note_commit() -> None:
    """A transaction is about to be made lasting: from now on nobody may say that nothing was saved."""
    _ours.has_committed = True


def has_committed() -> bool:
    return bool(getattr(_ours, "has_committed", False))
