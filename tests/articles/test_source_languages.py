"""A source's title is read aloud in its own language, on Swedish pages and on English ones."""

from dataclasses import replace

import pytest

from articles.actions import load_library
from articles.diff import compare
from articles.library_format import read_article
from articles.models import Article, ArticleKind, Language, Source, SourceLanguage
from articles.text import ArticleText, SourceText
from tests.articles.library_files import article, translation, write
from tests.articles.reading import part

ENGLISH = 'owner = "Ett förlag"\n\n[[sources]]\ntitle = "A book"\nowner = "Cochrane"\nlanguage = "en"'
SWEDISH_BOOK = SourceText("En bok", "Ett förlag")
ENGLISH_BOOK = SourceText("A book", "Cochrane", SourceLanguage.ENGLISH)


@pytest.fixture
def two_books(no_articles, folder):
    """An article that rests on a Swedish book and an English one, with its translations."""
    path = write(folder, "rosslighet.md", article("rosslighet").replace('owner = "Ett förlag"', ENGLISH))
    for language in ("en", "lattlast"):
        write(folder, f"translations/{language}/rosslighet.md", translation(folder))
    load_library(by=None, folder=folder)
    return read_article(path)


def says(*sources):
    return replace(ArticleText.empty(ArticleKind.SJUKDOM, Language.SWEDISH, "Rosslighet"), sources=sources)


def test_the_library_tells_which_source_is_in_english(two_books):
    assert two_books.sources == (SWEDISH_BOOK, ENGLISH_BOOK)
    for found in Article.objects.filter(slug="rosslighet").select_related("live"):
        rows = Source.objects.filter(revision=found.live).order_by("position")
        assert list(rows.values_list("title", "language")) == [("En bok", "sv"), ("A book", "en")], found.language


@pytest.mark.parametrize("path", ["/rosslighet/", "/rosslighet/version/2/", "/lattlast/rosslighet/"])
def test_a_swedish_page_marks_what_is_in_english(client, two_books, path):
    trust = part(client.get(path).content.decode(), '<section class="trust', "</section>")
    assert '<span lang="en">A book</span>. Cochrane.' in trust
    assert "En bok. Ett förlag." in trust
    assert 'lang="sv"' not in trust


@pytest.mark.parametrize("path", ["/en/rosslighet/", "/en/rosslighet/version/1/"])
def test_an_english_page_marks_what_is_in_swedish(client, two_books, path):
    trust = part(client.get(path).content.decode(), '<section class="trust', "</section>")
    assert '<span lang="sv">En bok</span>. Ett förlag.' in trust
    assert "A book. Cochrane." in trust
    assert 'lang="en"' not in trust


@pytest.mark.parametrize("path", ["/rosslighet.json", "/en/rosslighet.json"])
def test_open_data_tells_the_language(client, two_books, path):
    assert client.get(path).json()["sources"] == [
        {"title": "En bok", "owner": "Ett förlag", "language": "sv"},
        {"title": "A book", "owner": "Cochrane", "language": "en"},
    ]


def test_what_is_published_stays_the_same_text():
    text = says(SourceText("Luftvägsinfektioner", "Folkhälsomyndigheten"))
    assert text.digest == "92068790a0a0f575505d45b451739016f758fd14c3aee85450aea6a7d6edd55a"  # before sources had one
    assert text.as_json()["sources"] == [{"title": "Luftvägsinfektioner", "owner": "Folkhälsomyndigheten"}]


def test_a_source_in_english_is_another_text():
    swedish, english = says(SourceText("A book", "Cochrane")), says(ENGLISH_BOOK)
    assert swedish.digest != english.digest
    assert ArticleText.from_json(english.as_json()) == english


def test_editors_see_the_language_among_the_changes_and_readers_see_what_they_read():
    swedish, english = says(SourceText("A book", "Cochrane")), says(ENGLISH_BOOK)
    assert not any(section.changed for section in compare(swedish, english))
    (section,) = (section for section in compare(swedish, english, for_editors=True) if section.changed)
    assert section.key == "sources"
    assert "(engelska)" in "".join(piece.text for line in section.lines for piece in line if piece.kind == "added")
