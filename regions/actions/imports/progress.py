"""How far the work on an import has come, told while it goes on."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from django.db import connections
from django.utils import timezone

T = TypeVar("T")
EVERY = 0.5  # seconds
# On a connection of its own, since nobody sees what the work's transaction has not committed. Whoever holds the row is
# not waited for: a figure that is lost is made up for by the next.
_TELL = """
    UPDATE regions_unitimport SET rows = coalesce(%s, rows), rows_done = %s, heard_at = %s
    WHERE id = (SELECT id FROM regions_unitimport WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)
"""


class Progress:
    """Tells how many rows are done, now and then."""

    def __init__(self, pk: int) -> None:
        self._pk = pk
        self._connection = connections.create_connection("default")
        self._told_at = time.monotonic()

    def begin(self, rows: int) -> None:
        """About so many rows are to be done."""
        self._write(rows, 0)

    def count(self, rows: Iterator[T]) -> Iterator[T]:
        """The same rows, told of as they pass."""
        for done, row in enumerate(rows, start=1):
            yield row
            self.tell(done)

    def tell(self, done: int) -> None:
        now = time.monotonic()
        if now - self._told_at < EVERY:
            return
        self._told_at = now
        self._write(None, done)

    def _write(self, rows: int | None, done: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(_TELL, [rows, done, timezone.now(), self._pk])

    def close(self) -> None:
        self._connection.close()


@contextmanager
def progress_of(pk: int) -> Iterator[Progress]:
    with closing(Progress(pk)) as progress:
        yield progress
