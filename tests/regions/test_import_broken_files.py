"""A broken file changes nothing, ends with code 1 and says why in Swedish."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent
from regions.care_unit_import import file
from regions.models import CareUnit, Municipality
from tests.regions.care_unit_file import COLUMNS, unit_row, write_file

pytestmark = pytest.mark.usefixtures("no_units")


def refused(path, **options):
    """The sentence that the command ends with; the database is as it was."""
    before = (CareUnit.objects.count(), AuditEvent.objects.count())
    with pytest.raises(CommandError) as refusal:
        call_command("import_care_units", path, **options)
    assert (CareUnit.objects.count(), AuditEvent.objects.count()) == before
    assert refusal.value.returncode == 1
    return str(refusal.value)


def raw_file(tmp_path, content: bytes):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    return path


HEADER = ",".join(COLUMNS).encode() + b"\n"
GOOD = ",".join(unit_row().values()).encode() + b"\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "Filen är tom"),
        (b"sep=;\r\n", "Filen är tom"),
        (HEADER, "inga mottagningar"),
        (HEADER + GOOD + GOOD.replace("Vårdcentralen".encode(), b"V\xe5rdcentralen"), "Rad 3 är inte UTF-8 (byte 0xE5"),
        (HEADER + GOOD + GOOD.replace(b"Gripen", b"Gri\0pen"), "Rad 3 har nolltecken"),
        (HEADER + GOOD + b'3,"Gripen', "Rad 3 går inte att läsa som CSV"),
        (HEADER + GOOD + b'3,"Gripen" x' + b"," * 15 + b"\n", "Rad 3 går inte att läsa som CSV"),
        (HEADER + GOOD + b"3,Gripen,apo", "Rad 3 har 3 fält, men rubrikraden har 17"),
        (HEADER + GOOD.replace(b"Gripen", b"x" * 6_000), "fältet name är längre än 5000 tecken"),
        (HEADER + b"x" * 200_000, "Rad 2 är längre än 100 000 byte"),
        ((HEADER + GOOD).decode().encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04" + b"\0" * 100, "kalkylark"),
        (bytes(range(1, 256)) * 10, "Kolumnerna stämmer inte"),
        (b'{"units": []}', "Kolumnerna stämmer inte"),
    ],
)
def test_a_file_that_is_not_the_table(tmp_path, content, why):
    assert why in refused(raw_file(tmp_path, content))


def test_columns(tmp_path):
    def with_columns(columns):
        return refused(write_file(tmp_path, unit_row(), columns=columns))

    assert "(saknas: lat, phone)" in with_columns([c for c in COLUMNS if c not in ("lat", "phone")])
    assert "(okända: e-post)" in with_columns([*COLUMNS, "e-post"])
    assert "(står två gånger: name)" in with_columns([*COLUMNS, "name"])


def test_columns_without_a_name_hold_nothing(tmp_path):
    values = unit_row()
    header, row = [*COLUMNS[:2], "", *COLUMNS[2:], "", ""], [*values.values(), "x", ""]
    row.insert(2, "")
    assert "Rad 2 har 20 fält, men rubrikraden har 18" in refused(semicolons(tmp_path, header, row))
    row[2], row[18] = "x", ""
    assert "Rad 2 har något i en kolumn utan rubrik" in refused(semicolons(tmp_path, header, row))


def semicolons(tmp_path, *records, before=""):
    return raw_file(tmp_path, (before + "".join(";".join(record) + "\r\n" for record in records)).encode())


@pytest.mark.parametrize("before", ["", "sep=;\r\n", '"sep=;"\n'])
@pytest.mark.parametrize("written", [str, str.upper, str.title])
def test_a_file_as_spreadsheets_save_it(tmp_path, before, written):
    header = [*map(written, COLUMNS), "", ""]
    path = semicolons(tmp_path, header, [*unit_row().values(), "", " "], before=before)
    [(number, cells)] = file.read_rows(path)
    assert (number, dict(cells)) == (2, unit_row())


def test_a_file_that_cannot_be_read(tmp_path):
    assert "finns inte" in refused(tmp_path / "none.csv")
    assert "är inte en fil" in refused(tmp_path)
    good = write_file(tmp_path, unit_row())
    assert "Rapporten kan inte skrivas" in refused(good, report=tmp_path / "none" / "report.csv")


def test_too_many_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(file, "MAX_ROWS", 2)
    assert "fler än 2 rader" in refused(write_file(tmp_path, *map(unit_row, (1, 2, 3))))


def test_too_many_refused_rows_refuse_the_file(tmp_path, capsys):
    """One position outside Sweden among four rows is a quarter: nothing is taken, and the report says why."""
    rows = [unit_row(n, name=f"Vårdcentralen {n}a") for n in (1, 2, 3)]
    path = write_file(tmp_path, *rows, unit_row(4, lat="59.91", lon="10.75"))
    report = tmp_path / "report.csv"
    assert "25 % av raderna avvisades" in refused(path, report=report)
    assert "positionen ligger utanför Sverige (först på rad 5)" in capsys.readouterr().out
    text = report.read_text(encoding="utf-8-sig")
    assert '5,4,Vårdcentralen Gripen,avvisad,"positionen ligger utanför Sverige: 59.91, 10.75"' in text
    assert "2,1,Vårdcentralen 1a,inte tagen," in text


def test_a_fault_in_the_middle_of_the_work_changes_nothing(tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    report = tmp_path / "report.csv"
    report.write_text("the old one")
    monkeypatch.setattr("regions.care_unit_import.action.record", broken)
    with pytest.raises(RuntimeError):
        call_command("import_care_units", write_file(tmp_path, unit_row()), report=report)
    assert not CareUnit.objects.exists()
    assert report.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_without_municipalities(tmp_path):
    Municipality.objects.filter(code="2584").delete()
    assert "load_regions" in refused(write_file(tmp_path, unit_row()))
