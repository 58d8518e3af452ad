"""How gunicorn serves the site. Everything that differs between machines comes from the environment."""

import os

wsgi_app = "vardguiden.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"  # a slow reader holds a thread, not a worker
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 10
keepalive = 15
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108  a heartbeat file, not data
accesslog = None  # an address holds what a reader searched for: no access log
loglevel = "warning"
control_socket_disable = True
