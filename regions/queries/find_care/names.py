"""Units by words of their names."""

from django.contrib.postgres.search import SearchQuery
from django.db import connection

from language.analysis import stem


def names_query(rest: tuple[str, ...]) -> SearchQuery:
    """Units whose name, kind or town has every word, as a beginning."""
    return SearchQuery(begun_with_all(rest), search_type="raw", config="simple")


def ids_named(rest: tuple[str, ...]) -> frozenset[int]:
    """The ids of those units; one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM regions_careunit WHERE search @@ %s::tsquery", [begun_with_all(rest)])
        return frozenset(id_ for (id_,) in cursor.fetchall())


def begun_with_all(rest: tuple[str, ...]) -> str:
    """The tsquery of every word, as a beginning."""
    return " & ".join(f"{_safe(stem(word))}:*" for word in rest)


def _safe(term: str) -> str:
    return "".join(c for c in term if c.isalnum()) or "x"
