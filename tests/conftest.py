"""What tests share: regions, example units and articles, loaded once a database."""

import io
from pathlib import Path
from threading import BoundedSemaphore

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from hypothesis import settings

from tests.own_database import own_database  # noqa: F401  a fixture
from tests.running_parts import Postgres
from vardguiden.stack import with_room

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# How long an example takes says nothing about whether it is right.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A test is some fifty calls deep when it begins; one that stood where a piece of memory ends took up to three times as
# long (vardguiden/stack.py).
pytest.Function.setup = with_room(pytest.Function.setup)
pytest.Function.runtest = with_room(pytest.Function.runtest)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    """What is made once for a file is made by one process: the file's tests run together (--dist loadgroup)."""
    for item in items:
        made = item._fixtureinfo.name2fixturedefs.values()
        if any(each[-1].scope == "module" for each in made) and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.location[0]))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with all that the demo has, so that no test depends on which ran before it."""
    with django_db_blocker.unblock():
        for command in ("load_regions", "make_example_units", "load_library"):
            call_command(command, stdout=io.StringIO())


@pytest.fixture(scope="module")
def postgres(django_db_setup, django_db_blocker):
    """A server of the tests' own with the tests' data, which may be stopped and killed."""
    with django_db_blocker.unblock():
        postgres = Postgres()
    yield postgres
    postgres.remove()


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """A test reads the head of an answer and throws the rest away; no server does without closing it."""
    monkeypatch.setattr("regions.open_data.answers._room", BoundedSemaphore(1_000))


@pytest.fixture
def library(db):
    """The whole library, published."""


@pytest.fixture
def units(db):
    """The example units."""


@pytest.fixture
def no_units(db):
    """A site that knows of no care unit, until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE regions_careunit, regions_unitaddress CASCADE")


@pytest.fixture
def uncounted():
    """No form has been counted from the test's address, and none is when it is over."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def shared():
    """The folder of data that no one here wrote; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: data that is not part of the project")
    return SHARED
