"""The lexicon that this process has, and how it comes to have a newer one.

To read it takes a second or more, and each text that is published makes it old. So it is read beside the requests,
which have their limits of time, and while it is, they are answered with the one at hand. Only who may have changed it
waits a while; no reader does, however often texts are published. What can do in the meantime is at hand before the rest
is read. Only the first of a process must be waited for. Within a transaction it is read at once: what it has changed
nobody else can see.
"""

import gc
import logging
import threading

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections

from articles.queries.search.learning import read_lexicon
from articles.queries.search.lexicon import Lexicon

logger = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds
_one_at_a_time = threading.Lock()
_is_at_hand = threading.Event()  # of the reading that was begun last: there is something new, or nothing to be had
_current: Lexicon | None = None


def lexicon(*, may_wait: bool = False) -> Lexicon:
    """The lexicon as the database has it now, or the one before, for as long as it takes to read: who `may_wait`, for
    they may have changed it, waits for that up to `PATIENCE`. One small query. OperationalError where there is none in
    time."""
    serial = _serial()
    known = _current
    if known is not None and known.serial == serial:
        return known
    if connection.in_atomic_block:
        with _one_at_a_time:
            return _read()
    is_begun_now = _begin_reading()
    if known is None:
        _wait_until_read()
    elif may_wait:
        _is_at_hand.wait(PATIENCE)
        if not is_begun_now and _begin_reading():  # the one under way may have begun before the change
            _is_at_hand.wait(PATIENCE)
    newest = _current or known
    if newest is None:
        raise OperationalError("the search has not been read")
    return newest


def lexicon_at_hand() -> Lexicon:
    """The one that this process read last, which may be old. No query but for the first."""
    return _current or lexicon()


def lexicon_if_read() -> Lexicon | None:
    """The one that this process read last. Where it has none yet, reading begins beside, and nobody waits for it."""
    if _current is None and connection.in_atomic_block:
        return lexicon()
    if _current is None:
        _begin_reading()
    return _current


def _begin_reading() -> bool:
    """False where it is being read already."""
    global _is_at_hand
    if not _one_at_a_time.acquire(blocking=False):
        return False
    _is_at_hand = threading.Event()
    told = _is_at_hand, connection.alias
    threading.Thread(target=_read_beside, args=told, name="lexicon", daemon=True).start()
    return True


def _wait_until_read() -> None:
    """For as long as a request may take. Who has waited in vain begins nothing anew: it goes on, for the next."""
    if _one_at_a_time.acquire(timeout=settings.REQUEST_DEADLINE):
        _one_at_a_time.release()


def _read_beside(is_at_hand: threading.Event, alias: str) -> None:
    """From the database that the request reads: it may be a replica, and the primary gone."""
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    try:
        _read(is_at_hand)
    except OperationalError:  # the database has gone; whoever asks next tries again
        logger.warning("search.lexicon_not_read")
    finally:
        connection.close()
        _one_at_a_time.release()
        is_at_hand.set()


def _read(is_at_hand: threading.Event | None = None) -> Lexicon:
    global _current
    serial = _serial()
    known = _current
    if known is not None and known.serial == serial:
        return known

    def meanwhile(rough: Lexicon) -> None:
        global _current
        if is_at_hand is not None:
            _current = rough
            is_at_hand.set()

    _current = newer = read_lexicon(serial, known, meanwhile)
    if known is None or newer.rules is not known.rules:  # it shares nothing, or no rules, with the one before
        gc.collect()
        # Half a million objects that Python need not look through each time it looks for garbage. Not more often: with
        # them go those of the requests under way, whose garbage then stays.
        gc.freeze()
    return newer


def _serial() -> int:
    """Which state of the names and rules the database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT serial FROM articles_searchstate")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
