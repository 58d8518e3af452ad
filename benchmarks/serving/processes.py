"""Processes that a benchmark starts: on which core, when they are ready, what they hold, and that they end."""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, LOAD_CORE = CORES[:1], CORES[-1:]
Process = subprocess.Popen[bytes]


@contextlib.contextmanager
def on_cores(cores: Sequence[int]) -> Iterator[None]:
    """What is started within it runs on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def start(command: Sequence[str], environment: Mapping[str, str], log: Path, cores: Sequence[int] = CORES) -> Process:
    """A process in a group of its own: Ctrl-C reaches us, and we end it."""
    with on_cores(cores), log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            process_group=0,
        )


@contextlib.contextmanager
def running(process: Process) -> Iterator[Process]:
    """Ends the process and its children, whatever happens meanwhile."""
    try:
        yield process
    finally:
        stop(process)


def stop(process: Process) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # children that outlived it
    process.wait()


def end_tidily_when_told() -> None:
    """SIGTERM and a closed terminal end the benchmark as Ctrl-C does: all that it started ends first."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def wait_until(condition: Callable[[], bool], complaint: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(complaint)
        time.sleep(0.02)


def wait_for_answer(process: Process, url: str, log: Path) -> None:
    """Until the server answers anything at all."""

    def answers() -> bool:
        if process.poll() is not None:
            raise SystemExit(f"A server ended at once:\n{log.read_text(errors='replace')[-2000:]}")
        try:
            urllib.request.urlopen(url, timeout=10).close()
        except urllib.error.HTTPError as answer:
            answer.close()
        except OSError:
            return False
        return True

    wait_until(answers, f"Nobody answers on {url}.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def own_share(pid: int) -> tuple[float, float]:
    """(memory that is the process's alone, its proportional share) in MB."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    held = {name.rstrip(":"): int(kilobytes) / 1024 for name, kilobytes, _unit in lines}
    return held["Private_Clean"] + held["Private_Dirty"], held["Pss"]
