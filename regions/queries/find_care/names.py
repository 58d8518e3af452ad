"""Units by words of their names."""

from django.contrib.postgres.search import SearchQuery

from language.analysis import stem


def names_query(rest: tuple[str, ...]) -> SearchQuery:
    """Units whose name, kind or town has every word, as a beginning."""
    return SearchQuery(begun_with_all(rest), search_type="raw", config="simple")


def begun_with_all(rest: tuple[str, ...]) -> str:
    """The tsquery of every word, as a beginning."""
    return " & ".join(f"{_safe(stem(word))}:*" for word in rest)


def _safe(term: str) -> str:
    return "".join(c for c in term if c.isalnum()) or "x"
