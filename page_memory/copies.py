"""The last copy of each public page, on disk: for the hour when the database is gone. Shared by a machine's workers."""

import contextlib
import hashlib
import json
from pathlib import Path

from page_memory.folder import Folder
from page_memory.pages import Headers, Key, Page
from page_memory.withdrawn import Withdrawn

MOST_IN_A_FOLDER = 400  # of 256 folders: some 100 000 pages, 1 GB
SWEEP_EACH = 64  # new copies in a folder between two looks at how many there are


class Copies:
    """A folder with a file a page."""

    def __init__(self, path: Path | None) -> None:
        self._folder = Folder(path)
        self._written: dict[str, int] = {}
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

    def _sweep(self, folder: str) -> None:
        count = self._written[folder] = self._written.get(folder, 0) + 1
        if count % SWEEP_EACH == 0:
            for path in self._folder.oldest(folder)[:-MOST_IN_A_FOLDER]:
                with contextlib.suppress(OSError):
                    path.unlink()


def _name(key: Key) -> str:
    name = hashlib.sha256(json.dumps(key).encode()).hexdigest()
    return f"{name[:2]}/{name[2:]}"
