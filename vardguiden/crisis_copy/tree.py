"""The copy's folder: each run makes a whole new tree beside the one that is served, and changes them in one step.

    DIR/current -> made-20261126T050000      the only name that a web server needs
    DIR/current/site/                        the files
    DIR/current/headers.json, nginx-*.conf   what they are served with

A file that has not changed is the same file in both trees (a hard link), and keeps its time.
"""

import fcntl
import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import brotli

from vardguiden.crisis_copy.asking import CopyFailed

ENCODINGS = (".br", ".gz")
WORTH_IT = 256  # bytes: less is not made smaller


class Tree:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current = folder / "current"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One run at a time. The lock is let go of when the process ends, however it ends."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise CopyFailed(f"En annan export skriver redan i {self.folder}. Vänta tills den är klar.") from error
            yield

    def begin(self, now: datetime) -> Path:
        """A new tree. What a run that was killed has left is removed."""
        self._remove_all_but_current()
        new = self.folder / f"made-{now:%Y%m%dT%H%M%S%f}"
        (new / "site").mkdir(parents=True)
        return new

    def put_in_place(self, new: Path) -> None:
        """From now on the new tree is served."""
        os.sync()  # every file is on the disk before the name points at it
        pointer = self.folder / "next"
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(new.name)
        pointer.replace(self.current)
        self._remove_all_but_current()

    def _remove_all_but_current(self) -> None:
        kept = self.current.resolve()
        for tree in self.folder.glob("made-*"):
            if tree.resolve() != kept:
                shutil.rmtree(tree)


def file_of(site: Path, address: str) -> Path:
    return site / (address + "index.html" if address.endswith("/") else address).removeprefix("/")


def keep(old: Path, new: Path) -> None:
    """The old file, with its smaller forms, in the new tree."""
    new.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", *ENCODINGS):
        source, target = Path(f"{old}{ending}"), Path(f"{new}{ending}")
        if source.exists():
            _same_file(source, target)


def remove(site: Path, address: str) -> bool:
    """Removes a file with its smaller forms; of an address that ends in a slash, all that lies under it. Whether it was
    there."""
    file = file_of(site, address)
    was_there = file.exists()
    if address.endswith("/"):
        shutil.rmtree(file.parent, ignore_errors=True)
    else:
        for ending in ("", *ENCODINGS):
            Path(f"{file}{ending}").unlink(missing_ok=True)
    return was_there


def _same_file(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system that has no hard links
        shutil.copy2(source, target)


def write(new: Path, body: bytes, *, is_text: bool) -> None:
    """A file and, of text, its smaller forms."""
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_bytes(body)
    if is_text and len(body) >= WORTH_IT:
        Path(f"{new}.br").write_bytes(brotli.compress(body, quality=5))  # a tenth of the time of 9, and 1 % more bytes
        Path(f"{new}.gz").write_bytes(gzip.compress(body, 6, mtime=0))
