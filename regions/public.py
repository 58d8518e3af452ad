"""Marks the views whose answers are the same for everyone, and only read."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def from_a_replica(view: View) -> View:
    """The answer may be read from a replica of the database, which may be a moment behind (docs/adr/0021-replicas.md).

    Not for a page that someone is sent to from a form, nor for one that must know of what is being written just now.
    """
    view.from_a_replica = True  # type: ignore[attr-defined]
    return view
