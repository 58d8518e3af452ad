"""Questions that the ORM writes once in each process, and PostgreSQL plans once in each connection.

Of a page's great question both take many times longer than the answer (docs/adr/0024-lean.md). Here the queryset is
written with `Given` where a value differs from one time to the next, and asked as a prepared statement:

    named = Prepared(lambda: Article.objects.filter(slug=Given("slug")))
    named(slug="halsfluss")  # a list of what the queryset would have given
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from psycopg import RawCursor, errors, sql
from psycopg.pq import TransactionStatus

from page_memory.heard import Stamp, heard
from page_memory.shown import reads, subjects_of

Row = TypeVar("Row", bound=Model)
ONLY_WHEN_ASKED = sys.maxsize  # times a statement is asked before psycopg prepares it by itself
_VALUE = re.compile(r"%(?:%|(?:\((\w+)\))?s)")  # where a value goes, with its name if it has one; or a plain %
MOST_KEPT = 1_000  # answers that are remembered
_kept: dict[tuple[Any, ...], tuple[Stamp, list[tuple[Any, ...]]]] = {}
_populators: Any = get_related_populators  # the stubs are those of a later Django
# A plan that no longer fits a table that has changed, and statements lost in a pool of connections.
_LOST = (errors.FeatureNotSupported, errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement)


class Given(Expression):
    """A value that is told each time the question is asked."""

    def __init__(self, name: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Prepared(Generic[Row]):
    """A queryset that is written the first time it is asked. Call it with the values of its `Given`s."""

    def __init__(self, make: Callable[[], "QuerySet[Row]"]) -> None:
        self._make = make

    @cached_property
    def _written(self) -> "_Written[Row]":
        connection.ensure_connection()  # it knows how values are written
        return _Written(self._make())

    def __call__(self, **given: Any) -> list[Row]:
        written = self._written
        return written.objects(ask(written.text, given))

    def remembered(self, **given: Any) -> list[Row]:
        """The same, by `remembered`."""
        written = self._written
        return written.objects(remembered(written.text, given))


class _Written(Generic[Row]):
    """A statement, and how its rows become objects: `ModelIterable` of the ORM, which works it out at each question."""

    def __init__(self, queryset: "QuerySet[Row]") -> None:
        assert queryset._iterable_class is ModelIterable
        assert not queryset._prefetch_related_lookups  # type: ignore[attr-defined]
        compiler: Any = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        text, values = compiler.as_sql()
        self.text = text.replace("%%", "%%%%") % tuple(map(_as_text, values))
        select, info = compiler.select, compiler.klass_info
        self._converters = list(compiler.get_converters([column for column, *_ in select]).items())
        self._model = info["model"]
        self._own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._names = [column.target.attname for column, *_ in select[self._own]]
        self._related = _populators(info, select, DEFAULT_DB_ALIAS)
        self._annotations = list((compiler.annotation_col_map or {}).items())

    def objects(self, rows: list[tuple[Any, ...]]) -> list[Row]:
        return [self._object(list(row)) for row in rows]

    def _object(self, row: list[Any]) -> Row:
        for position, (converters, column) in self._converters:
            for converter in converters:
                row[position] = converter(row[position], column, connection)
        found: Row = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
        for related in self._related:
            related.populate(row, found)
        for name, position in self._annotations:
            setattr(found, name, row[position])
        return found


def ask(text: str, given: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that answer a statement with its values, which is prepared in the connection the first time."""
    with connection.cursor() as cursor:
        if not connection.queries_logged:  # a log shows the values too, and only Django's own cursor tells it them
            cursor.cursor.connection.prepare_threshold = ONLY_WHEN_ASKED
            cursor.cursor = _PreparingCursor(cursor.cursor.connection)  # in Django's wrapper, which translates errors
        cursor.execute(text, given)
        return cursor.fetchall()


def remembered(text: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """As `ask`; but what was answered before is asked for again only when something in the tables of the statement is
    heard to have changed, which takes less than a second (docs/adr/0025-page-memory.md). Where nobody hears of changes,
    and in a transaction, which may have changed something itself, it is asked for each time."""
    subjects = subjects_of(text)
    stamp = heard.stamp(subjects) if subjects and not connection.in_atomic_block else None
    if stamp is None:
        return ask(text, given)
    which = (text, *given.values())
    kept = _kept.get(which)
    if kept is not None and kept[0] == stamp:
        reads(text)
        return kept[1]
    rows = ask(text, given)
    since = getattr(connection, "read_since", None)  # on a replica's connection: `heard.moment` when it was chosen
    if since not in (None, heard.moment):
        return rows  # what has been heard of since then it may lack
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[which] = stamp, rows
    return rows


class _PreparingCursor(RawCursor[tuple[Any, ...]]):
    def execute(self, query: Any, params: Any = None, **options: Any) -> "_PreparingCursor":
        statement, names = _numbered(query)
        values = [params[name] for name in names] if isinstance(params, Mapping) else params
        try:
            return super().execute(statement, values, prepare=True)
        except _LOST:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return super().execute(statement, values, prepare=False)


@lru_cache(maxsize=100)
def _numbered(text: str) -> tuple[bytes, list[str]]:
    """The statement with its values as PostgreSQL counts them, $1, $2 …, and their names. psycopg looks for them anew
    each time in a text as long as these are."""
    names = list(dict.fromkeys(filter(None, _VALUE.findall(text))))
    order = count(1)

    def mark(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        return f"${names.index(found[1]) + 1 if found[1] else next(order)}"

    return _VALUE.sub(mark, text).encode(), names


def _as_text(value: Any) -> str:
    """A value in the statement: by name if it is given each time, else as it is, so that the plan knows of it."""
    if isinstance(value, Given):
        return f"%({value.name})s"
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")
