"""Those who write while processes die: readers who answer "Hjälpte sidan dig?", and an editor who begins articles."""

import contextlib
import http.client
import itertools
import string
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE = 15  # seconds for one answer
PAUSE = 0.03  # seconds before the next one, when a write failed

_numbers = itertools.count(1)


@dataclass
class Written:
    """What was sent, by its mark, and which of it was acknowledged."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)


@dataclass
class Writer(threading.Thread):
    """Writes one thing after the other, each with a mark of its own, and never the same twice."""

    port: int
    slug: str
    staff: Mapping[str, str]
    comments: Written = field(default_factory=Written)
    articles: Written = field(default_factory=Written)
    failed: Counter[str] = field(default_factory=Counter)
    acknowledged_since: float = 0.0  # when the latest write that was acknowledged began

    def __post_init__(self) -> None:
        super().__init__()
        self.stopped = threading.Event()

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        for write in itertools.cycle((self._comment, self._comment, self._article)):
            if self.stopped.is_set():
                return
            began = time.monotonic()
            fault = write(next(_numbers))
            if fault:
                self.failed[fault] += 1
                time.sleep(PAUSE)
            else:
                self.acknowledged_since = began

    def _comment(self, number: int) -> str:
        form = {"helpful": "nej", "comment": f"saknas {mark_of(number)}"}
        address = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        return self._write(self.comments, form["comment"], f"/{self.slug}/svar/", form, address, "/tack/")

    def _article(self, number: int) -> str:
        form = {"title": f"Prov {mark_of(number)}", "kind": "sjukdom"}
        return self._write(self.articles, form["title"], "/redaktion/artiklar/ny/", form, self.staff, "/skriv/")

    def _write(
        self, kept: Written, mark: str, path: str, form: Mapping[str, str], headers: Mapping[str, str], end: str
    ) -> str:
        """What went wrong, or nothing."""
        kept.sent.add(mark)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        kind = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": "10.0.0.1"}
        with contextlib.closing(connection):
            try:
                connection.request("POST", path, urlencode(form), kind | dict(headers))
                answer = connection.getresponse()
            except (OSError, http.client.HTTPException) as error:
                return type(error).__name__
        if answer.status == 302 and answer.headers.get("Location", "").endswith(end):
            kept.acknowledged.add(mark)
            return ""
        return f"{path.split('/')[1]} {answer.status} {answer.headers.get('Location', '')}".strip()


def mark_of(number: int) -> str:
    """A number in letters: digits might be masked as someone's telephone number."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = string.ascii_lowercase[rest] + letters
    return f"q{letters}q"
