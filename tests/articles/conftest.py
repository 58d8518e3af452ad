import pytest

from tests.articles.emptied import forget_all_articles
from tests.articles.library_files import write_library


@pytest.fixture
def no_articles(db):
    """Only the articles that the test makes: the library is away until it ends."""
    forget_all_articles()


@pytest.fixture
def folder(tmp_path):
    """A small library of three articles, an earlier version and an addition."""
    return write_library(tmp_path / "library")
