"""A database of the tests' own, made from the loaded one, in which changes are committed."""

import secrets

import psycopg
import pytest
from django.db import connection

from tests.running_parts import url_of
from vardguiden.postgres.parameters import parameters_of


class Own:
    """A database: how others are told of it, and a connection to it."""

    def __init__(self, name):
        self.name = name
        self.url = url_of(name)

    def connect(self):
        return _connect(self.name)


def _connect(name):
    return psycopg.connect(**(parameters_of(connection) | {"dbname": name}), autocommit=True)


@pytest.fixture(scope="module")
def own_database(django_db_setup, django_db_blocker):
    """Django itself uses it for as long as the module's tests run."""
    own = Own(f"own_{secrets.token_hex(4)}")
    with django_db_blocker.unblock():
        connection.close()
        loaded = connection.settings_dict["NAME"]
        assert loaded.startswith("test_"), "mark the module with django_db"
        with _connect("postgres") as server:
            server.execute(f"CREATE DATABASE {own.name} TEMPLATE {loaded}")
            connection.settings_dict["NAME"] = own.name
            try:
                yield own
            finally:
                connection.close()
                connection.settings_dict["NAME"] = loaded
                server.execute(f"DROP DATABASE {own.name} WITH (FORCE)")
