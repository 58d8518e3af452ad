"""A workbook read by openpyxl, so that no part of it fills the memory: XML that is read becomes objects, a hundred
times as large. What a part is called says nothing of what it is read as."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO
from warnings import catch_warnings
from xml.etree.ElementTree import Element, iterparse

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from regions.care_unit_import.faults import FileRefused

MAX_STRINGS = 60_000_000  # bytes of the words that the sheets share, which are held in memory
MAX_WHOLE = 2_000_000  # bytes of any other part but a sheet
MAX_PIECE = 4_000_000  # bytes of one row, of one of the shared words, and of what else a sheet holds in one piece
TOO_LARGE = "Filen blir för stor när den packas upp. Dela upp den, eller spara den som CSV."
SAVE_ANEW = "Öppna filen i Excel eller LibreOffice, spara den igen som XLSX eller CSV, och prova en gång till."
_WORDS_TAG = f"{{{SHEET_MAIN_NS}}}si"
Cell = dict[str, Any]


class _Archive(zipfile.ZipFile):
    """An archive that reads only small parts whole."""

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        part = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if part.file_size > MAX_WHOLE:
            raise FileRefused(TOO_LARGE)
        return super().read(part, pwd)


class Book(ExcelReader):
    """An open workbook: what its first sheet needs to be read, and that sheet a row at a time."""

    def __init__(self, opened: BinaryIO) -> None:
        super().__init__(opened, read_only=True, data_only=True, keep_links=False)
        self.archive = _Archive(opened)
        self.first = ""

    def read_strings(self) -> None:
        words = self.package.find(SHARED_STRINGS)
        if words is None:
            return
        part = self.archive.getinfo(words.PartName[1:])
        if part.file_size > MAX_STRINGS:
            raise FileRefused(TOO_LARGE)
        with self.archive.open(part) as source:
            found = (Text.from_tree(element).content for element in _elements(source, _WORDS_TAG, depth=1))
            self.shared_strings = [text.replace("x005F_", "") for text in found]

    def read_worksheets(self) -> None:
        """Finds the first; neither the others nor what a sheet points at is looked at."""
        sheets = (rel for _sheet, rel in self.parser.find_sheets() if "chartsheet" not in rel.Type)
        self.first = next((rel.target for rel in sheets if rel.target in self.valid_files), "")

    def sheet(self) -> IO[bytes]:
        return self.archive.open(self.first)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that the first sheet has, each with its number and the cells that it has."""
        with self.sheet() as source:
            parser = WorkSheetParser(
                source,
                self.shared_strings,
                data_only=True,
                epoch=self.wb.epoch,
                date_formats=self.wb._date_formats,
                timedelta_formats=self.wb._timedelta_formats,
            )
            for row in _elements(source, ROW_TAG, depth=2):
                parser.row_dimensions.clear()
                yield parser.parse_row(row)


class _Pieces:
    """A part that is read until it has given too much since someone last let go of what it gave."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.held = source, 0

    def read(self, size: int = -1, /) -> bytes:
        read = self.source.read(size)
        self.held += len(read)
        if self.held > MAX_PIECE:
            raise FileRefused(TOO_LARGE)
        return read


def _elements(source: IO[bytes], tag: str, depth: int) -> Iterator[Element]:
    """The elements with this tag. Each that stands in so many others, or fewer, is let go of when it has been read."""
    pieces, around = _Pieces(source), list[Element]()
    for event, element in iterparse(pieces, ("start", "end")):  # noqa: S314  expat follows no entities that grow
        if event == "start":
            around.append(element)
            continue
        around.pop()
        if element.tag == tag:
            yield element
        if 0 < len(around) <= depth:
            around[-1].remove(element)
            pieces.held = 0


@contextmanager
def open_book(opened: BinaryIO) -> Iterator[Book]:
    """The workbook. By a name, openpyxl would ask what the file is called and leave a damaged one open."""
    try:
        with catch_warnings(action="ignore"):
            book = Book(opened)
            book.read()
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble on
        raise FileRefused(f"Kalkylarket går inte att läsa. {SAVE_ANEW}") from error
    with book.archive:
        yield book
