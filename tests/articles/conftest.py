import pytest

from tests.articles.library_files import write_library


@pytest.fixture
def folder(tmp_path):
    """A small library of three articles, an earlier version and an addition."""
    return write_library(tmp_path / "library")
