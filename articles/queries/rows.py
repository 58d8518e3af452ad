"""Rows that belong to another row, fetched with it in one query as plain dicts."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, QuerySet, Subquery, TextField, Value
from django.db.models.functions import JSONObject

NO_ROWS = Value("[]", output_field=TextField())  # where there is nothing to ask for, beside `rows`


def rows(queryset: QuerySet[Any], *fields: str, **renamed: str) -> Func:
    """Them all as one JSON value, which is read in one go; an array's would be read one by one."""
    return _as_one(ArraySubquery(queryset.values(row=_Row(**{name: name for name in fields}, **renamed))))


def rows_behind(links: QuerySet[Any], found: QuerySet[Any], *fields: str) -> Func:
    """The same, of what each link of a relation leads to: `found` says by `OuterRef` of the link. None for a link that
    leads to nothing. Few links are followed one by one so; a join may be done by going through a table."""
    row = Subquery(found.values(row=_Row(**{name: name for name in fields})))
    return _as_one(ArraySubquery(links.values(row=row)))


def _as_one(array: ArraySubquery) -> Func:
    template = "%(function)s(%(expressions)s)::text"
    return Func(array, function="array_to_json", template=template, output_field=JSONField())


class _Row(JSONObject):
    """A row as JSON in letters. Nothing in the database looks into it, and as JSONB it would be taken apart and put
    together again: twice the time of reading the rows of an article."""

    def as_native(self, compiler: Any, connection: Any, *, returning: str, **context: Any) -> Any:
        return super().as_native(compiler, connection, returning="JSON", **context)


def dated(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row with its day as a date: the database gives it as text."""
    return row | {name: date.fromisoformat(row[name])}


def once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without those that say the same as one before: someone may sign two versions on the same day."""
    return [row for n, row in enumerate(found) if row not in found[:n]]
