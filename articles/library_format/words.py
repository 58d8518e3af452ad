"""What the library teaches the search: how people ask, in Swedish and other languages, what is sought most, and rules.

The folder `search/` holds `asked.toml` (slug → ways of asking), `medicines.toml` (slug → names of medicines, by
substance and by brand, for what the text is about), `languages.toml` (slug → language → words),
`most_sought.toml` (`slugs`, the most sought first) and `rules.toml` (a list for each kind of `SearchRule`).
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.library_format.file import LibraryError
from articles.limits import LONGEST_SYNONYM
from articles.models.search import SearchRule

LONGEST_RULE = 300
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class SearchWords:
    """`asked`, `medicines` and `foreign` by slug (the last as language and word), `most_sought` slugs in order, and
    the rules."""

    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    medicines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    most_sought: tuple[str, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()


def read_words(folder: Path, slugs: Collection[str]) -> SearchWords:
    """The files of the folder; one that is not there has nothing to say.

    Raises:
        LibraryError: a file is not right; the message names it, and the topic or word.
    """
    asked, medicines = (
        {slug: _texts(path, texts, LONGEST_SYNONYM) for slug, path, texts in _topics(folder / name, slugs)}
        for name in ("asked.toml", "medicines.toml")
    )
    foreign = {}
    for slug, path, by_language in _topics(folder / "languages.toml", slugs):
        if not isinstance(by_language, dict) or not all(_LANGUAGE.fullmatch(language) for language in by_language):
            raise LibraryError(path, _line(path, slug), "här står språk (två eller tre bokstäver) med ord.")
        foreign[slug] = tuple(
            (language, word) for language, words in by_language.items() for word in _texts(path, words, LONGEST_SYNONYM)
        )
    path = folder / "most_sought.toml"
    sought = _texts(path, _read(path).get("slugs", []), LONGEST_SYNONYM)
    for slug in sought:
        if slug not in slugs:
            raise LibraryError(path, _line(path, slug), f"det finns ingen artikel {slug!r}.")
    return SearchWords(asked, medicines, foreign, sought, _rules(folder / "rules.toml"))


def _topics(path: Path, slugs: Collection[str]) -> list[tuple[str, Path, Any]]:
    rows = _read(path).items()
    for slug, _ in rows:
        if slug not in slugs:
            raise LibraryError(path, _line(path, slug), f"det finns ingen artikel {slug!r}.")
    return [(slug, path, value) for slug, value in rows]


def _rules(path: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for kind, texts in _read(path).items():
        if kind not in SearchRule.Kind.values:
            raise LibraryError(path, _line(path, kind), f"{kind!r} är inget slag av regel.")
        found += [(kind, text) for text in _texts(path, texts, LONGEST_RULE)]
    return tuple(found)


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(path, 1, f"filen går inte att läsa: {error}") from None


def _texts(path: Path, values: object, longest: int) -> tuple[str, ...]:
    """A list of texts, each once."""
    if not isinstance(values, list):
        raise LibraryError(path, 1, f"här ska stå en lista, inte {values!r}.")
    for value in values:
        if not isinstance(value, str) or not value.strip() or len(value) > longest:
            raise LibraryError(path, _line(path, str(value)), f"{value!r} är tomt, för långt eller ingen text.")
    return tuple(dict.fromkeys(" ".join(value.split()) for value in values))


def _line(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
