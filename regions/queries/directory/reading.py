"""The directory that this process has, and how it comes to be as the database is now."""

import gc
import threading
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from regions.prepared import ask, remembered
from regions.queries.directory.directory import Directory
from regions.queries.directory.units import ListedUnit, SharedHours

# What is asked before each use: whether this transaction has written something itself, what it sees, where the tables
# lie (elsewhere when they have been emptied), and which units have a version that was not seen the last time. A
# version from beyond all transactions came with a copy of the database, which numbers them anew. It names the tables
# of hours, and so the page memory knows that what is shown depends on the clock.
_NOW = """
    SELECT pg_current_xact_id_if_assigned() IS NOT NULL, now.sees::text,
        (
            SELECT concat_ws(' ', current_database(), array_agg(relfilenode ORDER BY oid)::text) FROM pg_class
            WHERE oid IN (
                'regions_careunit'::regclass, 'regions_openingspan'::regclass, 'regions_openingexception'::regclass
            )
        ),
        ARRAY(
            SELECT DISTINCT unit_id FROM regions_unitversion
            WHERE written_in >= pg_snapshot_xmin(%(seen)s::text::pg_snapshot)
                AND written_in < pg_snapshot_xmax(now.sees)
                AND NOT pg_visible_in_snapshot(written_in, %(seen)s::text::pg_snapshot)
        )
    FROM (SELECT pg_current_snapshot()) AS now (sees)
"""
_COLUMNS = (
    "id, slug, name, street, phone, easting, northing, is_example, closed_on, takes_new_listings, "
    "kinds, region_id, municipality_id, city, languages, accessibility, e_services"
)
_UNITS = f"""
    SELECT {_COLUMNS}, coalesce((
            SELECT json_agg(json_build_array(span.purpose, span.day, span.opens, span.closes)
                ORDER BY span.purpose, span.day, span.opens)::text
            FROM regions_openingspan AS span WHERE span.unit_id = unit.id
        ), '[]'), coalesce((
            SELECT json_agg(json_build_array(change.first_day, change.last_day, change.opens, change.closes)
                ORDER BY change.first_day, change.last_day, change.opens)::text
            FROM regions_openingexception AS change WHERE change.unit_id = unit.id AND change.purpose = 'visit'
        ), '[]'), red_days, opens_on, closed_on
    FROM regions_careunit AS unit
"""  # noqa: S608 – constants only
_OF_HOURS = 5  # columns at the end
BATCH = 500
_BATCH = f"{_UNITS} WHERE unit.id > %(after)s ORDER BY unit.id LIMIT {BATCH}"


class Shared:
    """What many units have alike, as towns, kinds and hours, and what is therefore kept once."""

    def __init__(self) -> None:
        self._values: dict[Any, Any] = {}
        self._hours: dict[tuple[Any, ...], SharedHours] = {}

    def alike(self, value: Any) -> Any:
        return self._values.setdefault(value, value)

    def hours(self, told: tuple[Any, ...]) -> SharedHours:
        found = self._hours.get(told)
        if found is None:
            found = self._hours[told] = SharedHours.read(*told)
        return found


class _Read(NamedTuple):
    """A directory, the snapshot and the files that it was read from, and what its units share."""

    directory: Directory
    seen: str | None
    files: str
    shared: Shared


PATIENCE = 3.0  # seconds that a request waits for another that reads what has changed, and then it reads too
_changing = threading.Lock()
_current: _Read | None = None
_answered_at = timezone.now()  # when the database said last whether anything had changed


def directory() -> Directory:
    """Every care unit as the database has it now. One small question, or none where this process hears of changes; what
    has changed is read by one more.

    A transaction that has written something gets a directory of its own, which nobody else sees. When the database does
    not answer, it is the directory that is at hand, and says so (`as_it_was`).
    """
    global _answered_at
    try:
        found = _as_it_is()
    except (OperationalError, InterfaceError):
        if _current is None or connection.in_atomic_block:
            raise
        return _current.directory.since(_answered_at)
    _answered_at = timezone.now()
    return found


def is_at_hand() -> bool:
    """Whether this process has a directory, and needs no database for one."""
    return _current is not None


def _as_it_is() -> Directory:
    known = _current
    if known is not None:
        ((writes, _sees, files, changed),) = remembered(_NOW, {"seen": known.seen})
        if not writes and not changed and files == known.files:
            return known.directory
        if writes:
            return _read_whole().directory
    waited = _changing.acquire(timeout=PATIENCE)
    try:
        return _brought_up_to_date().directory
    finally:
        if waited:
            _changing.release()


def _brought_up_to_date() -> _Read:
    """Reads what has changed, or all of it. What changes meanwhile was not seen, and is read again the next time."""
    global _current
    known = _current
    ((writes, sees, files, changed),) = ask(_NOW, {"seen": known.seen if known else None})
    if known is None or writes or files != known.files or len(changed) > BATCH:
        read = _read_whole()._replace(seen=sees, files=files)
        if not writes:
            _current = read
            gc.collect()
            gc.freeze()  # what stays need not be looked through each time that Python looks for garbage
        return read
    if changed:
        units = read_units(changed, known.shared)
        _current = _Read(known.directory.with_changes(changed, units), sees, files, known.shared)
    return _current or known


def read_units(ids: Sequence[int], shared: Shared | None = None) -> list[ListedUnit]:
    """The units of these ids as the database has them now."""
    return list(_units(f"{_UNITS} WHERE unit.id = ANY(%(ids)s)", {"ids": list(ids)}, shared or Shared()))


def _read_whole() -> _Read:
    """A batch at a time: all rows at once would take many times the memory of what is kept of them."""
    shared, units = Shared(), list[ListedUnit]()
    while len(batch := list(_units(_BATCH, {"after": units[-1].id if units else 0}, shared))) == BATCH:
        units += batch
    return _Read(Directory.of([*units, *batch]), None, "", shared)


def _units(statement: str, values: dict[str, Any], shared: Shared) -> Iterator[ListedUnit]:
    alike = shared.alike
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for row in cursor.fetchall():
            *facts, kinds, region, municipality, city, languages, accessibility, e_services = row[:-_OF_HOURS]
            lists = (alike(tuple(each)) for each in (kinds, languages, accessibility, e_services))
            towns = (alike(each) for each in (region, municipality, city))
            told = (*facts, *towns, *lists, shared.hours(row[-_OF_HOURS:]))
            yield ListedUnit(*told)
