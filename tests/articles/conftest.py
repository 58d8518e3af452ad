import pytest

from articles.actions import load_library
from articles.models import Article
from tests.articles.emptied import forget_all_articles
from tests.articles.library_files import article, translation, write, write_library


@pytest.fixture
def no_articles(db):
    """Only the articles that the test makes: the library is away until it ends."""
    forget_all_articles()


@pytest.fixture
def folder(tmp_path):
    """A small library of three articles, an earlier version and an addition."""
    return write_library(tmp_path / "library")


@pytest.fixture
def read(client):
    def read(path, status=200):
        response = client.get(path)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def small(no_articles, folder):
    """The small library, and a way to load it again with one of its texts changed."""
    load_library(by=None, folder=folder)

    def change(slug, *changes):
        text = article(slug)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        write(folder, f"{slug}.md", text)
        load_library(by=None, folder=folder)
        return Article.objects.get(slug=slug, language="sv")

    return change


@pytest.fixture
def ask(library, client):
    def ask(query, path="/sok.json"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        return response.json()

    return ask


@pytest.fixture
def look(library, client):
    def look(query, path="/sok/"):
        response = client.get(path, {"q": query})
        assert response.status_code == 200
        return response.content.decode()

    return look


@pytest.fixture
def translated(no_articles, folder):
    """The small library with an English version of its first article; returns a way to load it again, changed."""

    def load(**changes):
        for name, text in changes.items():
            write(folder, name, text)
        load_library(by=None, folder=folder)
        return Article.objects.get(slug="rosslighet", language="en")

    write(folder, "translations/en/rosslighet.md", translation(folder))
    load()
    return load
