"""Questions that the ORM writes once in each process, and PostgreSQL plans once in each connection.

Of a page's great question both take many times longer than the answer (docs/adr/0024-lean.md). Here the queryset is
written with `Given` where a value differs from one time to the next, and asked as a prepared statement:

    named = Prepared(lambda: Article.objects.filter(slug=Given("slug")))
    named(slug="halsfluss")  # a list of what the queryset would have given
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from psycopg import Cursor, errors, sql
from psycopg.pq import TransactionStatus

Row = TypeVar("Row", bound=Model)
ONLY_WHEN_ASKED = sys.maxsize  # times a statement is asked before psycopg prepares it by itself
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
    def _written(self) -> "tuple[QuerySet[Row], _Compiler]":
        connection.ensure_connection()  # it knows how values are written
        queryset = self._make()
        compiler = _Compiler(queryset.query, connections[DEFAULT_DB_ALIAS], DEFAULT_DB_ALIAS)
        text, values = compiler.as_sql()
        compiler.text = text.replace("%%", "%%%%") % tuple(map(_as_text, values))
        return queryset, compiler

    def __call__(self, **given: Any) -> list[Row]:
        queryset, written = self._written
        rows = ask(written.text, given)
        if not rows:  # the ORM takes longer to make nothing of them than PostgreSQL to find that there are none
            return []
        asked, query, compiler = queryset.all(), queryset.query.chain(klass=_Query), copy(written)
        compiler.connection, compiler.rows = connections[DEFAULT_DB_ALIAS], rows
        query.written, asked.query = compiler, query  # type: ignore[attr-defined]
        return list(asked)


def ask(text: str, given: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that answer a statement with its values, which is prepared in the connection the first time."""
    with connection.cursor() as cursor:
        if not connection.queries_logged:  # a log shows the values too, and only Django's own cursor tells it them
            connection.connection.prepare_threshold = ONLY_WHEN_ASKED
            cursor.cursor = _PreparingCursor(connection.connection)  # in Django's wrapper, which translates errors
        cursor.execute(text, given)
        return cursor.fetchall()


class _PreparingCursor(Cursor[tuple[Any, ...]]):
    def execute(self, query: Any, params: Any = None, **options: Any) -> "_PreparingCursor":
        try:
            return super().execute(query, params, prepare=True)
        except _LOST:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return super().execute(query, params, prepare=False)


class _Compiler(SQLCompiler):
    """What the ORM wrote, and the rows that answered it this time."""

    text = ""
    rows: list[tuple[Any, ...]] = []

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        return [self.rows]


class _Query(Query):
    written: _Compiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> _Compiler:
        return self.written


def _as_text(value: Any) -> str:
    """A value in the statement: by name if it is given each time, else as it is, so that the plan knows of it."""
    if isinstance(value, Given):
        return f"%({value.name})s"
    return sql.Literal(value).as_string(connection.connection).replace("%", "%%")
