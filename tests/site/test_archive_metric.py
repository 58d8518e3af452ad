"""How long the log has waited for the archive: not on a quiet night, when there is nothing to archive."""

import time

import pytest

from tests.running_parts import Postgres, until
from vardguiden.metrics.at_scrape import SERVER

pytestmark = pytest.mark.django_db


@pytest.fixture
def archiving(django_db_setup, django_db_blocker):
    """A server that archives."""
    with django_db_blocker.unblock():
        postgres = Postgres()
    try:
        postgres.sql("ALTER SYSTEM SET archive_mode = on")
        postgres.sql("ALTER SYSTEM SET archive_command = 'true'")
        postgres.stop()
        postgres.start()
        yield postgres
    finally:
        postgres.remove()


def waited(postgres):
    return float(postgres.sql(SERVER).split("|")[3])


def test_only_what_waits_for_the_archive_counts(archiving):
    archiving.sql("CREATE TABLE written AS SELECT generate_series(1, 1000)")
    assert waited(archiving) > 0  # since the start: it may never have worked
    archiving.sql("SELECT pg_switch_wal()")
    until(lambda: waited(archiving) == 0, "nothing was archived")
    archiving.sql("CHECKPOINT")  # as it does by itself
    time.sleep(1)
    assert waited(archiving) == 0
    archiving.sql("ALTER SYSTEM SET archive_command = 'false'")
    archiving.sql("SELECT pg_reload_conf()")
    archiving.sql("INSERT INTO written SELECT generate_series(1, 1000)")
    assert waited(archiving) >= 1
    archiving.sql("SELECT pg_switch_wal()")
    assert waited(archiving) >= 1
