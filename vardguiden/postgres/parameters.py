"""How a database is reached, in libpq's words, for connections and programs beside Django's own."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

# What libpq calls it → the variable that PostgreSQL's programs read it from.
VARIABLES = {"dbname": "PGDATABASE", "user": "PGUSER", "password": "PGPASSWORD", "host": "PGHOST", "port": "PGPORT"}
VARIABLES |= {name: f"PG{name.upper()}" for name in ("sslmode", "sslrootcert", "sslcert", "sslkey", "service")}


def parameters_of(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """Where the server is and who asks, without how long Django waits and what it sets."""
    told = connection.get_connection_params()
    return {name: told[name] for name in VARIABLES if told.get(name)}
