"""Whether the process lives (`/healthz`) and whether it can serve (`/readyz`), for load balancers."""

import functools
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, ProgrammingError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vardguiden.metrics.view import metrics
from vardguiden.outage import BACK_SOON
from vardguiden.replicas import go_over_to_the_primary


@never_cache
@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration of this code; else 503 with the reason."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app || '.' || name FROM django_migrations")
            applied = {name for (name,) in cursor.fetchall()}
    except ProgrammingError:  # an empty database has no such table
        applied = set()
    except Error:
        return _not_ready("Databasen svarar inte.")
    missing = len(_known_migrations() - applied)
    if missing:
        return _not_ready(f"{missing} migreringar saknas i databasen. Kör: manage.py migrate")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


class HealthForAnyHost:
    """Answers machines before the host name is checked: they ask each machine of ours by its number."""

    VIEWS = {"/healthz": healthz, "/readyz": readyz}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if settings.METRICS_TOKEN:
            self.VIEWS = self.VIEWS | {"/metrics": metrics}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = self.VIEWS.get(request.path)
        if view is None:
            return self.get_response(request)
        go_over_to_the_primary()  # which is what they ask about, and no replica that readers are given
        return view(request)


def _not_ready(why: str) -> HttpResponse:
    return HttpResponse(
        why + "\n", status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(BACK_SOON)}
    )


@functools.cache
def _known_migrations() -> frozenset[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return frozenset(f"{app}.{name}" for app, name in loader.disk_migrations or {})
