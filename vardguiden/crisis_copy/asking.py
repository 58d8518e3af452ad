"""Asks the ordinary site for a page, as an anonymous reader does, in the words of the copy."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core import signals
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.template import engines
from django.urls import set_urlconf

TEMPLATES = settings.BASE_DIR / "templates" / "crisis_copy"
# What the web server says itself of a file.
OF_THE_SERVER = {"content-length", "date", "etag", "expires", "last-modified", "vary"}


class CopyFailed(Exception):
    """The copy cannot be made now. The sentence says why, and the old copy stays as it was."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def content_type(self) -> str:
        return dict(self.headers).get("Content-Type", "")

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


class Site(BaseHandler):
    """The whole site with its middleware, but for the pages that rest in the copy (`vardguiden.crisis_copy.urls`)."""

    def __init__(self) -> None:
        self.load_middleware()
        site = urlsplit(settings.SITE_URL)
        self.environ: dict[str, Any] = {"HTTP_HOST": site.netloc, "wsgi.url_scheme": site.scheme, "QUERY_STRING": ""}
        setup_testing_defaults(self.environ)

    def ask(self, address: str) -> Answer:
        """The answer to GET. A fault of ours, or anything personal, stops the copy."""
        request = WSGIRequest(dict(self.environ, PATH_INFO=quote(address)))
        request.urlconf = "vardguiden.crisis_copy.urls"
        try:
            response = self.get_response(request)
        finally:
            set_urlconf(None)
        with closing(response):
            answer = Answer(response.status_code, _lasting(response.headers.items()), b"".join(response))
        if answer.status >= 500:
            raise CopyFailed(f"Sidan {address} gick inte att hämta (svaret var {answer.status}).")
        if response.cookies or "private" in response.get("Cache-Control", ""):
            raise CopyFailed(f"Sidan {address} är personlig och får inte stå i en kopia.")
        return answer


def _lasting(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers that hold for the file. The parts of a policy come in any order, and are sorted."""
    kept = [(name, value) for name, value in headers if name.lower() not in OF_THE_SERVER]
    return tuple(
        sorted((name, "; ".join(sorted(value.split("; "))) if "Policy" in name else value) for name, value in kept)
    )


@contextmanager
def one_connection() -> Iterator[None]:
    """Between one page and the next the connection to the database is neither closed nor tried."""
    between = signals.request_started, signals.request_finished
    for signal in between:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in between:
            signal.connect(close_old_connections)


@contextmanager
def in_the_words_of_the_copy() -> Iterator[None]:
    """Templates in `templates/crisis_copy/` come before those of the same name: what changes by the hour, and forms
    that nobody would receive, are told otherwise there."""
    engine = engines["django"].engine  # type: ignore[attr-defined]
    ordinary = engine.dirs, engine.template_loaders
    engine.dirs = [TEMPLATES, *engine.dirs]
    engine.template_loaders = engine.get_template_loaders(engine.loaders)
    try:
        yield
    finally:
        engine.dirs, engine.template_loaders = ordinary
