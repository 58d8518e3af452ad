"""PostgreSQL's own programs, in a folder or in the wheel of the embedded server, run as a user who may run a server."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from vardguiden.embedded_postgres import binaries


class DrillFailed(Exception):
    """The backup could not be taken or restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Where they are; None: in the wheel."""

    folder: Path | None = None

    def path_of(self, name: str) -> str:
        return str(self.folder / name) if self.folder else binaries.path_of(name)

    def run(self, name: str, *arguments: str, env: Mapping[str, str] | None = None) -> None:
        process = self.begin(name, *arguments, env=env)
        _out, error = process.communicate()
        if process.returncode:
            raise DrillFailed(f"{name}: {error.strip()}")

    def begin(self, name: str, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
        """Starts a program that goes on beside us."""
        return subprocess.Popen(
            [self.path_of(name), *arguments],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            **binaries.as_server_user(),
        )
