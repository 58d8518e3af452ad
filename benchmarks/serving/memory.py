"""What a worker holds as more and more different pages have been asked for."""

import http.client
import itertools
import queue
import random
import threading
from collections.abc import Sequence

from benchmarks.serving import asked
from benchmarks.serving.house import House
from benchmarks.serving.processes import own_share

READERS = 4
GOAL = "goal 150 MB and 15 KB a page at 5 000"


def grow(house: House, steps: Sequence[int]) -> None:
    """Asks one worker for so many different pages in all, step by step, and prints what it holds after each."""
    from vardguiden.settings import PAGE_MEMORY_MB

    site = house.site()
    (worker,) = site.workers()
    paths = asked.pages(max(steps))
    random.Random(6).shuffle(paths)  # each step has pages of every sort, and the first all that any page needs once
    before = (0, 0.0)
    for step in steps:
        ask_each(site.port, paths[before[0] : step])
        pages, (own, proportional) = min(step, len(paths)), own_share(worker)
        told = f"memory, {pages:6} pages asked  {own:5.0f} MB a worker's own, {proportional:5.0f} MB its share of all"
        if before[0]:
            told += f"  {(own - before[1]) * 1024 / (pages - before[0]):5.1f} KB a page since {before[0]}"
        print(f"{told}  (at most {PAGE_MEMORY_MB} MB of pages; {GOAL})", flush=True)
        before = (pages, own)


def ask_each(port: int, paths: Sequence[str]) -> None:
    """Asks for every page once, a few readers at a time; whatever is not answered with 200 ends the benchmark."""
    waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    for path in itertools.chain(paths, [None] * READERS):
        waiting.put(path)
    faults: list[str] = []
    readers = [threading.Thread(target=_read, args=(port, waiting, faults)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if faults:
        raise SystemExit(f"{len(faults)} pages were not answered: {', '.join(faults[:5])}")


def _read(port: int, waiting: "queue.SimpleQueue[str | None]", faults: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while (path := waiting.get()) is not None and not faults:
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            faults.append(f"{path} {type(error).__name__}")
        else:
            if answer.status != 200:
                faults.append(f"{path} {answer.status}")
    connection.close()
