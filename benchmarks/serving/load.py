"""The load: wrk, one thread of it, on the core that is not the server's."""

import contextlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving.processes import LOAD_CORE, Process, on_cores, running

SCRIPT = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Answered:
    """What a run of load was answered; times are milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float
    worst: float
    errors: dict[str, int]

    @property
    def faults(self) -> str:
        return ", ".join(f"{count} {name}" for name, count in self.errors.items())


@dataclass(frozen=True, slots=True)
class Load:
    """Who asks for what: one path, or all in a file of lines (benchmarks/serving/wrk.lua)."""

    port: int
    path: str = "/"
    lines: Path | None = None
    headers: Mapping[str, str] | None = None
    connections: int = CONNECTIONS
    pause: int = 0  # milliseconds between an answer and the next question; 0: at once

    def start(self, seconds: int, cores: Sequence[int]) -> Process:
        headers = [part for name, value in (self.headers or {}).items() for part in ("-H", f"{name}: {value}")]
        asked = [str(self.lines or "-"), str(self.pause), "1" if self.pause else "0"]
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
        command += [*headers, f"http://127.0.0.1:{self.port}{self.path}", "--", *asked]
        with on_cores(cores):
            return subprocess.Popen(command, stdout=subprocess.PIPE, process_group=0)

    def run(self, seconds: int) -> Answered:
        with together([self], seconds) as answered:
            return answered()[0]


@contextlib.contextmanager
def together(
    loads: Sequence[Load], seconds: int, cores: Sequence[int] = LOAD_CORE
) -> Iterator[Callable[[], list[Answered]]]:
    """Loads that run at the same time; what it gives waits for them, and says what they were answered."""
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(running(load.start(seconds, cores))) for load in loads]
        yield lambda: [_answered(process) for process in processes]


def _answered(process: Process) -> Answered:
    output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"wrk ended with {process.returncode}: {output.decode()}")
    told = json.loads(output.decode().strip().rpartition("\n")[2])
    errors = {name: told[name] for name in ("connect", "read", "write", "timeout") if told[name]}
    errors |= told["kinds"] or ({"answers of 400 and above": told["refused"]} if told["refused"] else {})
    rate = told["requests"] / told["seconds"]
    return Answered(told["requests"], rate, told["p50"], told["p99"], told["worst"], errors)


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing, which makes the load. In Debian: apt-get install wrk")
