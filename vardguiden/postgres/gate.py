"""Whether it is worth asking a database that did not answer a moment ago."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two attempts, and so the most that a reader waits in vain after it has come back


class Gate:
    """One for each database and process. While it is shut, one thread tries to connect now and then, and all others are
    told at once: else every thread would wait for a silent server, and none be left for pages that need no database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._retry_at: float | None = None  # None while it is open
        self.is_silent = False  # the server takes what is said and says nothing

    @contextmanager
    def trying(self, seconds: float) -> Iterator[None]:
        """An attempt to connect, which takes at most so many seconds."""
        if not self._may_try(seconds):
            raise psycopg.OperationalError("the database did not answer a moment ago")
        try:
            yield
        except psycopg.OperationalError as error:
            self.shut(str(error), silent=isinstance(error, psycopg.errors.ConnectionTimeout))
            raise
        self._open()

    def shut(self, why: str, *, silent: bool) -> None:
        with self._lock:
            was_open, self._retry_at, self.is_silent = self._retry_at is None, time.monotonic() + PAUSE, silent
        if was_open:
            logger.error("The database does not answer: %s", why.split("\n")[0])

    def _open(self) -> None:
        with self._lock:
            was_open, self._retry_at, self.is_silent = self._retry_at is None, None, False
        if not was_open:
            logger.warning("The database answers again.")

    def _may_try(self, seconds: float) -> bool:
        with self._lock:
            now = time.monotonic()
            if self._retry_at is not None:
                if now < self._retry_at:
                    return False
                self._retry_at = now + seconds  # this thread tries; the others need not
            return True
