"""The database backend. Outside requests it is Django's own, with no limits."""

import math
import select
import time
from collections import defaultdict
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.abc import PQGen

from vardguiden import deadline
from vardguiden.postgres.gate import Gate

TOO_LATE = "the time of the request is out"
INTERVAL = 0.1  # psycopg's own: how often a wait looks up
FRESH = 0.2  # seconds: who has answered within them need not be asked whether they are there
gates: defaultdict[str, Gate] = defaultdict(Gate)


class Connection(psycopg.Connection[Any]):
    """A connection that no request waits for longer than it has left, even when the server is silent."""

    heard_at = -math.inf  # when the server answered last

    def wait(self, gen: PQGen[Any], interval: float = INTERVAL, timeout: float | None = None) -> Any:
        left = deadline.left()
        if left is None:
            return super().wait(gen, interval, timeout)
        if left > 0:
            try:
                answer = super().wait(gen, interval, left if timeout is None else min(left, timeout))
            except psycopg.errors._WaitTimeout:
                pass
            else:
                self.heard_at = time.monotonic()
                return answer
        self.pgconn.finish()  # nobody knows what it was doing; the server sees that we have gone, and undoes it
        raise psycopg.OperationalError(TOO_LATE)

    def is_fresh(self) -> bool:
        """Whether the server answered a moment ago and has said nothing since: one that goes says so, or its machine
        does in its place."""
        return not self.closed and time.monotonic() - self.heard_at < FRESH and not self._has_news()

    def _has_news(self) -> bool:
        news = select.poll()
        news.register(self.fileno(), select.POLLIN)
        return bool(news.poll(0))

    def commit(self) -> None:
        deadline.note_commit()
        super().commit()


class DatabaseWrapper(base.DatabaseWrapper):
    """A request connects with the limits of a request, and knows when the server was gone a moment ago."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        self.isolation_level = IsolationLevel.READ_COMMITTED
        left = deadline.left()
        if left is None:
            return Connection.connect(**conn_params)
        if left <= 0:
            raise psycopg.OperationalError(TOO_LATE)
        conn_params["options"] = f"{_limits()} {conn_params.get('options', '')}"  # what the URL says goes before
        with gates[self.alias].trying(self._patience()):
            return Connection.connect(**conn_params)

    def is_usable(self) -> bool:
        """Asked at the first statement of each request, so that a restart of the server costs no reader an error."""
        if not deadline.is_set():
            return super().is_usable()
        gate = gates[self.alias]
        if gate.is_silent:  # then this connection is silent too; to ask it would take as long
            return False
        if self.connection.is_fresh():
            return True
        patience = self._patience()
        began = time.monotonic()
        with deadline.at_most(patience):
            usable = super().is_usable()
        if not usable and time.monotonic() - began >= patience:
            gate.shut("it is silent", silent=True)
        return usable

    def _patience(self) -> float:
        """Seconds that a request waits for a server that may be silent: then there is time left to answer."""
        return float(min(self.settings_dict["OPTIONS"]["connect_timeout"], settings.REQUEST_DEADLINE / 3))


def _limits() -> str:
    """What the server itself holds a request to, so that nothing goes on there when the reader has had their answer."""
    whole = settings.REQUEST_DEADLINE * 1000
    limits = {
        "statement_timeout": whole,
        "lock_timeout": whole // 2,  # whoever waits for a lock learns it while there is time to say so
        "idle_in_transaction_session_timeout": whole,
        "client_connection_check_interval": 2000,  # a question that nobody waits for any longer is not answered
    }
    return " ".join(f"-c {name}={value}" for name, value in limits.items())
