"""Counts each request that reaches Django, and how long it took."""

from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from vardguiden.metrics.counters import REQUESTS


class CountRequests:
    """Stands first, so that all that Django does is in the time. Is not there at all without METRICS_TOKEN."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.METRICS_TOKEN:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = self.get_response(request)
        taken = perf_counter() - began
        REQUESTS.labels(_view_of(request), f"{response.status_code // 100}xx", _channel_of(response)).observe(taken)
        return response


def _view_of(request: HttpRequest) -> str:
    """The view's name, which the URLconf gives. What leads to no view is static files, or `none`: health checks, and
    addresses that are not there."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"


def _channel_of(response: HttpResponse) -> str:
    """`personal` for what is for one person's eyes: no cache keeps it and no search engine lists it. A search is
    public, though no one keeps its answer."""
    is_private = "private" in response.get("Cache-Control", "")
    return "personal" if is_private and response.has_header("X-Robots-Tag") else "public"
