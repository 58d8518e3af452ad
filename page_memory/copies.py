"""The last copy of each public page, on disk: for the hour when the database is gone. Shared by a machine's workers."""

import contextlib
import hashlib
import json
import re
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from page_memory.folder import Folder
from page_memory.pages import Headers, Key, Page
from page_memory.withdrawn import Withdrawn

MOST_IN_A_FOLDER = 400  # of 256 folders: some 100 000 pages, 1 GB
SWEEP_EACH = 64  # new copies in a folder between two looks at how many there are
LOOK_EACH = 600.0  # seconds between two looks at whether what is held in memory is still there
EDITION = re.compile(r"[0-9a-f]{12}")  # how an edition's folder is named
EDITION_DAYS = 7  # an earlier one may be gone back to


class Copies:
    """A folder with a file a page. Beside it may stand those of earlier editions of the site."""

    def __init__(self, path: Path | None) -> None:
        self._folder = Folder(path)
        self._written: dict[str, int] = {}
        self._next_look = time.monotonic() + LOOK_EACH
        self.withdrawn = Withdrawn(self._folder)

    def keep(self, key: Key, page: Page) -> None:
        told = {"headers": page.headers, "digest": page.digest, "built_at": page.built_at, "key": key}
        head = json.dumps(told | {"shows": sorted(page.keys)})
        name = _name(key)
        self._sweep(name[:2])
        self._folder.write(name, head.encode() + b"\n" + page.compressed)

    def get(self, key: Key) -> Page | None:
        """The copy, unless it shows what has been withdrawn."""
        head, _, compressed = (self._folder.read(_name(key)) or b"").partition(b"\n")
        try:
            told = json.loads(head)
            if tuple(told["key"]) != key or self.withdrawn.covers(told["shows"], told["built_at"]):
                return None
            headers: Headers = [(name, value) for name, value in told["headers"]]
            return Page(headers, compressed, told["digest"], frozenset(told["shows"]), 0.0, told["built_at"])
        except (ValueError, KeyError):
            return None

    def remove(self, key: Key) -> None:
        self._folder.remove(_name(key))

    def look_after(self, held: Iterable[tuple[Key, Page]]) -> threading.Thread | None:
        """Now and then, beside the work: copies of what is held in memory are not written anew, and of more use than
        many that were written later. They count as new, the last that was asked for as the newest; where they have been
        removed they are written again. Earlier editions that nobody uses any more are removed."""
        now = time.monotonic()
        if now < self._next_look:
            return None
        self._next_look = now + LOOK_EACH
        thread = threading.Thread(target=lambda: self._look(held), name="page-copies", daemon=True)
        thread.start()
        return thread

    def _look(self, held: Iterable[tuple[Key, Page]]) -> None:
        for key, page in held:
            if not self._folder.touch(_name(key)):
                self.keep(key, page)
        self._folder.remove_earlier(EDITION, EDITION_DAYS)

    def _sweep(self, folder: str) -> None:
        count = self._written[folder] = self._written.get(folder, 0) + 1
        if count % SWEEP_EACH == 0:
            for path in self._folder.oldest(folder)[:-MOST_IN_A_FOLDER]:
                with contextlib.suppress(OSError):
                    path.unlink()


def _name(key: Key) -> str:
    name = hashlib.sha256(json.dumps(key).encode()).hexdigest()
    return f"{name[:2]}/{name[2:]}"
