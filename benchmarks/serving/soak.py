"""Readers come while staff publish, a change a second, for as long as one likes: does every worker tell the truth?

A worker may not show what has been changed to anyone who asks more than a second afterwards. Two gunicorns with one
worker each share the database, so that each worker can be asked by itself.
"""

import http.client
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.serving.house import House
from benchmarks.serving.load import Load, together
from benchmarks.serving.mixed import BR, PAUSE, public_lines
from benchmarks.serving.processes import CORES, own_share
from benchmarks.serving.publishing import Change, changes

READERS = 20  # of each worker
WITHIN = 1.0  # seconds until all see a change
GIVEN_UP_AFTER = 10.0  # seconds
WARM_UP = 10


@dataclass
class Seen:
    """How long each page of each worker went on being old: seconds from the change to the last question whose answer
    did not show it."""

    old_for: list[float] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    def line(self, changed: int) -> str:
        middle, worst = statistics.median(self.old_for or [0]), max(self.old_for, default=0)
        return (
            f"soak, {changed} changes published, {len(self.old_for)} times looked for: old for {middle:.2f} s in the "
            f"median, {worst:.2f} s at worst, {len(self.late)} later than {WITHIN:g} s (goal 0)"
        )


def watch(house: House, seconds: int) -> None:
    """Prints how soon changes were seen, what the readers were answered, and how much the workers grew."""
    sites = [house.site(cores=CORES) for _ in range(2)]
    workers = [worker for site in sites for worker in site.workers()]
    ports = [site.port for site in sites]
    lines = public_lines(house.folder, random.Random(6))
    loads = [Load(port, lines=lines, headers=BR, connections=READERS, pause=PAUSE) for port in ports]
    with together(loads, WARM_UP, CORES) as wait:
        wait()
    before = [own_share(worker)[0] for worker in workers]
    seen, changed = Seen(), 0
    with together(loads, seconds, CORES) as wait:
        end = time.monotonic() + seconds - WITHIN
        for change in changes():
            if time.monotonic() > end:
                break
            began = time.monotonic()
            look_for(change, ports, seen)
            changed += 1
            time.sleep(max(0.0, began + 1 - time.monotonic()))
        answered = wait()
    print(seen.line(changed))
    for fault in seen.late[:10]:
        print(f"    {fault}")
    for number, each in enumerate(answered, 1):
        told = f"p50 {each.p50:.1f} ms  p99 {each.p99:.1f} ms  {each.requests} answers, errors: {each.faults or 'none'}"
        print(f"soak, readers of worker {number}     {each.rate:6.1f} rps  {told}")
    grown = [f"{was:.0f} to {own_share(worker)[0]:.0f} MB" for was, worker in zip(before, workers, strict=True)]
    print(f"soak, workers' own memory from {', from '.join(grown)}", flush=True)


def look_for(change: Change, ports: Sequence[int], seen: Seen) -> None:
    """Has every worker remember the pages, publishes, and asks each until it shows the change."""
    waiting = [(port, path) for port in ports for path in change.paths]
    for port, path in waiting:
        if change.shown in page(port, path):
            raise SystemExit(f"{path} shows {change.shown!r} before it is published.")
    change.publish()
    at = time.monotonic()
    old_for = dict.fromkeys(waiting, 0.0)
    while waiting and time.monotonic() < at + GIVEN_UP_AFTER:
        for where in list(waiting):
            began = time.monotonic()
            if change.shown in page(*where):
                waiting.remove(where)
            else:
                old_for[where] = began - at
        time.sleep(0.01)
    seen.old_for += old_for.values()
    seen.late += [f"{path} was old for {late:.2f} s" for (_, path), late in old_for.items() if late > WITHIN]


def page(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode()
    finally:
        connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path} is answered with {answer.status}.")
    return body
