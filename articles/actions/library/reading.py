"""Reads every file of the library, one by one and together, before anything is changed."""

from dataclasses import dataclass, field
from pathlib import Path

from articles.library_format import (
    AdditionFile,
    ArticleFile,
    LibraryError,
    check_addition,
    check_together,
    check_translation,
    read_addition,
    read_article,
    read_translation,
)
from articles.library_format.words import SearchWords, read_words
from articles.models import Language
from articles.site_pages import RESERVED_SLUGS
from regions.facts import regions_by_slug


@dataclass(frozen=True)
class Library:
    """All that the library's folder holds."""

    articles: dict[str, ArticleFile]
    earlier: dict[str, list[ArticleFile]] = field(default_factory=dict)
    translations: list[ArticleFile] = field(default_factory=list)
    additions: list[AdditionFile] = field(default_factory=list)
    words: SearchWords = field(default_factory=SearchWords)

    def versions(self, slug: str) -> list[ArticleFile]:
        """The Swedish texts of an article, oldest first."""
        return [*self.earlier.get(slug, []), self.articles[slug]]


def read_all(folder: Path) -> Library:
    """Every file of the library, checked one by one and together.

    Raises:
        LibraryError: a file is not right; the message names the file and the line.
    """
    library = Library({file.slug: file for file in map(read_article, sorted(folder.glob("*.md")))})
    for file in library.articles.values():
        if file.slug in RESERVED_SLUGS or file.slug in regions_by_slug():
            raise LibraryError(file.path, 1, f"adressnamnet {file.slug!r} är upptaget av en annan sida.")
    check_together(library.articles.values(), RESERVED_SLUGS)
    _read_earlier(library, folder / "earlier")
    _read_translations(library, folder / "translations")
    _read_additions(library, folder / "additions")
    return Library(
        library.articles,
        library.earlier,
        library.translations,
        library.additions,
        read_words(folder / "search", library.articles),
    )


def _read_earlier(library: Library, folder: Path) -> None:
    for path in sorted(folder.glob("*.md"), key=_version):
        file = read_article(path)
        if file.slug not in library.articles:
            raise LibraryError(path, 1, f"det finns ingen artikel {file.slug!r}.")
        library.earlier.setdefault(file.slug, []).append(file)


def _version(path: Path) -> int:
    """The number in the name of an earlier version: feber.2.md → 2."""
    number = path.name.split(".")[1:-1]
    if len(number) != 1 or not number[0].isdecimal():
        raise LibraryError(path, 1, "en tidigare version heter som artikeln med ett nummer, till exempel feber.1.md.")
    return int(number[0])


def _read_translations(library: Library, folder: Path) -> None:
    languages = {language.value for language in Language} - {Language.SWEDISH.value}
    for path in sorted(folder.glob("*/*.md")):
        if path.parent.name not in languages:
            raise LibraryError(path, 1, f"språket {path.parent.name!r} finns inte.")
        if path.stem not in library.articles:
            raise LibraryError(path, 1, f"det finns ingen artikel {path.stem!r}.")
        translation = read_translation(path, library.versions(path.stem))
        check_translation(translation, library.articles, RESERVED_SLUGS)
        library.translations.append(translation)


def _read_additions(library: Library, folder: Path) -> None:
    for path in sorted(folder.glob("*/*.md")):
        addition = read_addition(path)
        if addition.region_slug not in regions_by_slug():
            raise LibraryError(path, 1, f"regionen {addition.region_slug!r} finns inte.")
        check_addition(addition, library.articles, RESERVED_SLUGS)
        library.additions.append(addition)
