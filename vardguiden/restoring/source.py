"""The database that is backed up, and one moment in its life that both roads are to bring back."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

Connection = psycopg.Connection[Any]
STILL = "-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"  # reading takes its time
_TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
_TABLES = """
    SELECT string_agg(c.oid::regclass::text, ', ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema$)'"""


@dataclass(frozen=True, slots=True)
class Source:
    """How the database is reached, as libpq's variables."""

    env: Mapping[str, str]

    @classmethod
    def of(cls, database: Mapping[str, Any]) -> "Source":
        """From an entry of Django's DATABASES."""
        told = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
        env = {name: str(database[key]) for name, key in told.items() if database.get(key)}
        return cls(
            env | {f"PG{name.upper()}": str(database["OPTIONS"][name]) for name in _TLS if name in database["OPTIONS"]}
        )

    @property
    def name(self) -> str:
        return self.env["PGDATABASE"]

    @property
    def user(self) -> str:
        return self.env.get("PGUSER", "postgres")

    def connect(self) -> Connection:
        names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
        names |= {f"PG{name.upper()}": name for name in _TLS}
        return psycopg.connect(**{names[key]: value for key, value in self.env.items()}, options=STILL)  # type: ignore[arg-type]


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
