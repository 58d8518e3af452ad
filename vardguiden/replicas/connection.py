"""Which database this thread's queries go to.

A page is read whole from one database: while it is read from a replica, the replica's connection stands where every
query, from the ORM or in SQL, looks for the default one. So no code that reads has to know of replicas.
"""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class _Here(threading.local):
    primary: BaseDatabaseWrapper | None = None  # set while this thread may read from a replica


_here = _Here()
_in_use: set[BaseDatabaseWrapper] = set()  # the replicas' connections that some thread reads from now
_lock = threading.Lock()


@contextmanager
def reading_from(alias: str, since: int) -> Iterator[BaseDatabaseWrapper]:
    """What is done inside is done on the replica, which refuses to write. Gives the replica's connection.

    `since` is `heard.moment` from before the replica was chosen. What is heard of later it may lack, and then its
    answers are not remembered (`regions.prepared.remembered`)."""
    primary, replica = connections[DEFAULT_DB_ALIAS], connections[alias]
    if replica.errors_occurred:  # the last time: its process may be another by now
        replica.close()
        replica.errors_occurred = False
    replica.read_since = since  # type: ignore[attr-defined]
    connections[DEFAULT_DB_ALIAS], _here.primary = replica, primary
    with _lock:
        _in_use.add(replica)
    try:
        yield replica
    finally:
        with _lock:
            _in_use.discard(replica)
        connections[DEFAULT_DB_ALIAS], _here.primary = primary, None
        replica.read_since = None  # type: ignore[attr-defined]


def go_over_to_the_primary() -> None:
    """What is left of `reading_from` is done on the primary."""
    if _here.primary is not None:
        connections[DEFAULT_DB_ALIAS] = _here.primary


def cut_off(alias: str) -> None:
    """Ends the wait of those who read from a replica that hangs: to them it is as though it had died."""
    with _lock:
        for replica in [one for one in _in_use if one.alias == alias and one.connection is not None]:
            with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(replica.connection.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def on_the_primary() -> Iterator[None]:
    """What is done inside is done on the primary, also on a page that is read from a replica."""
    reads = connections[DEFAULT_DB_ALIAS]
    go_over_to_the_primary()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = reads
