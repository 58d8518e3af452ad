"""A right file of the library, and that one with a fault is refused on the line where it stands."""

import pytest

from articles.library_format import LibraryError, read_article
from tests.articles.library_files import article, write

NAME = "rosslighet.md"
RIGHT = article("rosslighet")


def line_of(text, part):
    return next(n for n, line in enumerate(text.split("\n"), 1) if part in line)


@pytest.fixture
def refused(tmp_path):
    """That the text is refused, with these words, on the line that has `at` (or the one of that number)."""

    def refused(text, says, at, *, read=read_article):
        path = write(tmp_path, NAME, text)
        with pytest.raises(LibraryError) as error:
            read(path)
        number = at if isinstance(at, int) else line_of(text, at)
        assert str(error.value).startswith(f"{NAME}, rad {number}: ")
        assert says in str(error.value)

    return refused
