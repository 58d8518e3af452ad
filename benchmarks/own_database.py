"""A database of a benchmark's own, thrown away afterwards: on the server of DATABASE_URL, else on the embedded one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Django is set up, and its connection leads there, within the block."""
    if not os.environ.get("DATABASE_URL"):
        from vardguiden import embedded_postgres

        os.environ["DATABASE_URL"] = embedded_postgres.start()
    import django

    django.setup()
    from django.db import connection

    own = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)
