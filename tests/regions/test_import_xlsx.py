"""XLSX files as people and spreadsheets make them, and as someone who means harm makes them."""

import datetime
import io
import tracemalloc
import zipfile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook
from openpyxl.xml.constants import SHARED_STRINGS

from regions.care_unit_import import file, xlsx_book, xlsx_file
from regions.care_unit_import.faults import FileRefused
from regions.care_unit_import.file import estimated_rows, read_rows
from regions.models import CareUnit
from tests.regions.care_unit_file import COLUMNS, unit_row

pytestmark = pytest.mark.usefixtures("no_units")


@pytest.fixture
def book(tmp_path):
    """A workbook with these rows below the header, under any name."""

    def book(*rows, header=COLUMNS, name="file.xlsx"):
        workbook = Workbook()
        workbook.active.append(header)
        for row in rows:
            workbook.active.append([row.get(column) for column in header])
        path = tmp_path / name
        workbook.save(path)
        return path

    return book


def with_parts(path, *, without=(), **parts):
    """The same archive with some parts more, or fewer."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist() if name not in without}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (kept | parts).items():
            archive.writestr(name, data)
    return path


def refused(path):
    with pytest.raises(CommandError) as refusal:
        call_command("import_care_units", path, stdout=io.StringIO())
    assert not CareUnit.objects.exists()
    return str(refusal.value)


def test_the_first_sheet_is_read_as_a_csv_file_would_be(book):
    call_command("import_care_units", book(unit_row(phone="040-628 04 01")), stdout=io.StringIO())
    assert CareUnit.objects.get().phone == "+46406280401"


def test_cells_that_a_spreadsheet_has_made_numbers_and_dates(book):
    path = book(unit_row() | {"postcode": 21145, "lat": 55.605, "source_date": datetime.date(2026, 1, 2)})
    [(number, cells)] = read_rows(path)
    assert (number, cells["postcode"], cells["lat"], cells["source_date"]) == (2, "21145", "55.605", "2026-01-02")
    assert xlsx_file._text(1280.0) == "1280"
    assert xlsx_file._text(datetime.datetime(2026, 1, 2, 8, 30)) == "2026-01-02T08:30:00"


def test_empty_rows_are_passed_over_and_numbered(book):
    path = book(unit_row(1), {}, unit_row(2))
    assert [number for number, _ in read_rows(path)] == [2, 4]


def test_the_content_decides_and_not_the_name(book):
    assert len(list(read_rows(book(unit_row(), name="file.csv")))) == 1


def test_rows_are_estimated_without_being_read(book):
    path = book(unit_row(1), unit_row(2))
    assert estimated_rows(path) in (0, 3)
    assert estimated_rows(with_parts(path, without=["xl/worksheets/sheet1.xml"])) == 0


def test_a_gap_of_a_million_rows_costs_nothing(book, monkeypatch):
    monkeypatch.setattr(xlsx_file, "MAX_EMPTY", 3)
    path = book(unit_row(1), {}, {}, {}, {}, unit_row(2))
    assert [number for number, _ in read_rows(path)] == [2]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"xl/vbaProject.bin": b"x"}, "makron"),
        ({"xl/macrosheets/sheet1.xml": b"x"}, "makron"),
        ({"xl/externalLinks/externalLink1.xml": b"x"}, "andra filer"),
        ({"xl/connections.xml": b"x"}, "andra filer"),
        ({"xl/embeddings/object1.bin": b"x"}, "andra filer"),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}, "går inte att läsa"),
        ({"xl/worksheets/sheet1.xml": b""}, "går inte att läsa"),
        ({"xl/workbook.xml": b"\0"}, "går inte att läsa"),
        ({"[Content_Types].xml": b"<x/>"}, "Kalkylarket går inte att läsa"),
    ],
)
def test_parts_that_are_not_a_plain_table(book, change, why):
    assert why in refused(with_parts(book(unit_row()), **change))


def test_a_bomb_is_not_unpacked(book, monkeypatch):
    monkeypatch.setattr(xlsx_file, "MAX_UNPACKED", 1_000_000)
    path = with_parts(book(unit_row()), **{"xl/media/image1.png": b"\0" * 5_000_000})
    assert path.stat().st_size < 50_000
    assert "för stor när den packas upp" in refused(path)


@pytest.mark.parametrize(
    "name", ["xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml", "[Content_Types].xml", "xl/workbook.xml"]
)
def test_what_is_read_whole_is_small(book, name):
    path = with_parts(book(unit_row()), **{name: b" " * (xlsx_book.MAX_WHOLE + 1)})
    assert path.stat().st_size < 50_000
    assert "för stor när den packas upp" in refused(path)


def test_shared_words_are_known_by_what_they_are_read_as(book, monkeypatch):
    path = book(unit_row())
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
    words = f'<Override PartName="/xl/media/image1.png" ContentType="{SHARED_STRINGS}"/></Types>'
    string = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>ord</t></si></sst>'
    types = types.replace("</Types>", words)
    with_parts(path, **{"[Content_Types].xml": types, "xl/media/image1.png": string})
    assert len(list(read_rows(path))) == 1
    monkeypatch.setattr(xlsx_book, "MAX_STRINGS", len(string) - 1)
    assert "för stor när den packas upp" in refused(path)


def in_sheet(path, change):
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return with_parts(path, **{"xl/worksheets/sheet1.xml": change(sheet)})


@pytest.mark.parametrize(
    "more",
    ["<c/>" * 1_100_000, f'<c t="inlineStr"><is>{"<r/>" * 1_100_000}</is></c>', f"<c><v>{'9' * 4_200_000}</v></c>"],
    ids=["cells", "runs of letters", "text"],
)
def test_a_row_that_no_spreadsheet_has(book, more):
    path = in_sheet(book(unit_row()), lambda sheet: sheet.replace("</row>", f"{more}</row>", 1))
    assert "för stor när den packas upp" in refused(path)


@pytest.mark.parametrize("before", ["<sheetData>", "</sheetData>"])
def test_what_is_no_row_is_not_held(book, before):
    path = in_sheet(book(unit_row()), lambda sheet: sheet.replace(before, before + "<a/>" * 150_000))
    tracemalloc.start()
    try:
        assert len(list(read_rows(path))) == 1
        assert tracemalloc.get_traced_memory()[1] < 4_000_000  # held, they take three times as much
    finally:
        tracemalloc.stop()


def test_links_beside_a_sheet_are_not_read(book):
    """A spreadsheet makes a link of each address that is typed: thousands of them in a part of their own."""
    path = with_parts(book(unit_row()), **{"xl/worksheets/_rels/sheet1.xml.rels": b" " * (xlsx_book.MAX_WHOLE + 1)})
    assert len(list(read_rows(path))) == 1


def test_entities_that_grow_are_not_followed(book):
    grown = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    cell = '<c t="str"><v>&e12;</v></c>'
    sheet = f'<!DOCTYPE x [<!ENTITY e0 "ha">{grown}]><worksheet><sheetData><row>{cell}</row></sheetData></worksheet>'
    assert "går inte att läsa" in refused(with_parts(book(unit_row()), **{"xl/worksheets/sheet1.xml": sheet.encode()}))


def test_another_packed_document_a_password_and_an_old_sheet(book, tmp_path):
    letter = with_parts(book(unit_row()), without=["xl/workbook.xml"], **{"word/document.xml": b"<x/>"})
    assert "inte ett kalkylark" in refused(letter)
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "gammalt format (XLS) eller har lösenord" in refused(old)
    locked = bytearray(book(unit_row()).read_bytes())
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = locked.find(mark)
        locked[at + place] |= 1
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked)
    assert "lösenord" in refused(path)


@pytest.mark.parametrize(
    ("rows", "header", "why"),
    [
        ([], COLUMNS, "inga mottagningar"),
        ([], [], "tom"),
        ([unit_row()], [*COLUMNS, "e-post"], "okända: e-post"),
        ([unit_row()], [*COLUMNS, "name"], "står två gånger: name"),
    ],
)
def test_a_sheet_that_is_not_the_table(book, rows, header, why):
    assert why in refused(book(*rows, header=header))


def merged(path, cells):
    workbook = load_workbook(path)
    workbook.active.merge_cells(cells)
    workbook.save(path)
    return path


def test_merged_cells_would_lose_what_all_but_the_first_hold(book):
    path = merged(book(unit_row(1), unit_row(2), unit_row(3)), "D2:D4")
    assert "Cellerna D2–D4 är sammanfogade. Dela dem" in refused(path)


def test_cells_merged_beside_the_table_are_no_part_of_it(book):
    assert len(list(read_rows(merged(book(unit_row(1), unit_row(2)), "Z2:AA3")))) == 2


def test_too_many_rows(book, monkeypatch):
    monkeypatch.setattr(file, "MAX_ROWS", 1)
    with pytest.raises(FileRefused, match="fler än 1 rader"):
        list(file.whole_rows(book(unit_row(1), unit_row(2))))
