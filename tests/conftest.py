"""The cast and the library that tests share. Regions, example units and articles are loaded once a database."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The empty test database, with the 21 regions and 290 municipalities."""
    with django_db_blocker.unblock():
        call_command("load_regions", stdout=io.StringIO())


@pytest.fixture(scope="session")
def loaded_library(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("load_library", stdout=io.StringIO())


@pytest.fixture(scope="session")
def loaded_units(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("make_example_units", stdout=io.StringIO())


@pytest.fixture
def library(loaded_library, db):
    """The whole library, published."""


@pytest.fixture
def units(loaded_units, db):
    """The example units."""


@pytest.fixture
def shared():
    """The folder of data that no one here wrote; a test that needs it is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here: data that is not part of the project")
    return SHARED
