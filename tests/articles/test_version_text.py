"""A version's text is read once in each process: what that saves, and that nothing shows what it no longer should."""

import pytest

from articles.actions.library import load_library
from articles.models import Article, Revision
from articles.queries.version_text import version_text
from tests.articles.library_files import article, write


@pytest.fixture
def small(no_articles, folder):
    load_library(by=None, folder=folder)
    return folder


@pytest.fixture
def asked(client, django_assert_num_queries):
    """How much a page asks of the database."""

    def asked(path, number):
        with django_assert_num_queries(number):
            response = client.get(path)
        assert response.status_code == 200
        return response.content.decode()

    return asked


def test_the_second_page_of_a_version_does_not_ask_for_its_text(small, asked):
    assert "Vila och drick." in asked("/rosslighet/", 2)
    assert "Vila och drick." in asked("/rosslighet/", 1)


def test_a_new_version_is_shown_at_once(small, asked):
    asked("/rosslighet/", 2)
    write(small, "rosslighet.md", article("rosslighet").replace("Vila och drick.", "Vila mer."))
    load_library(by=None, folder=small)
    html = asked("/rosslighet/", 2)
    assert "Vila mer." in html and "Vila och drick." not in html


def test_what_a_region_adds_stays_in_the_region(library, client):
    live = Article.objects.get(slug="halsfluss", language="sv").live
    before = version_text(live)
    assert client.get("/skane/halsfluss.json").json()["care_additions"]
    assert "tillagg-1" in client.get("/skane/halsfluss/").content.decode()
    assert "tillagg-1" not in client.get("/halsfluss/").content.decode()
    assert version_text(live) is before
    assert not any(chapter["additions"] for chapter in before.chapters)
    assert not any(step.nearby for step in before.ladder)


def test_another_text_with_the_same_number_is_not_taken_for_it(small):
    """As after the database has been restored from a copy."""
    first, other = Revision.objects.filter(article__language="sv", published_on__isnull=False).order_by("pk")[:2]
    assert version_text(first) is version_text(first)
    assert version_text(Revision(pk=other.pk, digest="that of a text before")) is not version_text(other)


@pytest.mark.parametrize("path", ["/halsfluss/", "/en/halsfluss/", "/lattlast/feber/", "/gotland/ont-i-magen/"])
def test_a_page_has_asked_for_all_that_it_shows(library, units, client, monkeypatch, path):
    """A column that the great question leaves out would be asked for by itself, in each page."""
    left_out = []
    refresh = Article.refresh_from_db

    def noted(self, *given, fields=None, **named):
        left_out.append((type(self), fields))
        refresh(self, *given, fields=fields, **named)

    for model in (Article, Revision):
        monkeypatch.setattr(model, "refresh_from_db", noted)
    assert client.get(path).status_code == 200
    assert left_out == []
