from io import StringIO

import pytest
from django.core.management import call_command

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


@pytest.fixture(scope="module")
def collected():
    """The static files, where the site serves them."""
    call_command("collectstatic", interactive=False, verbosity=0)


def export(folder, *arguments):
    said, complained = StringIO(), StringIO()
    call_command("export_site", folder, "--jobs", "1", *arguments, stdout=said, stderr=complained)
    return said.getvalue() + complained.getvalue()


@pytest.fixture
def read(client):
    def read(path):
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return read
