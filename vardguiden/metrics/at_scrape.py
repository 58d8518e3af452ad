"""What the database says of itself, and what waits in it: asked when someone asks us, in bounded time.

When the database is gone, the answer says so (`vardguiden_database_up 0`) and is given without the rest. One that
answers, but not a dearer question in time, is up all the same: only the answer to that question is left out.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from accounts.models import LastDone
from articles.models import Revision
from page_memory.heard import heard
from regions.actions.reminders import TRIED_FOR
from regions.models import ImportState, PlannedMove, UnitImport, UnitReminder
from regions.models.unit_import import SILENT_FOR, WORKING
from regions.opening import SWEDEN
from vardguiden.replicas.connection import reading_from
from vardguiden.replicas.watch import watch

PRIMARY = "default"
PATIENCE = "SET LOCAL statement_timeout = '1s'"  # for each question
CONNECTIONS = """
    SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1"""
# Nothing waits for the archive when the log (WAL) ends where the last file that was archived does, but for a few
# records that the server writes on a quiet night and begins no new file for.
SERVER = """
    SELECT current_setting('max_connections')::int, pg_database_size(current_database()),
        failed_count, CASE
            WHEN current_setting('archive_mode') = 'off' OR pg_is_in_recovery() THEN NULL
            WHEN last_archived_wal ~ '^[0-9A-F]{24}' AND pg_current_wal_insert_lsn() - '0/0'::pg_lsn - 1000
                < ((pg_split_walfile_name(left(last_archived_wal, 24))).segment_number + 1)
                    * pg_size_bytes(current_setting('wal_segment_size')) THEN 0
            ELSE extract(epoch FROM now() - coalesce(last_archived_time, stats_reset))::float END
    FROM pg_stat_archiver"""
# One that has heard all there is to hear is not behind, however long ago anyone wrote.
LAG = """
    SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0
        WHEN EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
        ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp()) END::float"""


class AtScrape(Collector):
    """The answers, as Prometheus wants them."""

    def collect(self) -> Iterator[Metric]:
        up = _within_time(PRIMARY, lambda connection: ()) is not None
        yield GaugeMetricFamily("vardguiden_database_up", "Whether the database answers", value=up)
        if up:
            for question in (_connections, _server, _waiting, _failed, _done):
                yield from _within_time(PRIMARY, question) or ()
        yield from _replicas()


def _within_time(alias: str, ask: Callable[[BaseDatabaseWrapper], Iterable[Metric]]) -> list[Metric] | None:
    """What the database answers; None when it does not, or not in time."""
    try:
        with transaction.atomic(using=alias):
            with connections[alias].cursor() as cursor:
                cursor.execute(PATIENCE)
            return list(ask(connections[alias]))
    except DatabaseError:
        return None


def _connections(connection: BaseDatabaseWrapper) -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(CONNECTIONS)
        used = GaugeMetricFamily("vardguiden_database_connections", "Connections by what they do", labels=["state"])
        for state, number in cursor.fetchall():
            used.add_metric([state], number)
    yield used


def _server(connection: BaseDatabaseWrapper) -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(SERVER)
        most, size, failures, since = cursor.fetchone()
    yield GaugeMetricFamily("vardguiden_database_connections_limit", "How many the server takes", value=most)
    yield GaugeMetricFamily("vardguiden_database_bytes", "Size of the database", value=size)
    yield CounterMetricFamily("vardguiden_wal_archive_failures", "WAL files that could not be archived", value=failures)
    if since is not None:
        text = "Time since a WAL file was archived, 0 when none waits; told when archive_mode is on"
        yield GaugeMetricFamily("vardguiden_wal_archived_seconds", text, value=since)


def _waiting(connection: BaseDatabaseWrapper) -> Iterator[Metric]:
    """How many of each thing are past their time, and for how long the oldest has been."""
    now = timezone.now()
    waits: list[tuple[str, QuerySet[Any], Any]] = [
        ("tasks", DBTaskResult.objects.ready().order_by(), Min("enqueued_at")),
        ("texts", Revision.objects.filter(publish_at__lte=now), Min("publish_at")),
        (
            "unit_reminders",
            UnitReminder.objects.filter(sent_at=None, asked_at__gt=now - TRIED_FOR, unit__contact__isnull=False),
            Min("asked_at"),
        ),
        ("moves", PlannedMove.objects.filter(made_at=None, on__lte=timezone.localdate(now, SWEDEN)), Min("on")),
        (
            "imports",
            UnitImport.objects.alias(heard=Coalesce("heard_at", "started_at")).filter(
                state__in=WORKING, heard__lt=now - SILENT_FOR
            ),
            Min(Coalesce("heard_at", "started_at")),
        ),
    ]
    number = GaugeMetricFamily("vardguiden_waiting", "Work that is past its time and not done", labels=["what"])
    oldest = GaugeMetricFamily("vardguiden_waiting_oldest_seconds", "For how long the oldest has", labels=["what"])
    for what, rows, first in waits:
        found = rows.using(connection.alias).aggregate(number=Count("pk"), first=first)
        number.add_metric([what], found["number"])
        oldest.add_metric([what], _age(found["first"], now))
    yield number
    yield oldest


def _age(since: Any, now: datetime) -> float:
    if since is None:
        return 0
    if not isinstance(since, datetime):  # a day begins at 00.00 by Swedish clocks
        since = datetime.combine(since, time(), SWEDEN)
    return max(0, (now - since.astimezone(UTC)).total_seconds())


def _failed(connection: BaseDatabaseWrapper) -> Iterator[Metric]:
    since = timezone.now() - timedelta(days=1)
    failed = GaugeMetricFamily("vardguiden_failed_last_day", "Work of the last 24 hours that failed", labels=["what"])
    tasks = DBTaskResult.objects.failed().filter(finished_at__gt=since)
    imports = UnitImport.objects.filter(state=ImportState.REFUSED, started_at__gt=since)
    for what, rows in (("tasks", tasks), ("imports", imports)):
        failed.add_metric([what], rows.using(connection.alias).count())
    yield failed


def _done(connection: BaseDatabaseWrapper) -> Iterator[Metric]:
    now = timezone.now()
    done = GaugeMetricFamily("vardguiden_done_seconds", "Time since work was last done well", labels=["work"])
    for row in LastDone.objects.using(connection.alias):
        done.add_metric([row.work], _age(row.at, now))
    yield done


def _replicas() -> Iterator[Metric]:
    """What each replica that the settings name says of itself."""
    up = GaugeMetricFamily("vardguiden_replica_up", "Whether the replica answers", labels=["replica"])
    lag = GaugeMetricFamily("vardguiden_replica_lag_seconds", "How far behind the replica is", labels=["replica"])
    for alias in settings.REPLICAS:
        told = None
        if watch().answers(alias):  # and should it hang from now on, the watch cuts us off
            with reading_from(alias, heard.moment):
                told = _within_time(alias, partial(_lag, lag=lag))
        up.add_metric([alias], told is not None)
    if up.samples:
        yield from (up, lag)


def _lag(connection: BaseDatabaseWrapper, lag: GaugeMetricFamily) -> Iterator[Metric]:
    with connection.cursor() as cursor:
        cursor.execute(LAG)
        (seconds,) = cursor.fetchone()
    if seconds is not None:
        lag.add_metric([connection.alias], max(0, seconds))
    yield lag
