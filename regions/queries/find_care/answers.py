"""Answers that are kept for as long as they hold: for a minute, and until a unit's facts change, by whatever road."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import get_language

MOST_KEPT = 300
_kept: "OrderedDict[object, object]" = OrderedDict()
_lock = threading.Lock()
P = ParamSpec("P")
T = TypeVar("T")


def remembered(question: Callable[P, T]) -> Callable[P, T]:
    """Keeps what a question answered. Its arguments hold the minute; the newest version of any unit says whether
    anything has changed since (one question to the database)."""

    @functools.wraps(question)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (question.__name__, get_language(), _newest_version(), args, tuple(kwargs.items()))
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                return _kept[key]  # type: ignore[return-value]
        found = question(*args, **kwargs)
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
        return found

    return answer


def forget_answers() -> None:
    """For tests that are rolled back."""
    with _lock:
        _kept.clear()


def _newest_version() -> tuple[datetime, int] | None:
    """When a unit was last changed, and its version: a change that goes on writes the same version again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, id FROM regions_unitversion ORDER BY at DESC, id DESC LIMIT 1")
        newest: tuple[datetime, int] | None = cursor.fetchone()
    return newest
