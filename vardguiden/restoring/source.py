"""The database that is backed up, and one moment in its life that both roads are to bring back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

from vardguiden.postgres.parameters import VARIABLES, parameters_of

Connection = psycopg.Connection[Any]
STILL = "-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"  # reading takes its time
_TABLES = """
    SELECT string_agg(c.oid::regclass::text, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'"""


@dataclass(frozen=True, slots=True)
class Source:
    """How the database is reached, in libpq's words."""

    parameters: Mapping[str, Any]

    @classmethod
    def of(cls, connection: BaseDatabaseWrapper) -> "Source":
        return cls(parameters_of(connection))

    @property
    def name(self) -> str:
        return str(self.parameters["dbname"])

    @property
    def user(self) -> str:
        return str(self.parameters.get("user", "postgres"))

    @property
    def env(self) -> dict[str, str]:
        """For PostgreSQL's programs: a password among their arguments could be read by others."""
        return {VARIABLES[name]: str(value) for name, value in self.parameters.items()}

    def connect(self) -> Connection:
        return psycopg.connect(**self.parameters, options=STILL)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: a transaction that sees the database as it was, and where in the log it was."""

    seen_by: Connection
    snapshot: str
    position: str


@contextmanager
def moment(source: Source) -> Iterator[Moment]:
    """Holds a moment, for as long as it is looked at.

    For the blink of an eye no one may write, so that the log's position and what the transaction sees are the same.
    Readers notice nothing; who writes waits for it, and it waits at most five seconds for who is writing.
    """
    with source.connect() as still, source.connect() as seen_by:
        still.execute("SET lock_timeout = '5s'")
        still.execute(f"LOCK TABLE {still.execute(_TABLES).fetchone()[0]} IN SHARE MODE")  # type: ignore[index]
        seen_by.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        seen_by.read_only = True
        (snapshot,) = seen_by.execute("SELECT pg_export_snapshot()").fetchone()  # type: ignore[misc]
        (position,) = still.execute("SELECT pg_logical_emit_message(false, 'restore_drill', 'here')::text").fetchone()  # type: ignore[misc]
        still.execute("SELECT pg_logical_emit_message(true, 'restore_drill', 'after')")  # the log goes on after it
        still.commit()
        yield Moment(seen_by, snapshot, position)
