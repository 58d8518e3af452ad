"""How far each replica has come, and which may be read: as long as nothing in it is too old, and it answers.

Positions are bytes of the primary's log (WAL). Each process asks the primary and each replica a few times a second, on
threads and connections of its own. A replica may be read when it has all that the primary had REPLICA_MAX_LAG seconds
ago, all that `must_have` has said since, and has answered within the last second. No clock of another machine is
compared with ours, so it holds whatever they show.
"""

import functools
import os
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from vardguiden.replicas.connection import cut_off

TICK = 0.25  # seconds between questions
SILENT = 1.0  # seconds after which a replica that has not answered is not read
GIVEN_UP = 2.0  # seconds after which those who read from it already wait no longer
NOWHERE = -1
# Up to where the primary has written its log to disk: further no replica gets, and no change is acknowledged before.
_PRIMARY = "SELECT true, pg_current_wal_flush_lsn()"
_REPLICA = "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn()"


@dataclass(slots=True)
class Replica:
    """What is known of one replica."""

    alias: str
    replayed: int = NOWHERE
    answered_at: float = float("-inf")


class Watch:
    """What this process knows of the primary and its replicas."""

    def __init__(self, aliases: Iterable[str], max_lag: float) -> None:
        self._replicas = {alias: Replica(alias) for alias in aliases}
        self._max_lag = max_lag
        self._told = 0  # by must_have
        self._primary: deque[tuple[float, int]] = deque()  # when, and how far it had come
        self._process = 0  # the one whose threads ask
        self._lock = threading.Lock()

    def must_have(self, position: str) -> None:
        with self._lock:
            self._told = max(self._told, as_bytes(position))

    def choose(self) -> str | None:
        """A replica to read from now, another each time; None when the primary has to be read."""
        if not self._replicas:
            return None
        self._see_that_someone_asks()
        now = time.monotonic()
        with self._lock:
            if not self._primary:  # it has not been asked yet
                return None
            self._forget_what_is_past(now)
            due = max(self._primary[0][1], self._told)
            fit = [one for one in self._replicas.values() if one.replayed >= due and one.answered_at > now - SILENT]
        return random.choice(fit).alias if fit else None  # noqa: S311  a share of the load, no secret

    def answers(self, alias: str) -> bool:
        """Whether the replica has answered in the last second. One that has not been asked yet is waited for."""
        self._see_that_someone_asks()
        deadline = time.monotonic() + SILENT
        while self._replicas[alias].answered_at <= time.monotonic() - SILENT:
            if time.monotonic() > deadline:
                return False
            time.sleep(TICK / 5)
        return True

    def has_failed(self, alias: str) -> None:
        """The replica is not read until it has answered again."""
        with self._lock:
            self._replicas[alias].replayed = NOWHERE

    def hear_primary(self, asked_at: float, position: int | None) -> None:
        """How far the primary had come when it was asked; None: it did not answer.

        From a primary that is gone nothing new is heard: what was heard last goes on being due. When nothing ever was,
        a replica is as new as anything there is.
        """
        self._give_up_the_silent()
        with self._lock:
            self._forget_what_is_past(asked_at)
            if position is not None:
                self._primary.append((asked_at, position))
            elif not self._primary:
                self._primary.append((asked_at, 0))

    def hear_replica(self, alias: str, asked_at: float, position: int | None) -> None:
        """How far the replica has come; None: it did not answer, or is no replica any more."""
        with self._lock:
            replica = self._replicas[alias]
            replica.replayed = NOWHERE if position is None else position
            replica.answered_at = asked_at

    def _forget_what_is_past(self, now: float) -> None:
        """Leaves first what the primary had REPLICA_MAX_LAG ago: a replica that has not come so far is not read."""
        while len(self._primary) > 1 and self._primary[1][0] <= now - self._max_lag:
            self._primary.popleft()

    def _give_up_the_silent(self) -> None:
        """Whoever waits for a replica that hangs, on a disk or a network that has stopped, is let go to the primary."""
        with self._lock:
            silent = [one.alias for one in self._replicas.values() if one.answered_at < time.monotonic() - GIVEN_UP]
        for alias in silent:
            cut_off(alias)

    def _see_that_someone_asks(self) -> None:
        """Threads do not follow when gunicorn forks a worker: the worker's first reader starts its own."""
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
        _start(DEFAULT_DB_ALIAS, _PRIMARY, self.hear_primary)
        for alias in self._replicas:
            _start(alias, _REPLICA, functools.partial(self.hear_replica, alias))


def as_bytes(position: str) -> int:
    """A position as PostgreSQL writes it, `16/B374D848`, as a number."""
    high, _slash, low = position.partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def _start(alias: str, question: str, hear: Callable[[float, int | None], None]) -> None:
    arguments = (alias, question, hear)
    threading.Thread(target=_ask, args=arguments, name=f"watch of {alias}", daemon=True).start()


def _ask(alias: str, question: str, hear: Callable[[float, int | None], None]) -> None:
    """Asks one server again and again, as long as the process lives. None but its own thread waits for it."""
    connection: Any = connections.create_connection(alias)
    while True:
        asked_at = time.monotonic()
        try:
            with connection.cursor() as cursor:
                cursor.execute(question)
                is_right, position = cursor.fetchone()
            hear(asked_at, as_bytes(position) if is_right and position else None)
        except Exception:  # whatever it is, the next try may go well, and nobody else would try
            hear(asked_at, None)
            with suppress(DatabaseError):
                connection.close()
        time.sleep(max(0.0, asked_at + TICK - time.monotonic()))


@functools.cache
def watch() -> Watch:
    """The watch of this process."""
    return Watch(settings.REPLICAS, settings.REPLICA_MAX_LAG)


def must_have(position: str) -> None:
    """From now on pages are read only from replicas that have come this far in the primary's log (a `pg_lsn`)."""
    watch().must_have(position)
