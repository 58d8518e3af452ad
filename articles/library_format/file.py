"""A file of the library, split into front matter and body, that can say on which line something stands."""

import re
import tomllib
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from articles.limits import HTML, INTERNAL_LINK

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80
_SYNONYMS = re.compile(r"^synonyms\s*=\s*\[.*?\]$", re.M | re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_markdown = MarkdownIt("commonmark")


class LibraryError(Exception):
    """A library file that is not right; the message names the file, the line and what to mend."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.name}, rad {line}: {message}")


class LibraryFile:
    """Front matter (TOML between two lines of +++) and body (Markdown), with their lines numbered from 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise LibraryError(path, 1, f"filen är inte UTF-8 (byte {error.start}).") from None
        self.lines = self.text.split("\n")
        for number, row in enumerate(self.lines, 1):
            if _CONTROL.search(row):
                raise LibraryError(path, number, "raden innehåller ett tecken som inte syns. Ta bort det.")
        if self.lines[0] != "+++" or "+++" not in self.lines[1:]:
            raise LibraryError(path, 1, "filen ska börja med front matter mellan två rader med +++.")
        self.end = self.lines.index("+++", 1)
        try:
            self.data: dict[str, Any] = tomllib.loads("\n".join(self.lines[1 : self.end]))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            line = int(found[1]) + 1 if found else self.end
            raise LibraryError(path, line, f"front matter går inte att läsa: {error}") from None
        # Ämnesord belong to the article, not to its text: new ones make no new version.
        self.digest = sha256(_SYNONYMS.sub("", self.text, count=1).encode()).hexdigest()

    def slug(self) -> str:
        """The file's name up to its first dot: what the article's address is."""
        slug = self.path.name.split(".")[0]
        if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
            raise LibraryError(self.path, 1, f"{slug!r} duger inte som adressnamn: skriv a–z, siffror och bindestreck.")
        return slug

    # ---- where something stands ----

    def line_of(self, text: str, after: int = 1) -> int:
        """The first line from `after` on that has the text; `after` itself when none has."""
        return next((n for n, line in enumerate(self.lines[after - 1 :], after) if text in line), after)

    def line_of_key(self, key: str, after: int = 2) -> int:
        begins = re.compile(rf"\s*{re.escape(key)}\s*=")
        lines = enumerate(self.lines[after - 1 : self.end], after)
        return next((n for n, line in lines if begins.match(line)), after)

    def line_of_table(self, name: str, number: int) -> int:
        """The line of the so-manyth `[[name]]`, counted from 0."""
        found = [n for n, line in enumerate(self.lines[: self.end], 1) if line.strip() == f"[[{name}]]"]
        return found[number] if number < len(found) else self.line_of_key(name)

    def error(self, line: int, message: str) -> LibraryError:
        return LibraryError(self.path, line, message)

    # ---- what a field may hold ----

    def take(self, keys: dict[str, type], optional: Iterable[str] = ()) -> None:
        """That each key is there, of its type and not empty, and that no other key is."""
        for key, kind in keys.items():
            if key not in self.data:
                raise self.error(2, f"”{key}” saknas i front matter.")
            value = self.data[key]
            if type(value) is not kind or value in ("", []):
                raise self.error(self.line_of_key(key), f"”{key}” är tomt eller av fel slag.")
        for key in self.data:
            if key not in keys and key not in optional:
                raise self.error(self.line_of_key(key), f"”{key}” är inget fält i ett sådant dokument.")

    def short_text(self, key: str, value: object, longest: int, line: int) -> str:
        """A text that the database has room for, or a refusal."""
        if not isinstance(value, str) or not value.strip() or _CONTROL.search(value):
            raise self.error(line, f"”{key}” är tomt eller av fel slag.")
        if len(value) > longest:
            raise self.error(line, f"”{key}” är {len(value)} tecken långt; högst {longest} får plats.")
        return value

    def own_text(self, key: str, longest: int) -> str:
        return self.short_text(key, self.data[key], longest, self.line_of_key(key))

    def own_texts(self, key: str, longest: int, *, least: int, most: int) -> tuple[str, ...]:
        """A list of texts, each once, between `least` and `most` of them."""
        line = self.line_of_key(key)
        texts = tuple(dict.fromkeys(self.short_text(key, value, longest, line) for value in self.data[key]))
        if not least <= len(texts) <= most:
            raise self.error(line, f"”{key}” ska ha {least}–{most} olika värden, inte {len(texts)}.")
        return texts

    # ---- the body ----

    def body(self) -> list[tuple[int, str]]:
        return list(enumerate(self.lines[self.end + 1 :], self.end + 2))

    def check_markdown(self, line: int, text: str) -> tuple[str, ...]:
        """Refuses HTML, images and links that leave the site; returns the slugs that the text links to."""
        rows = text.split("\n")
        for offset, row in enumerate(rows):
            if HTML.search(row):
                raise self.error(line + offset, "HTML är inte tillåtet i texten.")
        slugs = []
        for token in _markdown.parse(text):
            for child in token.children or ():
                if child.type not in ("link_open", "image"):
                    continue
                target = str(child.attrGet("href") or child.attrGet("src") or "")
                at = line + next((n for n, row in enumerate(rows) if target in row), (token.map or [0])[0])
                if child.type == "image":
                    raise self.error(at, "bilder är inte tillåtna i texten.")
                match = INTERNAL_LINK.fullmatch(target)
                if not match:
                    raise self.error(at, f"länken {target!r} ska gå till en sida här, som /feber/.")
                slugs.append(match["slug"])
        return tuple(slugs)
