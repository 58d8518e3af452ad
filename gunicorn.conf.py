"""How gunicorn serves the site. Everything that differs between machines comes from the environment."""

import gc
import os
import resource
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

sys.path.insert(0, str(Path(__file__).parent))
from vardguiden import environment
from vardguiden.metrics import processes

try:
    import vardguiden.settings  # a setting that is missing: one sentence here, not a traceback a worker

    workers = environment.number("WEB_CONCURRENCY", default=2)
    threads = environment.number("WEB_THREADS", default=4)
except ImproperlyConfigured as error:
    sys.exit(str(error))

# Room for the connections that a worker waits for, and for the files of those who take or send much.
_least, _most = 8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (_least if _most == resource.RLIM_INFINITY else min(_least, _most), _most))

wsgi_app = "vardguiden.wsgi"
preload_app = True  # a fault in the code stops the start, not the first reader
bind = environment.text("BIND", "127.0.0.1:8000")
worker_class = "vardguiden.serving.worker.Worker"  # a slow reader holds no thread (docs/adr/0019-worker-class.md)
timeout = 60  # seconds until a worker that is stuck, or a thread in it, is given up
graceful_timeout = 10
keepalive = 15
max_requests = 500_000  # rarely: a new worker has no pages in its memory
max_requests_jitter = 50_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  a heartbeat file, not data
accesslog = None  # an address holds what a reader searched for: no access log
# From the proxy's address gunicorn would take a header SCRIPT_NAME, which any reader may have sent, for the place of
# the site: another page would be answered, and kept, at the address. Over which scheme it came Django itself reads.
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
loglevel = "warning"
control_socket_disable = True

if vardguiden.settings.METRICS_TOKEN:
    processes.begin()


def when_ready(server: Any) -> None:
    """What is loaded now stays: no worker looks through it for garbage, and all go on sharing its memory."""
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    processes.give_place(worker, server.WORKERS.values())


def post_fork(server: Any, worker: Any) -> None:
    processes.take_place(worker)


def worker_exit(server: Any, worker: Any) -> None:
    processes.bring_the_last()


def child_exit(server: Any, worker: Any) -> None:
    processes.leave_place(worker)


def on_exit(server: Any) -> None:
    processes.end()
