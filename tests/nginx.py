"""deploy/nginx.conf in a real nginx on this machine, before one or two servers of the test's own."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.running_demo import free_port

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds, on a machine that does much else
TLS = ("ssl_certificate ", "ssl_certificate_key ", "ssl_protocols ", "ssl_session_cache ", "ssl_session_tickets ")


@contextmanager
def readable_folder():
    """A folder that the user of nginx can read, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="vg-copy-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def nginx_or_skip():
    """Where nginx is. A test that needs it is skipped where it is absent, and fails where REQUIRE_NGINX=1."""
    found = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if found is None:
        if os.environ.get("REQUIRE_NGINX") == "1":
            pytest.fail("REQUIRE_NGINX=1, but nginx is not installed")
        pytest.skip("no test of nginx is run: nginx is not installed (apt-get install nginx-light)")
    return found


class Nginx:
    """Serves the copy in a folder, before servers on two ports."""

    def __init__(self, folder, copy, web1, web2, *changes):
        self.program, self.port, self.http_port = nginx_or_skip(), free_port(), free_port()
        self.conf = folder / "nginx.conf"
        self.conf.write_text(self._rendered(folder, copy, web1, web2, changes), encoding="utf-8")

    def _rendered(self, folder, copy, web1, web2, changes):
        """The file as it is shipped, but for TLS, where things are, and changes: pairs of old and new text."""
        text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        for shipped, ours in (
            ("listen 443 ssl http2 default_server;", f"listen 127.0.0.1:{self.port} default_server;"),
            ("listen 80 default_server;", f"listen 127.0.0.1:{self.http_port} default_server;"),
            ("web1:8000", f"127.0.0.1:{web1}"),
            ("web2:8000", f"127.0.0.1:{web2}"),
            ("worker_processes auto;", "worker_processes 1;"),
            ("/srv/copy/", f"{copy}/"),
            ("/tmp/nginx", f"{folder}/nginx"),
            *changes,
        ):
            assert shipped in text, shipped
            text = text.replace(shipped, ours)
        lines = text.splitlines()
        assert len([line for line in lines if line.strip().startswith(TLS)]) == len(TLS)
        return "\n".join(line for line in lines if not line.strip().startswith(TLS)) + "\n"

    def __enter__(self):
        # As root nginx would serve as another user, who may not read a test's folders.
        user = " user root;" if os.geteuid() == 0 else ""
        command = [self.program, "-c", str(self.conf), "-g", f"daemon off;{user}"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            wait_for_port(self.port, self.process)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        self.process.stderr.close()

    def reload(self):
        """Reads its settings again, and waits until the processes that had the old ones have ended."""
        before = self._workers()
        self.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE
        while (now := self._workers()) & before or not now:
            assert time.monotonic() < deadline, "nginx did not read its settings again"
            time.sleep(0.05)

    def _workers(self):
        return set(Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split())

    def ask(self, path, method="GET", body=None, port=None, **headers):
        """(status, headers in small letters, body). A header that came twice is a fault."""
        connection = HTTPConnection("127.0.0.1", port or self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            headers = [(name.lower(), value) for name, value in answer.getheaders()]
            names = [name for name, _ in headers if name != "set-cookie"]
            assert len(names) == len(set(names)), headers
            return answer.status, dict(headers), answer.read()
        finally:
            connection.close()


def wait_for_port(port, process):
    deadline = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)
