"""What a page shows, taken down while it is built: of which subjects, and until when it is true.

Nothing has to be declared for a page to be true. Each table that it reads belongs to a subject, and the page is
forgotten when anything of that subject changes. A table of no subject (a person's, say) keeps the page out of the
memory. A page that reads what the clock decides is true until the next full minute, and any page until midnight.
Whoever reads can say more narrowly what a block of code shows (`with shows(ARTICLE) as articles`, `with
changes_at(HOURS) as moments`), and the page is remembered longer.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

CHANNEL = "vardguiden_pages"  # where the database's triggers tell of changes
_NAMES = re.compile(r"[a-z][a-z0-9]*_[a-z0-9_]+")
_building: ContextVar["Shown | None"] = ContextVar("page_memory_building", default=None)
_subject_of: dict[str, "Subject"] = {}
_clock_of: dict[str, "Clock"] = {}
_tables: set[str] = set()


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that pages show and that changes, with the tables (and functions) it is read from."""

    name: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that comes and goes by the clock alone, with the tables it is read from."""

    name: str
    tables: tuple[str, ...]


def register(*known: Subject | Clock) -> None:
    """Makes subjects and clocks known, once at the start."""
    for each in known:
        target: dict[str, Any] = _subject_of if isinstance(each, Subject) else _clock_of
        target.update(dict.fromkeys(each.tables, each))
        _tables.update(each.tables)


def register_tables(names: Iterable[str]) -> None:
    """Every other table of the database: a page that reads one of them is not remembered."""
    _tables.update(names)


class Shown:
    """What one page has shown so far: the keys that it is forgotten for, and the moments when the clock changes it.

    A key is "unit" for any change of units, or "unit:12" for one of Skåne's.
    """

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.is_the_same_for_all = True
        self._moments: set[datetime] = set()
        self._each_minute = False
        self._scopes: frozenset[str] = frozenset()  # subjects and clocks that a block has taken on itself to tell of

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """For Django's `connection.execute_wrapper`: takes down which tables a statement names."""
        self.reads(str(sql))
        return execute(sql, params, many, context)

    def reads(self, sql: str) -> None:
        for table in named(sql):
            subject, clock = _subject_of.get(table), _clock_of.get(table)
            if subject is None:
                self.is_the_same_for_all = False
            elif subject.name not in self._scopes:
                self.keys.add(subject.name)
            if clock is not None and clock.name not in self._scopes:
                self._each_minute = True

    @contextmanager
    def told_by_block(self, name: str) -> Iterator[None]:
        """Within the block, reading of this is told of by the block itself."""
        outer = self._scopes
        self._scopes = outer | {name}
        try:
            yield
        finally:
            self._scopes = outer

    def owned_by(self, subject: str, owners: set[Any]) -> None:
        self.keys.update((f"{subject}:{owner}" for owner in owners) if owners else (subject,))

    def changes_at(self, clock: str, moments: set[datetime]) -> None:
        self._moments |= moments

    def until(self, now: datetime, zone: tzinfo) -> datetime:
        """The first moment at which the clock may change what the page shows."""
        tomorrow = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), tzinfo=zone)
        minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return min({tomorrow, *self._moments, *((minute,) if self._each_minute else ())})


@functools.lru_cache(maxsize=500)
def named(sql: str) -> frozenset[str]:
    """Which of the known tables a statement names."""
    return frozenset(_NAMES.findall(sql)) & _tables


@functools.lru_cache(maxsize=500)
def subjects_of(sql: str) -> tuple[str, ...]:
    """The names of the subjects that a statement reads; none if it reads a table of no subject too."""
    subjects = [_subject_of.get(table) for table in named(sql)]
    return () if None in subjects else tuple(sorted({subject.name for subject in subjects if subject}))


def reads(sql: str) -> None:
    """The page that this thread builds, if any, shows what a statement answered earlier."""
    shown = _building.get()
    if shown is not None:
        shown.reads(sql)


def is_being_built() -> bool:
    """Whether this thread builds a page for the memory, as it is for everyone."""
    return _building.get() is not None


def begin(shown: Shown | None) -> Callable[[], None]:
    """From here on this thread builds a page that shows these things. Returns what ends it."""
    token = _building.set(shown)
    return lambda: _building.reset(token)


def shows(subject: Subject) -> AbstractContextManager[set[Any]]:
    """What the block reads of the subject belongs to the owners that it puts into the set. Left empty: to any."""
    return _told_by_block(subject.name, Shown.owned_by)


def changes_at(clock: Clock) -> AbstractContextManager[set[datetime]]:
    """What the block reads of the clock's comes and goes at the moments that it puts into the set. Left empty: at
    none."""
    return _told_by_block(clock.name, Shown.changes_at)


@contextmanager
def _told_by_block(name: str, take_down: Callable[[Shown, str, set[Any]], None]) -> Iterator[set[Any]]:
    told: set[Any] = set()
    shown = _building.get()
    if shown is None:
        yield told
        return
    with shown.told_by_block(name):
        yield told
    take_down(shown, name, told)
