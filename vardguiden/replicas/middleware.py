"""Reads pages that are the same for everyone from a replica of the database."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.core.handlers.wsgi import WSGIRequest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.http import HttpResponse

from page_memory.heard import heard
from vardguiden.replicas.connection import go_over_to_the_primary, reading_from
from vardguiden.replicas.watch import watch

logger = logging.getLogger(__name__)


class ReadsFromReplica:
    """The whole of a public page is read from one replica; should it fail, the page is made anew from another one that
    may be read, or from the primary.

    What has gone over to the primary, and only asks whether the replica answers (/metrics), is not made anew.

    It stands before all that changes the request, so that what is made anew is the whole answer; but the page memory,
    which takes down what is read, has to know of every database first. Whoever has a session reads the primary: staff
    see what they have just written.
    """

    def __init__(self, get_response: Callable[[WSGIRequest], HttpResponse]) -> None:
        if not settings.REPLICAS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: WSGIRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        as_it_came = dict(request.environ)
        for _ in settings.REPLICAS:  # at most: whatever is wrong, the reader is not kept waiting
            since = heard.moment
            alias = watch().choose()
            if alias is None:
                break
            with reading_from(alias, since) as replica:
                response = self.get_response(request)
                is_of_the_replica = connections[DEFAULT_DB_ALIAS] is replica
            if not (replica.errors_occurred and is_of_the_replica):
                return response
            watch().has_failed(alias)
            logger.warning("%s failed in the middle of a page, which is read anew from another.", alias)
            request = type(request)(dict(as_it_came))
        return self.get_response(request)

    def process_view(self, request: WSGIRequest, view: Callable, args: tuple, kwargs: dict[str, Any]) -> None:
        """What is not marked as the same for everyone (regions.public) is read from the primary after all."""
        if not getattr(view, "from_a_replica", False):
            go_over_to_the_primary()

    def process_exception(self, request: WSGIRequest, exception: Exception) -> HttpResponse | None:
        """A page that fails with its replica is no fault to log: this answer is thrown away above."""
        failed_there = isinstance(exception, DatabaseError) and connection.alias in settings.REPLICAS
        return HttpResponse(status=503) if failed_there and connection.errors_occurred else None
