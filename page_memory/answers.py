"""What Django answers the door, and whether that may be kept."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from page_memory.pages import Headers

LARGEST = 1_000_000  # bytes


@dataclass(slots=True)
class Answer:
    """An answer on its way to a reader."""

    status: str
    headers: Headers
    body: Iterable[bytes]

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    def may_be_kept(self, body: bytes) -> bool:
        """Whether it is the same for everyone, as far as its headers tell."""
        vary = {name.strip().lower() for name in self.header("vary").split(",")} - {"", "accept-encoding"}
        return (
            self.status.startswith("200 ")
            and self.header("cache-control").startswith("public")
            and not self.header("set-cookie")
            and not self.header("content-encoding")
            and not vary
            and len(body) <= LARGEST
        )

    def close(self) -> None:
        with contextlib.suppress(AttributeError):
            self.body.close()  # type: ignore[attr-defined]
