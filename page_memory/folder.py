"""A folder from which pages go out as ours: nobody else may write in it."""

import contextlib
import logging
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

logger = logging.getLogger(__name__)
QUIET = 3600.0  # seconds between two lines in the log that say that nothing can be written


class Folder:
    """What cannot be read or written is as if it were not there: readers must not notice. It may be emptied or removed
    at any time, and is then made anew; whose it is is looked at each time, since anyone may have made it meanwhile."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._next_told = 0.0

    def read(self, name: str) -> bytes | None:
        try:
            return self._ours().joinpath(name).read_bytes()
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Whole, or not at all."""
        if self._path is None:
            return
        try:
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = self._ours() / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                try:
                    file.write(data)
                    file.flush()
                    os.replace(file.name, path)
                except OSError:
                    os.unlink(file.name)
                    raise
        except OSError as error:
            self._tell(error)

    def touch(self, name: str) -> bool:
        """Says that the file is still of use; whether it is there."""
        try:
            os.utime(
                self._ours() / name, ns=(time.time_ns(),) * 2
            )  # in order, which the kernel's own clock is too coarse for
        except OSError:
            return False
        return True

    def remove(self, name: str) -> None:
        with contextlib.suppress(OSError):
            self._ours().joinpath(name).unlink(missing_ok=True)

    def oldest(self, name: str) -> list[Path]:
        """The files of a folder in it, those first that were written, or touched, longest ago."""
        try:
            dated = [(entry.stat().st_mtime, Path(entry.path)) for entry in os.scandir(self._ours() / name)]
        except OSError:
            return []
        return [path for _, path in sorted(dated)]

    def remove_earlier(self, like: re.Pattern[str], days: float) -> None:
        """Removes the folders beside it that are named so, are ours, and have not been written in for so many days."""
        with contextlib.suppress(OSError):
            for entry in os.scandir(self._ours().parent):
                path = Path(entry.path)
                if like.fullmatch(entry.name) and path != self._path and entry.is_dir(follow_symlinks=False):
                    newest = max(each.stat().st_mtime for each in (path, *path.iterdir()))
                    if path.stat().st_uid == os.geteuid() and newest < time.time() - days * 86400:
                        shutil.rmtree(path, ignore_errors=True)

    def _ours(self) -> Path:
        if self._path is None:
            raise FileNotFoundError("no folder")
        about = self._path.lstat()
        if self._path.is_symlink() or about.st_uid != os.geteuid() or about.st_mode & 0o022:
            raise PermissionError("others can write in it")
        return self._path

    def _tell(self, error: OSError) -> None:
        now = time.monotonic()
        if now >= self._next_told:
            self._next_told = now + QUIET
            why = error.strerror or str(error)
            logger.warning("page_memory.copies_not_kept", extra={"folder": str(self._path), "reason": why})
