"""The care ladder of an article file."""

from dataclasses import dataclass
from typing import Any

from articles.library_format.file import LibraryError, LibraryFile
from articles.library_format.lists import shared_signs
from articles.limits import LONGEST_ADVICE, LONGEST_HEADING, LONGEST_SIGN, NEEDS_UNIT, STANDARD_HEADINGS
from articles.models.choices import Level
from regions.kinds import UnitKind
from ui.text import source_text

FIELDS = {"level", "heading", "signs", "where", "if_closed", "unit_kind"}


@dataclass(frozen=True)
class LevelText:
    """One step of the ladder as the file says it."""

    level: Level
    heading: str
    signs: tuple[str, ...]
    where: str
    if_closed: str
    unit_kind: str


def care_levels(file: LibraryFile) -> tuple[LevelText, ...]:
    rows = file.data.get("care_levels", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise file.error(file.line_of_key("care_levels"), "brådskegrader skrivs som [[care_levels]].")
    levels: list[LevelText] = []
    for number, row in enumerate(rows):
        line = file.line_of_table("care_levels", number)
        found = _level(file, row, line)
        if levels and Level.values.index(levels[-1].level) >= Level.values.index(found.level):
            raise file.error(line, "nivåerna ska stå med den mest brådskande först, var och en högst en gång.")
        levels.append(found)
    return tuple(levels)


def _level(file: LibraryFile, row: dict[str, Any], line: int) -> LevelText:
    def wrong(key: str, message: str) -> LibraryError:
        return file.error(file.line_of_key(key, line) if key in row else line, message)

    def text(key: str, longest: int = LONGEST_ADVICE) -> str:
        return file.short_text(key, row[key], longest, file.line_of_key(key, line)) if key in row else ""

    name = row.get("level")
    if name not in Level.values:
        raise wrong("level", f"{name!r} är ingen brådskegrad.")
    level = Level(str(name))
    for unknown in sorted(set(row) - FIELDS):
        raise wrong(unknown, f"okänt fält i nivån {level}: {unknown}.")
    if level not in STANDARD_HEADINGS and not row.get("heading"):
        raise wrong("heading", f"nivån {level} behöver en rubrik (heading).")
    for key in ("where", "if_closed", "unit_kind"):
        if level in NEEDS_UNIT and not row.get(key):
            raise wrong(key, f"nivån {level} behöver where, if_closed och unit_kind.")
    if "unit_kind" in row and row["unit_kind"] not in UnitKind.values:
        raise wrong("unit_kind", f"{row['unit_kind']!r} är ingen typ av vård.")
    return LevelText(
        level=level,
        heading=text("heading", LONGEST_HEADING) or source_text(level.label),
        signs=_signs(file, row.get("signs"), level, line),
        where=text("where"),
        if_closed=text("if_closed"),
        unit_kind=row.get("unit_kind", ""),
    )


def _signs(file: LibraryFile, signs: object, level: Level, line: int) -> tuple[str, ...]:
    if not isinstance(signs, list) or not signs:
        raise file.error(line, f"nivån {level} saknar tecken.")
    checked = []
    for sign in signs:
        at = file.line_of(sign, line) if isinstance(sign, str) and sign else file.line_of_key("signs", line)
        checked.append(file.short_text("signs", sign, LONGEST_SIGN, at))
        listed = shared_signs().get(sign, level)
        if listed != level:
            raise file.error(at, f"tecknet har nivån {listed} i signs.toml, inte {level}.")
    return tuple(checked)
