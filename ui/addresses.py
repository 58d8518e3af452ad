"""The addresses of pages, put together once in each process: nothing but the program itself decides them.

`reverse` tries its patterns, and quotes, some fifteen times for an article's page (docs/adr/0024-lean.md). What it
answers follows from its arguments alone, but for the region that the reader is in, which is put before it each time.
"""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

MOST_KEPT = 4_000  # under 1 MB


def address_of(name: str, *values: object) -> str:
    """`reverse(name, args=values)`."""
    return get_script_prefix() + _below_prefix(get_urlconf(), name, *values)


@lru_cache(maxsize=MOST_KEPT, typed=True)  # "1", 1 and True are equal, and written otherwise
def _below_prefix(urlconf: str | None, name: str, *values: object) -> str:
    return reverse(name, urlconf=urlconf, args=values).removeprefix(get_script_prefix())
