"""`/metrics`, for Prometheus: opened by the token of METRICS_TOKEN alone, never by a session."""

import os

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from vardguiden.metrics.at_scrape import AtScrape
from vardguiden.metrics.counters import REGISTRY
from vardguiden.metrics.processes import FOLDER
from vardguiden.replicas import on_the_primary


@never_cache
@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The counts of all workers, and what waits in the database. Without the setting there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"}, content_type="text/plain")
    told = CollectorRegistry()
    counted: Collector = MultiProcessCollector(None) if FOLDER in os.environ else REGISTRY
    told.register(counted)
    told.register(AtScrape())
    with on_the_primary():
        return HttpResponse(generate_latest(told), content_type=CONTENT_TYPE_PLAIN_0_0_4)
