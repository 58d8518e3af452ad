"""Which errors mean that the database is gone, starting, full or too slow, and how little the log says of each."""

import logging
import threading
import time

import psycopg
from django import db

BACK_SOON = 5  # seconds: when it is worth trying again (Retry-After)
GONE = (db.OperationalError, db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# Read-only after a fail-over; ended for having been idle in a transaction, or too long in it.
GONE_BY_CODE = frozenset({"25006", "25P03", "25P04"})
DEEPEST = 10


def is_outage(error: BaseException | None) -> bool:
    """Whether the error is one of these, or came of one: Django makes some of them into others."""
    for _ in range(DEEPEST):
        if error is None:
            return False
        if isinstance(error, GONE) or getattr(error, "sqlstate", None) in GONE_BY_CODE:
            return True
        error = error.__cause__ or error.__context__
    return False


def words_of(error: BaseException) -> str:
    """What the database said first, in one line."""
    while not isinstance(error, GONE) and (error.__cause__ or error.__context__):
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return str(error).strip().split("\n")[0]


class BriefInOutage(logging.Filter):
    """Of requests that met an outage, one line now and then with their number, where each would leave a traceback."""

    def __init__(self, every: float = 5.0) -> None:
        super().__init__()
        self.every = every
        self._lock = threading.Lock()
        self._next, self._unsaid = 0.0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        request = getattr(record, "request", None)
        if request is None or not (is_outage(error) or getattr(record, "status_code", 0) == 503):
            return True
        with self._lock:
            now = time.monotonic()
            self._unsaid += 1
            if now < self._next:
                return False
            number, self._unsaid, self._next = self._unsaid, 0, now + self.every
        why = words_of(error) if error else "not ready"
        record.msg = "503 to %d requests since the last such line, now to %s %s: %s"
        match = request.resolver_match  # not the address, which tells what someone reads
        record.args = (number, request.method, match.view_name if match else "no view", why)
        record.exc_info = record.exc_text = None
        return True
