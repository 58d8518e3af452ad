"""Rows that belong to another row, fetched with it in one query as plain dicts."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, QuerySet
from django.db.models.functions import JSONObject


def rows(queryset: QuerySet[Any], *fields: str, **renamed: str) -> Func:
    """Them all as one JSON value, which is read in one go; an array's would be read one by one."""
    array = ArraySubquery(queryset.values(row=JSONObject(**{name: name for name in fields}, **renamed)))
    return Func(array, function="to_jsonb", output_field=JSONField())


def dated(row: dict[str, Any], name: str) -> dict[str, Any]:
    """The row with its day as a date: the database gives it as text."""
    return row | {name: date.fromisoformat(row[name])}


def once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without those that say the same as one before: someone may sign two versions on the same day."""
    return [row for n, row in enumerate(found) if row not in found[:n]]
