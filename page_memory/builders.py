"""Who builds which page now, and how the last building of it went."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from page_memory.pages import Key

WAIT_FOR_BUILDER = 10.0  # seconds
LOOKS_EACH = 0.25  # seconds between two looks at whether waiting has become vain
FAILED_FOR = 3.0  # seconds after a building that failed, when the page as it was is shown before any new attempt
MOST_KNOWN = 2_000


class Builders:
    """One builds a page while others wait for it. What came of it last is remembered, of some thousand addresses."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now: dict[Key, threading.Event] = {}
        self._not_kept: OrderedDict[Key, int] = OrderedDict()
        self._failed: OrderedDict[Key, float] = OrderedDict()

    def take(self, key: Key) -> threading.Event | None:
        """None: the caller builds, and says when it is `done`. Else what happens when another is done."""
        with self._lock:
            other = self._now.get(key)
            if other is None:
                self._now[key] = threading.Event()
            return other

    def done(self, key: Key) -> None:
        with self._lock:
            self._now.pop(key).set()

    @staticmethod
    def wait(other: threading.Event, is_vain: Callable[[], bool]) -> bool:
        """Waits for another to be done, and says whether it came to that."""
        end = time.monotonic() + WAIT_FOR_BUILDER
        while not other.wait(LOOKS_EACH):
            if is_vain() or time.monotonic() > end:
                return False
        return True

    def fails(self, key: Key) -> None:
        """The building has come to nothing: a fault of ours, or a database that is too slow."""
        self._remember(self._failed, key, time.monotonic())

    def failed_lately(self, key: Key) -> bool:
        return time.monotonic() - self._failed.get(key, float("-inf")) < FAILED_FOR

    def keeps_out(self, key: Key, changes: int) -> None:
        """The page is not one to keep, when so many changes have been heard of."""
        self._remember(self._not_kept, key, changes)

    def is_kept_out(self, key: Key, changes: int) -> bool:
        """Whether nothing has changed since."""
        return self._not_kept.get(key) == changes

    def _remember(self, known: OrderedDict[Key, Any], key: Key, what: float) -> None:
        with self._lock:
            known[key] = what
            if len(known) > MOST_KNOWN:
                known.popitem(last=False)
