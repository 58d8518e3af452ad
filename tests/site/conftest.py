import pytest

from tests.articles.emptied import forget_all_articles


@pytest.fixture
def no_articles(db):
    """A site that no one has written anything for yet."""
    forget_all_articles()
