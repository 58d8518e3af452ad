"""A region's folder, where its own systems leave files. They may call a file anything, and may leave a link to another
region's folder: so each folder is opened as itself, what is done in it is done in just that one, and names are cut."""

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils import timezone

KINDS = (".csv", ".xlsx")
SETTLED = 10  # seconds since the last writing, before a file counts as whole
DONE, REFUSED = "done", "refused"
LONGEST_NAME = 120  # bytes without its kind: there is room for a time before it, and for what the report is called
_TAKEN = re.compile(r"\.taken-(\d{1,18})-(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DropBox:
    """One region's folder, open. Its names are those of files directly in it."""

    path: Path
    own: int  # its file descriptor

    def names(self) -> list[str]:
        """The tables that nobody is still writing, first those that have been taken and not put away. A part under
        another name is not looked at."""
        found = [name for name in sorted(os.listdir(self.own)) if self._is_whole(name)]
        for where in (DONE, REFUSED) if found else ():  # nothing is taken that could not be put away
            with self._beside(where):
                pass
        return found

    def _is_whole(self, name: str) -> bool:
        if not name.lower().endswith(KINDS) or (name.startswith(".") and not _TAKEN.fullmatch(name)):
            return False
        try:
            found = os.stat(name, dir_fd=self.own, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return stat.S_ISREG(found.st_mode) and time.time() - found.st_mtime >= SETTLED

    def read(self, name: str) -> BinaryIO:
        return os.fdopen(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=self.own), "rb")

    def take(self, name: str, number: int) -> str:
        """Gives a file the name under which it is not taken once more, with the number of what was begun with it."""
        taken = f".taken-{number}-{plain_name(name)}"
        os.rename(name, taken, src_dir_fd=self.own, dst_dir_fd=self.own)
        return taken

    def put_away(self, name: str, where: str, report: Iterable[str]) -> Path:
        """Moves a file to `done` or `refused`, and puts a report beside it."""
        target = f"{timezone.localtime():%Y%m%d-%H%M%S%f}-{plain_name(name)}"
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with self._beside(where) as folder:
            os.rename(name, target, src_dir_fd=self.own, dst_dir_fd=folder)
            opened = os.open(f"{target}.rapport.csv", new, 0o666, dir_fd=folder)
            with os.fdopen(opened, "w", encoding="utf-8", newline="") as beside:
                beside.writelines(report)
        return self.path / where / target

    @contextlib.contextmanager
    def _beside(self, where: str) -> Iterator[int]:
        with contextlib.suppress(FileExistsError):
            os.mkdir(where, dir_fd=self.own)
        with _folder(where, self.own) as opened:
            yield opened


@contextlib.contextmanager
def drop_box(path: Path) -> Iterator[DropBox]:
    """Raises OSError when it is a link, or no folder."""
    with _folder(path) as own:
        yield DropBox(path, own)


@contextlib.contextmanager
def _folder(path: Path | str, within: int | None = None) -> Iterator[int]:
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=within)
    try:
        yield opened
    finally:
        os.close(opened)


def taken_number(name: str) -> int | None:
    """The number of what was begun with a file that has been taken; None when it has not."""
    taken = _TAKEN.fullmatch(name)
    return int(taken[1]) if taken else None


def readable(name: str) -> str:
    """A file's name as it can be written, in whatever it was written."""
    return os.fsencode(name).decode(errors="replace")


def plain_name(name: str) -> str:
    """What the region called the file, as far as there is room for it."""
    taken = _TAKEN.fullmatch(name)
    stem, kind = os.path.splitext(taken[2] if taken else name)
    return os.fsencode(stem)[:LONGEST_NAME].decode(errors="ignore") + kind
