"""PostgreSQL's own programs, in a folder or in the wheel of the embedded server, run as a user who may run a server."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from vardguiden.embedded_postgres import binaries


class DrillFailed(Exception):
    """The backup could not be taken or restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Running:
    """A program that runs beside us. What it says goes to a file: a server may say more than a pipe holds."""

    process: "subprocess.Popen[bytes]"
    errors: IO[bytes]

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def said(self) -> str:
        """The last that it said."""
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace").strip()[-800:]

    def end(self) -> None:
        """As Ctrl-C does: a server ends its connections, and writes what it has."""
        if not self.has_ended:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=60)
        self.errors.close()


@dataclass(frozen=True, slots=True)
class Programs:
    """Where they are; None: in the wheel."""

    folder: Path | None = None

    def path_of(self, name: str) -> str:
        return str(self.folder / name) if self.folder else binaries.path_of(name)

    def run(self, name: str, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        running = self.begin(name, *arguments, env=env)
        try:
            if running.process.wait():
                raise DrillFailed(f"{name}: {running.said()}")
        finally:
            running.end()

    def begin(self, name: str, *arguments: str, env: Mapping[str, str] | None = None) -> Running:
        """Starts a program that goes on beside us."""
        errors = tempfile.TemporaryFile()  # noqa: SIM115  closed by `end`
        process = subprocess.Popen(
            [self.path_of(name), *arguments],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd="/",
            **binaries.as_server_user(),
        )
        return Running(process, errors)
