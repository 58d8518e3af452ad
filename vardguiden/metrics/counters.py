"""What is counted. Labels are few and their values known beforehand: a view's name, never a path or a word.

deploy/prometheus/alerts.yml says what to do with it; a test holds that it names nothing that is not told.
"""

import os
from dataclasses import fields
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, values

from page_memory.door import Door
from vardguiden.metrics.carried import carry
from vardguiden.metrics.processes import FOLDER, place

if FOLDER in os.environ:
    values.ValueClass = values.MultiProcessValue(place)

REGISTRY = CollectorRegistry()
REQUESTS = Histogram(
    "vardguiden_request_seconds",
    "Time from a request's arrival in Django to its answer",
    ["view", "status", "channel"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
    registry=REGISTRY,
)
DATABASE_FAILURES = Counter(
    "vardguiden_database_failures", "Requests that the database failed: gone, refused or too slow", registry=REGISTRY
)
WORKER_MEMORY = Gauge(
    "vardguiden_worker_resident_bytes",
    "Memory of each living worker, with what it shares with the others",
    multiprocess_mode="liveall",
    registry=REGISTRY,
)
PAGE_MEMORY_ANSWERS = Counter(
    "vardguiden_page_memory_answers",
    "What the door before Django did: hits, not_modified, built, not_kept, old, turned_away",
    ["what"],
    registry=REGISTRY,
)
PAGE_MEMORY_CHANGES = Counter("vardguiden_page_memory_changes", "Changes heard of, by each worker", registry=REGISTRY)
PAGE_MEMORY_BYTES = Gauge(
    "vardguiden_page_memory_bytes",
    "Bytes of pages held, in all workers together",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
PAGE_MEMORY_PAGES = Gauge(
    "vardguiden_page_memory_pages",
    "Pages held, in all workers together",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)


def follow_page_memory(door: Door) -> None:
    """Has the plain counts of a process's door carried."""
    for name in (each.name for each in fields(door.counts)):
        carry(PAGE_MEMORY_ANSWERS.labels(name), partial(getattr, door.counts, name))
    carry(PAGE_MEMORY_CHANGES, lambda: door.pages.changes)
    carry(PAGE_MEMORY_BYTES, lambda: door.pages.bytes)
    carry(PAGE_MEMORY_PAGES, lambda: len(door.pages))


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if os.path.exists("/proc/self/statm"):
    carry(WORKER_MEMORY, resident_bytes)
