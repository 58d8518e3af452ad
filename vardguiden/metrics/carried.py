"""Counts that are kept as plain integers, where a microsecond is much, and carried from there by a thread.

Whoever counts writes `counts.hits += 1` and knows of no metrics, so that a room below may do it. Here is told what to
read, before the workers start: `carry(ANSWERS.labels("hits"), lambda: counts.hits)`.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from prometheus_client import Counter, Gauge

EVERY = 1.0  # seconds
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Carried:
    """One number of this process: a counter gets what has been added since the last time, a gauge the number itself."""

    to: Counter | Gauge
    read: Callable[[], int]
    last: int = 0

    def bring(self) -> None:
        now = self.read()
        if isinstance(self.to, Counter):
            self.to.inc(now - self.last)
            self.last = now
        else:
            self.to.set(now)


_all: list[Carried] = []
_lock = threading.Lock()


def carry(to: Counter | Gauge, read: Callable[[], int]) -> None:
    """Has a number carried, from the next second on. A counter's may only grow."""
    _all.append(Carried(to, read))


def bring_all() -> None:
    """Carries all numbers now: each second, and when a worker ends."""
    with _lock:
        for each in _all:
            try:
                each.bring()
            except Exception:  # one that cannot be read hinders no other
                logger.exception("A count could not be read.")


def start() -> None:
    """Starts the thread, once in each process that serves: a fork does not take threads along."""
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(EVERY):
            bring_all()

    threading.Thread(target=run, name="metrics", daemon=True).start()
