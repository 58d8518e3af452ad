"""A page asked for in this process, through all that stands behind a WSGI server."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from page_memory.door import SHOWN
from page_memory.shown import Shown
from vardguiden import deadline


def answered(application: Any, path: str) -> bytes:
    """The body of the answer to a reader who has nothing; where there is no query, as the page memory asks for a page
    that it lacks."""
    address, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": address.encode().decode("latin-1"),
        "QUERY_STRING": quote(query, safe="=&"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    if not query:
        environ[SHOWN] = Shown()
    status = []
    answer = application(environ, lambda line, headers: status.append(line))
    body = b"".join(answer)
    answer.close()
    deadline.end()  # here no next request begins another: what is asked of the database later has no limit
    assert status[0].startswith("200"), (path, status)
    return body


@contextmanager
def template_and_context() -> Iterator[list[tuple[Any, dict[str, Any]]]]:
    """The first template that is rendered, and all that it was given, by the context processors too."""
    from django.template.base import Template

    seen: list[tuple[Any, dict[str, Any]]] = []
    render = Template._render

    def noting(self: Any, context: Any) -> Any:
        seen.append((self, context.flatten()))
        return render(self, context)

    Template._render = noting  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        Template._render = render  # type: ignore[method-assign]
