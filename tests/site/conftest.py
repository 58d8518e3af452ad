import pytest

from tests.articles.emptied import forget_all_articles
from tests.nginx import readable_folder


@pytest.fixture
def no_articles(db):
    """A site that no one has written anything for yet."""
    forget_all_articles()


@pytest.fixture
def folder():
    """For a crisis copy that nginx reads."""
    with readable_folder() as folder:
        yield folder
