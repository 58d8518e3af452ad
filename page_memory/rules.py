"""What the door asks of the site that it stands before, and what it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from page_memory.pages import Headers

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rules:
    """How this site is reached, and how long others may keep its pages."""

    host_is_ours: Callable[[str], bool]
    only_https: bool
    personal_cookies: tuple[str, ...]
    own_paths: tuple[str, ...]  # beginnings of paths that never need the database
    zone: tzinfo
    max_age: int  # seconds
    old_page: Callable[[datetime, str], bytes]  # the words on a page from then, in a language
    unavailable: Callable[[Environ], tuple[Headers, bytes]]  # the 503 page
    moves_on: Callable[[str], bool] = lambda path: False  # whether a path only leads on to one with a slash at its end
    reads_on: Callable[[], bool] = lambda: False  # whether a replica has all that is known, though its primary is gone
    does_without: Callable[[str], bool] = lambda path: False  # whether a page at the path may need no database


@dataclass(slots=True)
class Counts:
    """What the door has done in this process, for the metrics."""

    hits: int = 0
    not_modified: int = 0
    built: int = 0
    not_kept: int = 0
    old: int = 0
    turned_away: int = 0
