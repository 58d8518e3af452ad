"""What a database holds, so that two can be compared: rows, what guards them, and where its counters stand."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg

from vardguiden.restoring.source import Connection

_OURS = "n.nspname !~ '^(pg_|information_schema$)'"
_TABLES = f"""
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND {_OURS} ORDER BY 1"""  # noqa: S608
# By name and state. A definition is written anew when it is restored, and may be spelled otherwise.
_GUARDS = f"""
    WITH guard(schema, name) AS (
        SELECT connamespace, 'constraint ' || conrelid::regclass || '.' || conname
                || CASE WHEN convalidated THEN '' ELSE ' (unproven)' END FROM pg_constraint
        UNION ALL SELECT c.relnamespace, 'index ' || c.oid::regclass
                || CASE WHEN i.indisvalid THEN '' ELSE ' (invalid)' END
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        UNION ALL SELECT c.relnamespace, 'trigger ' || c.oid::regclass || '.' || t.tgname || ' ' || t.tgenabled::text
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
        UNION ALL SELECT pronamespace, 'function ' || oid::regprocedure || ' ' || md5(prosrc) FROM pg_proc
        UNION ALL SELECT relnamespace, 'view ' || oid::regclass FROM pg_class WHERE relkind IN ('v', 'm'))
    SELECT guard.name FROM guard JOIN pg_namespace n ON n.oid = guard.schema WHERE {_OURS}"""  # noqa: S608
_COUNTERS = f"""
    SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences
    WHERE {_OURS.replace("n.nspname", "schemaname")}"""  # noqa: S608
_REWRITE = "UPDATE accounts_auditevent SET actor_name = 'X' WHERE id = (SELECT max(id) FROM accounts_auditevent)"


@dataclass(frozen=True, slots=True)
class Contents:
    """Table → (number of rows, a sum over what stands in them); names of constraints, indexes, triggers, functions and
    views; sequence → the last number that it gave."""

    rows: dict[str, tuple[int, str]]
    guards: frozenset[str]
    counters: dict[str, int]

    @classmethod
    def of(cls, connection: Connection) -> "Contents":
        tables = [name for (name,) in connection.execute(_TABLES)]
        each = [
            f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text FROM {name} t"  # noqa: S608
            for name in tables
        ]
        rows = {name: (number, total) for name, number, total in connection.execute(" UNION ALL ".join(each))}
        guards = frozenset(name for (name,) in connection.execute(_GUARDS))
        return cls(rows, guards, dict(connection.execute(_COUNTERS)))

    @property
    def number_of_rows(self) -> int:
        return sum(number for number, _total in self.rows.values())


def differences(was: Contents, restored: Contents) -> Iterator[str]:
    """What the restored database lacks, or has otherwise, a sentence each."""
    for table, (number, total) in sorted(was.rows.items()):
        if table not in restored.rows:
            yield f"Tabellen {table} saknas."
        elif restored.rows[table][0] != number:
            yield f"{table} har {restored.rows[table][0]} rader och ska ha {number}."
        elif restored.rows[table][1] != total:
            yield f"{table} har rätt antal rader, men det står något annat i dem."
    yield from (f"Tabellen {table} fanns inte." for table in sorted(restored.rows.keys() - was.rows.keys()))
    yield from (f"Saknas: {name}." for name in sorted(was.guards - restored.guards))
    yield from (f"Fanns inte: {name}." for name in sorted(restored.guards - was.guards))
    for name, last in sorted(was.counters.items()):
        if restored.counters.get(name, -1) < last:
            yield f"{name} ger nummer som redan är använda."


def history_can_be_changed(connection: Connection) -> bool:
    """Whether the restored database lets someone rewrite what was done. Nothing is changed."""
    try:
        with connection.transaction(force_rollback=True):
            return connection.execute(_REWRITE).rowcount > 0
    except psycopg.Error:
        return False
