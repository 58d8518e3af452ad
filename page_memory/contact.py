"""The line to the database on which it tells of changes: whether it holds, and since when nothing can have been
missed."""

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg

from page_memory.shown import CHANNEL

logger = logging.getLogger(__name__)
OWN = "-"  # begins what a process says to itself
BEAT = 0.25  # seconds between two questions whether the line holds
TRUSTED = 1.0  # seconds that the last answer counts: no page is older than this


class Contact:
    """Hears of changes in a thread of its own, one a process, begun after a fork, by whoever needs it first.

    A question to the database on the same line, each quarter of a second, proves that all that was committed before
    it has been heard. `on_change` gets what the triggers tell; `on_gap` is called when something may have been
    missed, before the line counts as good again; `on_position` gets how far the primary's log had come when the
    change was there, and how far it had come after a gap. `after_gap` may ask on the line what it needs to know of what
    was missed; it is asked again until it succeeds, and pages are answered meanwhile.
    """

    def __init__(
        self,
        connect: Callable[[], "psycopg.Connection[tuple[str]]"],
        *,
        on_change: Callable[[str], None],
        on_gap: Callable[[], None],
        on_position: Callable[[str], None] = lambda position: None,
        after_gap: Callable[["psycopg.Connection[Any]"], None] = lambda line: None,
    ) -> None:
        self._connect = connect
        self._on_change, self._on_gap, self._on_position = on_change, on_gap, on_position
        self._after_gap = after_gap
        self._heard = float("-inf")
        self._confirmed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._lost_at = time.monotonic()
        os.register_at_fork(after_in_child=self._forked)

    def _forked(self) -> None:
        self._thread, self._confirmed = None, threading.Condition()
        self._heard, self._lost_at = float("-inf"), time.monotonic()

    def is_current(self) -> bool:
        """Whether every change that was committed a second ago has been heard of."""
        return time.monotonic() - self._heard < TRUSTED

    def becomes_current(self, seconds: float = TRUSTED) -> bool:
        """Waits so long at most for the line to be good."""
        with self._confirmed:
            return self._confirmed.wait_for(self.is_current, seconds)

    def lost_for(self) -> float:
        """Seconds since the database answered last."""
        return 0.0 if self.is_current() else time.monotonic() - max(self._heard, self._lost_at)

    def begin(self) -> None:
        """Starts listening, where this process does not yet."""
        if self._thread is not None:
            return
        with self._confirmed:
            if self._thread is None:
                self._lost_at = time.monotonic()
                self._thread = threading.Thread(target=self._run, name="page-memory-contact", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        told_of = None  # once an outage
        while True:
            try:
                with self._connect() as line:
                    self._listen(line)
            except Exception as error:  # whatever it is, the next try may go well, and nobody else would try
                if told_of != self._heard:
                    logger.warning("page_memory.contact_lost", extra={"reason": type(error).__name__})
                told_of = self._heard
            time.sleep(BEAT)

    def _listen(self, line: "psycopg.Connection[tuple[str]]") -> None:
        line.execute(f"LISTEN {CHANNEL}")
        _prove(line)
        self._on_position(_position(line))  # before: what was missed may be missing in a replica too
        self._on_gap()
        told: list[str] = []
        has_caught_up = False
        while True:
            asked = time.monotonic()
            line.execute("SELECT 1")  # when it is answered, all that was committed before it has been told
            told += _told(line, 0)
            if told:  # how far now, and first: no page is built anew from a replica that lacks the change
                self._on_position(_position(line))
            for each in dict.fromkeys(told):
                self._on_change(each)
            with self._confirmed:
                self._heard = asked
                self._confirmed.notify_all()
            has_caught_up = has_caught_up or self._catches_up(line)
            told = _told(line, BEAT)

    def _catches_up(self, line: "psycopg.Connection[tuple[str]]") -> bool:
        try:
            self._after_gap(line)
        except psycopg.Error:  # a table may be locked
            if line.closed:
                raise
            return False
        return True


def _told(line: "psycopg.Connection[tuple[str]]", seconds: float) -> list[str]:
    """What has been told, or is told within so long."""
    return [each.payload for each in line.notifies(timeout=seconds, stop_after=1) if not each.payload.startswith(OWN)]


def _prove(line: "psycopg.Connection[tuple[str]]") -> None:
    """A pooler between us and the database may take LISTEN and tell nothing: what we say ourselves must come back."""
    said = f"{OWN}{os.getpid()}-{time.monotonic()}"
    line.execute("SELECT pg_notify(%s, %s)", (CHANNEL, said))
    line.execute("SELECT 1")
    if said not in [each.payload for each in line.notifies(timeout=0)]:
        raise RuntimeError("LISTEN is not carried: let DATABASE_URL lead to the server itself")


def _position(line: "psycopg.Connection[tuple[str]]") -> str:
    """How far the primary's log has come."""
    row = line.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row is not None
    return row[0]
