"""Imports in the catalogue as pages: what is sent, what is shown, what others see of it, and what it costs."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from regions.models import Assignment, CareUnit, ImportState, UnitImport
from tests.cast import staff
from tests.regions.care_unit_file import FAR, NEAR, unit_row, write_file
from tests.regions.made_units import make_unit
from tests.regions.pages import text_of

pytestmark = pytest.mark.usefixtures("no_units")


def enter(client, username, *regions):
    user = staff(username)
    for region in regions:
        Assignment.objects.create(user=user, region_id=region, role=Role.REGIONAL_ADMIN)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


@pytest.fixture
def maj(client, db):
    return enter(client, "maj", "12")


@pytest.fixture
def send(client, maj, tmp_path):
    """Sends a file with the rows through the form, and returns its import."""

    def send(*rows, **fields):
        file = SimpleUploadedFile("../<b>enheter.csv", write_file(tmp_path, *rows).read_bytes())
        answer = client.post(reverse("catalogue_imports"), {"file": file} | fields, secure=True)
        assert answer.status_code == 302, answer.content.decode()
        return UnitImport.objects.latest("pk")

    return send


def read(client, name, *arguments, **query):
    answer = client.get(reverse(name, args=arguments), query, secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, name, *arguments, **fields):
    answer = client.post(reverse(name, args=arguments), fields, secure=True, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_file_to_undone(client, send):
    kept = send(unit_row(1), unit_row(2, **NEAR), unit_row(3, name="Apoteket Svan", type="apotek"))
    page = read(client, "catalogue_import", kept.pk)
    assert "&lt;b&gt;enheter" in page and "../" not in page
    assert "1 rad är tveksam" in page and "Genomför importen" not in page
    assert "1 val är sparat" in press(client, "catalogue_import_choose", kept.pk, **{"rad-3": "same"})
    assert "Ändringarna syns redan" in press(client, "catalogue_import_apply", kept.pk)
    assert CareUnit.objects.count() == 2
    assert "2 mottagningar som importen lade till tas bort" in read(client, "catalogue_import_undo", kept.pk)
    assert "Det som importen ändrade är som förut" in press(client, "catalogue_import_undo", kept.pk)
    assert CareUnit.objects.count() == 0
    assert "Ångrad" in read(client, "catalogue_imports")


def test_what_an_undone_import_left_is_told(client, send):
    for phone in ("040-628 04 01", "040-628 04 02"):
        kept = send(unit_row(1, phone=phone), unit_row(2, name="Vårdcentralen Draken", phone=phone, **FAR))
        press(client, "catalogue_import_apply", kept.pk)
    CareUnit.objects.filter(name="Vårdcentralen Draken").update(phone="+46406280499")
    page = press(client, "catalogue_import_undo", kept.pk)
    assert "Det som importen ändrade är som förut, utom på 1 mottagning som lämnades." in page
    left = page.partition('id="lamnades"')[2].partition("</section>")[0]
    assert "Vårdcentralen Draken" in left and "Vårdcentralen Gripen" not in left
    assert CareUnit.objects.get(name="Vårdcentralen Gripen").phone == "+46406280401"


@pytest.mark.parametrize("the_rest", ["same", "new", "skip"])
def test_all_alike(client, send, the_rest):
    kept = send(unit_row(1), unit_row(2, **NEAR))
    assert "1 val är sparat" in press(client, "catalogue_import_choose", kept.pk, alla=the_rest)


def test_thrown_away(client, send):
    kept = send(unit_row(1))
    assert "bortkastad" in press(client, "catalogue_import_discard", kept.pk)
    assert "hunnit längre" in press(client, "catalogue_import_apply", kept.pk)


def test_rows_by_outcome(client, send):
    kept = send(unit_row(1), unit_row(2, name=""))
    assert "Vårdcentralen Gripen" not in read(client, "catalogue_import", kept.pk, visa="refused")
    for strange in ("x", "\0", "new'--"):
        assert "Vårdcentralen Gripen" in read(client, "catalogue_import", kept.pk, visa=strange, sida="0")


def test_rows_to_look_over(client, send):
    kept = send(unit_row(1, opening_hours="mån–fre 17–8"), unit_row(2, name="Vårdcentralen Draken", **FAR))
    page = read(client, "catalogue_import", kept.pk, visa="anmarkning")
    assert "Se över: öppet över natten: 17.00–08.00" in text_of(page)
    assert "Att se över 1" in text_of(page)
    assert "Vårdcentralen Draken" not in page


def test_a_row_that_is_an_example_unit_is_asked_about(client, send):
    unit = make_unit("Vårdcentralen Gripen", "1280", is_example=True, street="Exempelgatan 1", source_id="annan:1")
    kept = send(unit_row(1, lat="", lon="", street="Exempelgatan 1"))
    page = read(client, "catalogue_import", kept.pk)
    assert "1 rad är tveksam" in page
    assert f'Liknar <a href="{unit.get_absolute_url()}">' in page


def test_the_report(client, send):
    kept = send(unit_row(1, row_id="=1+1"), unit_row(2, name="", row_id="@x"))
    answer = client.get(reverse("catalogue_import_report", args=[kept.pk]), secure=True)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert [row[:4] for row in rows[1:]] == [["2", "'=1+1", "Vårdcentralen Gripen", "Ny"], ["3", "'@x", "", "Avvisad"]]
    assert f'"import-{kept.pk}-rapport.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_example_file_can_be_imported_and_says_what_it_is(client, maj, kind):
    answer = client.get(reverse(f"catalogue_import_example_{kind}"), secure=True)
    file = SimpleUploadedFile(f"x.{kind}", b"".join(answer.streaming_content))
    client.post(reverse("catalogue_imports"), {"file": file}, secure=True)
    kept = UnitImport.objects.get()
    assert kept.counts == {"new": 5, "doubtful": 1, "refused": 2}
    assert all("exempel" in name for name in kept.entries.exclude(name="").values_list("name", flat=True))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "Välj en fil med mottagningar"),
        ({"file": "bara text"}, "Välj en fil med mottagningar"),
        ({"file": SimpleUploadedFile("tom.csv", b"")}, "Filen är tom"),
    ],
)
def test_without_a_file(client, maj, fields, why):
    answer = client.post(reverse("catalogue_imports"), fields, secure=True)
    assert answer.status_code == 400
    assert why in answer.content.decode()
    assert not UnitImport.objects.exists()


@pytest.mark.parametrize("name", ["a.csv", "\0.csv", "x" * 300 + ".csv", "..", "å\u202eexe.csv"])
@pytest.mark.parametrize("content", [b"\0\0", b"\xff\xfe\0", "å;ä;ö".encode("cp1252"), b"<html>", b"x" * 1_000_000])
def test_no_file_and_no_name_makes_a_fault(client, maj, name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name
    answer = client.post(reverse("catalogue_imports"), {"file": file}, secure=True)
    assert answer.status_code in (302, 400)
    kept = UnitImport.objects.first()
    assert kept is None or (kept.state == ImportState.REFUSED and kept.message)


@pytest.mark.parametrize("fields", [{"rad-": "new"}, {"rad-2": "x"}, {"rad-99999999999999": "new"}, {"alla": "\0"}])
def test_strange_choices_choose_nothing(client, send, fields):
    kept = send(unit_row(1), unit_row(2, **NEAR))
    assert "0 val är sparade" in press(client, "catalogue_import_choose", kept.pk, **fields)


def test_one_of_several_regions_is_chosen(client, tmp_path):
    enter(client, "mira", "12", "13")
    content = write_file(tmp_path, unit_row(1)).read_bytes()
    for region, status in (("", 400), ("stockholm", 400), ("halland", 302)):
        fields = {"file": SimpleUploadedFile("a.csv", content), "region": region}
        assert client.post(reverse("catalogue_imports"), fields, secure=True).status_code == status, region
    assert UnitImport.objects.get().region_id == "13"
    assert UnitImport.objects.get().counts == {"refused": 1}


def test_the_admin_of_another_region_sees_nothing_of_it(client, send):
    kept = send(unit_row(1))
    enter(client, "hanna", "13")
    assert "enheter" not in read(client, "catalogue_imports")
    for name in ("catalogue_import", "catalogue_import_report", "catalogue_import_undo"):
        for pk in (kept.pk, 10**18, 10**30):
            assert client.get(reverse(name, args=[pk]), secure=True).status_code == 404, name
    for name in ("choose", "apply", "discard", "again", "undo"):
        address = reverse(f"catalogue_import_{name}", args=[kept.pk])
        assert client.post(address, {"alla": "new"}, secure=True).status_code == 404, name
    assert UnitImport.objects.get().state == ImportState.PREVIEW


def test_work_that_goes_on_and_work_that_has_stopped(client, send):
    kept = send(unit_row(1))
    UnitImport.objects.update(state=ImportState.READING, rows=20_000, rows_done=12_000, heard_at=timezone.now())
    page = read(client, "catalogue_import", kept.pk)
    assert "12 000 av 20 000 rader (60 %)" in page.replace("\xa0", " ") and "Börja om" not in page
    assert "pågår redan" in press(client, "catalogue_import_again", kept.pk)
    UnitImport.objects.update(heard_at=timezone.now() - timedelta(minutes=2))
    assert "Arbetet har stannat" in read(client, "catalogue_import", kept.pk)
    assert "Genomför importen" in press(client, "catalogue_import_again", kept.pk)


def test_pages_ask_as_often_whatever_the_number_of_rows(client, send, django_assert_max_num_queries):
    kept = send(*(unit_row(n, name=f"Vårdcentralen {n}a") for n in range(1, 60)))
    press(client, "catalogue_import_apply", kept.pk)
    for name, arguments in (
        ("catalogue_imports", []),
        ("catalogue_import", [kept.pk]),
        ("catalogue_import_undo", [kept.pk]),
    ):
        with django_assert_max_num_queries(16):
            read(client, name, *arguments)
