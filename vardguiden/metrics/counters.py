"""What is counted. Labels are few and their values known beforehand: a view's name, never a path or a word.

docs/operate.md says what to watch, and tests/site/test_metrics.py that deploy/prometheus/ names nothing that is not told.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, values

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


def resident_bytes() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if os.path.exists("/proc/self/statm"):
    carry(WORKER_MEMORY, resident_bytes)
