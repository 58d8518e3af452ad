"""The last copy of each public page, on disk: for the hour when the database is gone. Shared by a machine's workers."""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from page_memory.pages import Headers, Key, Page

MOST_IN_A_FOLDER = 400  # of 256 folders: some 100 000 pages, 1 GB
SWEEP_EACH = 64  # new copies in a folder between two looks at how many there are


class Copies:
    """A folder with a file a page. What cannot be read or written is as if it were not there: readers must not
    notice."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder is None or _is_ours(folder) else None
        self._written: dict[str, int] = {}

    def keep(self, key: Key, page: Page) -> None:
        path = self._path(key)
        if path is None:
            return
        head = json.dumps({"headers": page.headers, "digest": page.digest, "built_at": page.built_at, "key": key})
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            self._sweep(path.parent)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(head.encode() + b"\n" + page.compressed)
            os.replace(file.name, path)

    def get(self, key: Key) -> Page | None:
        path = self._path(key)
        if path is None:
            return None
        try:
            head, _, compressed = path.read_bytes().partition(b"\n")
            told = json.loads(head)
            if tuple(told["key"]) != key:
                return None
            headers: Headers = [(name, value) for name, value in told["headers"]]
            return Page(headers, compressed, told["digest"], frozenset(), 0.0, told["built_at"])
        except (OSError, ValueError, KeyError):
            return None

    def remove(self, key: Key) -> None:
        path = self._path(key)
        if path is not None:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _path(self, key: Key) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(json.dumps(key).encode()).hexdigest()
        return self._folder / name[:2] / name[2:]

    def _sweep(self, folder: Path) -> None:
        count = self._written[folder.name] = self._written.get(folder.name, 0) + 1
        if count % SWEEP_EACH == 0:
            oldest = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
            for path in oldest[:-MOST_IN_A_FOLDER]:
                path.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    """Whether the folder is there, or can be made, and nobody else can write in it: its pages go out as ours."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.lstat()
    except OSError:
        return False
    return not folder.is_symlink() and about.st_uid == os.geteuid() and not about.st_mode & 0o022
