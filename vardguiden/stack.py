"""Room for all the calls of a request, in one piece.

Python keeps the frames of a thread's calls in pieces of 16 kB. It asks the machine for the next piece when one is full,
and gives it back as soon as the call that asked returns. A request stands some forty calls deep when its template
begins; where a piece happens to end there, each node that is drawn asks for a piece and gives it back. One middleware
more or less then makes pages up to twice as slow, or as fast (docs/adr/0024-lean.md).
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
# What one call says that it needs, of 8 bytes each. Its piece is as large as the next power of two, and what is over is
# left to the calls that it makes. Memory that nobody touches costs nothing.
PLACES = 2**15


def with_room(work: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same function or application. What it calls stands in one piece, of 256 kB: some thousand calls deep."""

    def done(*given: Given.args, **named: Given.kwargs) -> Answer:
        return work(*given, **named)

    done.__code__ = done.__code__.replace(co_stacksize=PLACES)
    return done
