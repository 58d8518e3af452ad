"""Puts the page memory before Django: what the door asks of this site's settings, and what it says for us."""

import hashlib
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.timezone import get_default_timezone
from django.utils.translation import override
from django_permissions_policy import PermissionsPolicyMiddleware

from articles.subjects import WITHDRAWN
from page_memory.contact import Contact
from page_memory.copies import Copies
from page_memory.door import Application, Door
from page_memory.heard import heard
from page_memory.pages import Headers, Pages
from page_memory.rules import Environ, Rules
from page_memory.withdrawn import TOLD
from regions.facts import regions_by_slug
from regions.queries.directory import is_at_hand
from vardguiden.content_policy import ContentPolicy
from vardguiden.metrics.counters import follow_page_memory
from vardguiden.postgres.parameters import parameters_of
from vardguiden.replicas import must_have
from vardguiden.replicas.watch import watch
from vardguiden.views.errors import without_database

OWN_PATHS = (settings.STATIC_URL, "/healthz", "/readyz", "/metrics")
OUTAGE = {
    "connect_timeout": 2,
    "tcp_user_timeout": 3_000,
    "options": "-c statement_timeout=2000 -c lock_timeout=200",  # whoever locks a table does not stop the line
}


def with_page_memory(application: Application) -> Application:
    """The application behind its door; as it is where the memory is switched off."""
    if not settings.PAGE_MEMORY_MB:
        return application
    pages = Pages(settings.PAGE_MEMORY_MB * 1_000_000)
    copies = Copies(_copies_folder())

    def changed(told: str) -> None:
        heard.change(told.removeprefix(TOLD))
        pages.forget(told.removeprefix(TOLD))
        if told.startswith(TOLD):  # after the pages: none that shows it is put into the memory from here on
            copies.withdrawn.heard(told.removeprefix(TOLD), time.time())

    def missed_some() -> None:
        heard.gap()
        pages.forget_all()

    def catch_up(line: "psycopg.Connection[Any]") -> None:
        copies.withdrawn.learned(line.execute(WITHDRAWN).fetchall(), time.time())

    contact = Contact(_line, on_change=changed, on_gap=missed_some, on_position=must_have, after_gap=catch_up)
    heard.follow(contact)
    rules = Rules(
        host_is_ours=_is_ours,
        only_https=settings.SECURE_SSL_REDIRECT,
        personal_cookies=(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME),
        own_paths=OWN_PATHS,
        zone=get_default_timezone(),
        max_age=settings.PUBLIC_MAX_AGE,
        old_page=_old_page,
        unavailable=_unavailable,
        moves_on=_moves_on,
        reads_on=lambda: watch().choose() is not None,
        does_without=_does_without,
    )
    door = Door(application, pages, contact, copies, rules)
    follow_page_memory(door)
    return door


def _line() -> "psycopg.Connection[Any]":
    named = {"application_name": connection.get_connection_params().get("application_name")}
    return psycopg.connect(**(parameters_of(connection) | named | OUTAGE), autocommit=True)


def _is_ours(host: str) -> bool:
    """As `HttpRequest.get_host` decides."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


def _old_page(built: datetime, language: str) -> bytes:
    with override(language):
        return render_to_string("errors/old_page.html", {"built": built}).encode()


def _unavailable(environ: Environ) -> tuple[Headers, bytes]:
    """The page, with the headers that stand on every page."""
    response = _with_fixed_headers(WSGIRequest(environ))
    return [*response.items(), ("Content-Length", str(len(response.content)))], response.content


def _without_database(request: HttpRequest) -> HttpResponse:
    return without_database(request.path)


_with_fixed_headers: Any = _without_database
for _middleware in (PermissionsPolicyMiddleware, ContentPolicy, XFrameOptionsMiddleware, SecurityMiddleware):
    _with_fixed_headers = _middleware(_with_fixed_headers)


def _moves_on(path: str) -> bool:
    """As `RegionInPath` and Django's `CommonMiddleware` decide: whether the address only lacks its last slash."""
    if path.endswith("/"):
        return False
    if path.removeprefix("/") in regions_by_slug():
        return True
    path = _without_region(path)
    return not is_valid_path(path) and bool(is_valid_path(f"{path}/"))


def _does_without(path: str) -> bool:
    """Find care, once this process knows the care units: it looks for no more than that in most searches."""
    return _without_region(path).startswith("/hitta-vard") and is_at_hand()


def _without_region(path: str) -> str:
    """The path as it is in the whole nation."""
    first, slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if slash and first in regions_by_slug() else path


def _copies_folder() -> Path | None:
    """Where pages are kept for an outage: a folder for each edition of the static files, that old pages may look
    right."""
    if settings.PAGE_COPIES_DIR == "0":
        return None
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    edition = hashlib.sha256(manifest.read_bytes() if manifest.exists() else b"").hexdigest()[:12]
    name = hashlib.sha256(settings.SITE_URL.encode() + settings.SECRET_KEY.encode()).hexdigest()[:12]
    default = Path(tempfile.gettempdir()) / f"vardguiden-copies-{name}"
    return (Path(settings.PAGE_COPIES_DIR) if settings.PAGE_COPIES_DIR else default) / edition
