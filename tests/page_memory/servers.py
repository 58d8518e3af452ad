"""gunicorn as it is run, in processes of its own, on a database of the test's own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds on a slow machine


class Server:
    """One gunicorn with one worker."""

    def __init__(self, database_url, folder, **environment):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.log = folder / f"{self.port}.log"
        env = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        env |= {"BIND": f"127.0.0.1:{self.port}", "WEB_CONCURRENCY": "1", "PAGE_COPIES_DIR": str(folder / "copies")}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py"],
                cwd=ROOT,
                env=env | environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.until(lambda: self.status("/healthz") == 200)

    def ask(self, path, method="GET", **headers):
        """(status, headers, text)"""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, headers={"Accept-Encoding": "br"} | headers)
            answer = line.getresponse()
            body, fields = answer.read(), dict(answer.getheaders())
        finally:
            line.close()
        if body and fields.get("Content-Encoding") == "br":
            body = brotli.decompress(body)
        return answer.status, fields, body.decode()

    def status(self, path):
        try:
            return self.ask(path)[0]
        except OSError:
            return 0

    def text(self, path):
        return self.ask(path)[2]

    def until(self, condition):
        """Waits for it, and returns how long that took, in seconds."""
        begun = time.monotonic()
        while not condition():
            assert self.process.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() - begun < PATIENCE, f"still not after {PATIENCE} s: {self.log.read_text()[-2000:]}"
            time.sleep(0.02)
        return time.monotonic() - begun

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)
