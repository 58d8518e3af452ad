"""A database of its own with example data, and the servers that are started on it. All is thrown away afterwards."""

import contextlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving.processes import (
    ROOT,
    SERVER_CORE,
    Process,
    children,
    free_port,
    on_cores,
    running,
    start,
    wait_for_answer,
    wait_until,
)
from vardguiden.embedded_postgres import server

DATABASE = "vardguiden_serve_benchmark"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: its port and its processes."""

    port: int
    process: Process

    def workers(self) -> list[int]:
        return children(self.process.pid)


class House:
    """The folder and the database that a benchmark's servers share."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self.folder, self._stack = folder, stack

    def site(self, workers: int = 1, cores: list[int] = SERVER_CORE, **environment: str) -> Server:
        """Our site behind gunicorn, as its own configuration has it; a worker is never exchanged for a new one."""
        config = ["--config", str(ROOT / "gunicorn.conf.py"), "--workers", str(workers), "--max-requests", "0"]
        site = self._serve(["-m", "gunicorn", *config, "--bind", "127.0.0.1:{port}"], cores, "/healthz", environment)
        wait_until(lambda: len(site.workers()) == workers, "The workers did not start.")
        return site

    def other(self, module: str, **environment: str) -> Server:
        """Another application in a gunicorn with the same worker, threads and limits."""
        config = ["--config", str(ROOT / "gunicorn.conf.py"), "--workers", "1", "--max-requests", "0"]
        command = ["-m", "gunicorn", *config, "--bind", "127.0.0.1:{port}", f"benchmarks.serving.{module}:application"]
        return self._serve(command, SERVER_CORE, "/", environment)

    def granian(self) -> Server:
        """Our site behind granian, an optional extra (pyproject.toml)."""
        command = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}", "--workers", "1"]
        command += ["--blocking-threads", "4", "--no-access-log", "--log-level", "warning"]
        return self._serve([*command, "vardguiden.wsgi:application"], SERVER_CORE, "/healthz", {})

    def nginx(self, answer: Path) -> Server:
        """nginx with the very bytes of a page in a file."""
        port, folder = free_port(), self.folder / "nginx"
        folder.mkdir()
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, answer=answer, port=port, user=_nginx_user()))
        command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        return self._ready(port, command, SERVER_CORE, "/body", {})

    def _serve(self, arguments: list[str], cores: list[int], path: str, environment: dict[str, str]) -> Server:
        port = free_port()
        command = [sys.executable, *(argument.format(port=port) for argument in arguments)]
        return self._ready(port, command, cores, path, environment)

    def _ready(self, port: int, command: list[str], cores: list[int], path: str, environment: dict[str, str]) -> Server:
        log = self.folder / f"{port}.log"
        process = self._stack.enter_context(running(start(command, os.environ | environment, log, cores)))
        wait_for_answer(process, f"http://127.0.0.1:{port}{path}", log)
        return Server(port, process)


@contextlib.contextmanager
def house(articles: int, units: int) -> Iterator[House]:
    """A house whose database has at least so many articles and units; every server that it started is ended."""
    folder = Path(tempfile.mkdtemp(prefix="vg-serve-"))
    folder.chmod(0o755)
    try:
        _set_environment(folder)
        with _database(), contextlib.ExitStack() as servers:
            _fill(articles, units)
            yield House(folder, servers)
    finally:
        server.stop(folder)  # the embedded one, if it was started
        shutil.rmtree(folder, ignore_errors=True)


def _set_environment(folder: Path) -> None:
    os.environ |= {
        "VARDGUIDEN_DATA": str(folder),
        "STATIC_ROOT": str(folder / "static"),
        "PAGE_COPIES_DIR": str(folder / "copies"),
        "TRUSTED_PROXIES": "1",
        "LOG_LEVEL": "ERROR",
    }
    if not os.environ.get("DATABASE_URL"):
        from vardguiden import embedded_postgres

        with on_cores(SERVER_CORE):  # the database is part of what serves
            os.environ["DATABASE_URL"] = embedded_postgres.start()


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """A new database on the server that DATABASE_URL names, which the settings and every child then use."""
    import django

    django.setup()
    from django.db import connection

    own = connection.settings_dict["NAME"]

    def as_owner(sql: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = own
        connection.cursor().execute(sql)
        connection.close()

    as_owner(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    as_owner(f"CREATE DATABASE {DATABASE}")
    connection.settings_dict["NAME"] = DATABASE
    os.environ["DATABASE_URL"] = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{DATABASE}"
    try:
        yield
    finally:
        as_owner(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def _fill(articles: int, units: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from articles.models import Article
    from benchmarks.search import make_articles
    from regions.example_units.maker import make_example_units
    from regions.models import CareUnit

    began = time.monotonic()
    with open(os.devnull, "w") as quiet:
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        for command in ("load_regions", "make_example_units", "make_example_region_facts", "load_library"):
            call_command(command, stdout=quiet)
    connection.cursor().execute("SET statement_timeout = 0")  # thousands of texts are no reader's question
    make_example_units(extra=max(0, units - CareUnit.objects.count()))
    if articles > Article.objects.filter(language="sv").count():
        make_articles(articles)
    connection.cursor().execute("VACUUM ANALYZE")
    counts = f"{Article.objects.count()} articles and {CareUnit.objects.count()} units"
    print(f"made {counts} in {time.monotonic() - began:.0f} s", flush=True)
    connection.close()


def _nginx_user() -> str:
    return "user root;" if os.geteuid() == 0 else ""


NGINX = """{user} daemon off; worker_processes 1; pid {folder}/nginx.pid;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_requests 1000000000; default_type "text/html; charset=utf-8"; open_file_cache max=10;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {answer}; add_header Content-Encoding br; }}
}}
"""
