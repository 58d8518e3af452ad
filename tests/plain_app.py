"""The smallest application: what the worker does is the worker's doing."""

import hashlib
import os
import threading

LARGE = b"0123456789abcdef" * 500_000  # 8 MB: more than the kernel holds for a reader who takes nothing


def app(environ, start_response):
    path, status, headers = environ["PATH_INFO"], "200 OK", [("Content-Type", "text/plain")]
    if path == "/hang":
        threading.Event().wait()
    if path == "/fault":
        raise RuntimeError("hem" + "ligt")
    if environ["REQUEST_METHOD"] == "POST":
        body = hashlib.sha256(environ["wsgi.input"].read()).hexdigest().encode()
    elif path == "/streamed":
        start_response(status, headers)
        return (LARGE[at : at + 1000] for at in range(0, len(LARGE), 1000))
    else:
        body = {"/large": LARGE, "/pid": str(os.getpid()).encode()}.get(path, b"ok\n")
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


class Remembering:
    """The same, with a memory."""

    def __call__(self, environ, start_response):
        return self.from_memory(environ, start_response) or app(environ, start_response)

    @staticmethod
    def from_memory(environ, start_response):
        if environ["PATH_INFO"] == "/held/fault":
            raise RuntimeError("hem" + "ligt")
        if environ["PATH_INFO"] == "/held/gone":
            raise ConnectionAbortedError
        if environ["PATH_INFO"] != "/held":
            return None
        start_response("200 OK", [("Content-Length", "5")])
        return [b"held\n"]


remembering = Remembering()
