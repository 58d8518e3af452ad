"""Room for all the calls of a request, in one piece.

Python keeps the frames of a thread's calls in pieces of 16 kB. It asks the machine for the next piece when one is full,
and gives it back as soon as the call that asked returns. A request stands some forty calls deep when its template
begins; where a piece happens to end there, each node that is drawn asks for a piece and gives it back. One middleware
more or less then makes pages up to twice as slow, or as fast (docs/adr/0024-lean.md).
"""

import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
# What one call says that it needs, of 8 bytes each. Its piece is as large as the next power of two, and what is over is
# left to the calls that it makes. Memory that nobody touches costs nothing.
PLACES = 2**15
_here = threading.local()


def with_room(work: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same function or application. What it calls stands in one piece, of 256 kB: some thousand calls deep. Where
    one of the calls that led to it has room already, it is called as it is: a piece that is new costs time too."""

    def in_new_piece(*given: Given.args, **named: Given.kwargs) -> Answer:
        _here.has_room = True
        try:
            return work(*given, **named)
        finally:
            _here.has_room = False

    in_new_piece.__code__ = in_new_piece.__code__.replace(co_stacksize=PLACES)

    def done(*given: Given.args, **named: Given.kwargs) -> Answer:
        return work(*given, **named) if has_room() else in_new_piece(*given, **named)

    return done


def has_room() -> bool:
    """Whether what this thread calls now stands in one piece."""
    return getattr(_here, "has_room", False)
