"""The addresses of pages, put together once in each process: nothing but the program itself decides them.

`reverse` tries its patterns, and quotes, some fifteen times for an article's page (docs/adr/0024-lean.md). What it
answers follows from its arguments alone, but for the region that the reader is in, which is put before it each time.
A page of which there are thousands, each with a slug of its own, is asked for once.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

MOST_KEPT = 1_000
_is_slug = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*").fullmatch
_SLUG, _OTHER = "the-slug", "another"  # stand in no address


def address_of(name: str, *values: object) -> str:
    """`reverse(name, args=values)`."""
    return get_script_prefix() + _below_prefix(name, values)


def addresses_of(name: str) -> Callable[[str], str]:
    """`address_of` each page of that name by its slug, for those who need many in one region."""
    prefix, around = get_script_prefix(), _around_slug(get_urlconf(), name)
    if around is None:
        return lambda slug: address_of(name, slug)
    return lambda slug: f"{prefix}{around[0]}{slug}{around[1]}"


def _below_prefix(name: str, values: tuple[object, ...]) -> str:
    urlconf = get_urlconf()
    if len(values) == 1 and isinstance(values[0], str) and _is_slug(values[0]):
        around = _around_slug(urlconf, name)
        if around is not None:
            return f"{around[0]}{values[0]}{around[1]}"
    return _reversed(urlconf, name, *values)


@lru_cache(maxsize=MOST_KEPT)
def _around_slug(urlconf: str | None, name: str) -> tuple[str, str] | None:
    """What stands before and after the slug of a page; None where not any slug will do."""
    try:
        one, other = (_reversed(urlconf, name, slug) for slug in (_SLUG, _OTHER))
    except NoReverseMatch:
        return None
    before, _slug, after = one.rpartition(_SLUG)
    return (before, after) if f"{before}{_OTHER}{after}" == other else None


@lru_cache(maxsize=MOST_KEPT, typed=True)  # "1", 1 and True are equal, and written otherwise
def _reversed(urlconf: str | None, name: str, *values: object) -> str:
    return reverse(name, urlconf=urlconf, args=values).removeprefix(get_script_prefix())
