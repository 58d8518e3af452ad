"""What becomes of rows: new, changed, unchanged, merged, refused; and what an import never does."""

import csv
import io

import pytest
from django.core.management import call_command

from accounts.models import AuditEvent
from regions.models import CareUnit, OpeningSpan
from regions.queries.units import search_units
from tests.regions.care_unit_file import FAR, LUND, MALMO, NEAR, unit_row, write_file

pytestmark = pytest.mark.usefixtures("no_units")


@pytest.fixture
def run(tmp_path):
    """Imports the rows and returns the five counts and the report's rows by row id."""

    def run(*rows, **options):
        path, report, out = write_file(tmp_path, *rows), tmp_path / "report.csv", io.StringIO()
        call_command("import_care_units", path, report=report, stdout=out, **options)
        with report.open(encoding="utf-8-sig", newline="") as file:
            told = {row["row_id"]: row for row in csv.DictReader(file)}
        assert len(told) == len(rows)
        counts = next(line for line in out.getvalue().splitlines() if "rader:" in line)
        return [int(part.split()[0]) for part in counts.split(": ")[1].split(",")], told

    return run


def make_unit(**fields):
    """A unit that someone made by hand, near the rows of `MALMO`."""
    known = {"name": "Vårdcentralen Gripen", "slug": "gripen", "kinds": ["primary_care"], "region_id": "12"}
    known |= {"municipality_id": "1280", "easting": 374250, "northing": 6163930}
    return CareUnit.objects.create(**known | fields)


def test_a_new_unit(run):
    counts, told = run(unit_row(phone="040-628 04 01", city="Malmö", opening_hours="1-5#08:00#17:00", source="Prov"))
    assert counts == [1, 0, 0, 0, 0]
    assert told["1"] == {
        "row_number": "2",
        "row_id": "1",
        "name": "Vårdcentralen Gripen",
        "outcome": "ny",
        "detail": "",
    }
    unit = CareUnit.objects.get()
    assert (unit.slug, unit.kinds, unit.region_id) == ("vardcentralen-gripen-malmo", ["primary_care"], "12")
    assert (unit.easting, unit.northing, unit.city_key) == (374244, 6163927, "malmo")
    assert (unit.phone, unit.source, unit.source_id) == ("+46406280401", "Prov", "prov:1")
    assert (unit.confirmed_on, unit.is_example, unit.red_days) == (None, False, "unknown")
    assert unit.spans.count() == 5
    assert [hit.slug for hit in search_units("vårdcentral grip malm", 5)] == [unit.slug]
    unit.full_clean()


def test_the_same_file_again_changes_nothing(run):
    rows = [unit_row(1, opening_hours="Mån–fre 8–17"), unit_row(2), unit_row(3, name="Apoteket", type="apotek")]
    assert run(*rows)[0] == [2, 0, 0, 1, 0]
    before = list(CareUnit.objects.order_by("pk").values())
    assert run(*rows)[0] == [0, 0, 2, 1, 0]
    assert run(*reversed(rows))[0] == [0, 0, 2, 1, 0]
    assert list(CareUnit.objects.order_by("pk").values()) == before


def test_a_changed_unit_says_what_changed(run):
    run(unit_row(phone="040-628 04 01", opening_hours="mån 8–17"))
    counts, told = run(unit_row(phone="040-628 04 02", name="Vårdcentralen Draken", opening_hours="mån 8–16"))
    assert counts == [0, 1, 0, 0, 0]
    assert told["1"]["detail"] == (
        "namn: Vårdcentralen Gripen → Vårdcentralen Draken; telefon: +46406280401 → +46406280402; "
        "öppettider: mån 08.00–17.00 → mån 08.00–16.00"
    )
    unit = CareUnit.objects.get()
    assert unit.slug == "vardcentralen-gripen-malmo"  # an address lasts
    assert [hit.slug for hit in search_units("draken", 5)] == [unit.slug]


def test_what_the_file_does_not_say_is_kept(run):
    run(unit_row(phone="040-628 04 01", city="Malmö", opening_hours="mån 8–17"))
    unit = CareUnit.objects.get()
    unit.phone, unit.helps_with, unit.red_days = "+46406280499", "Sår", "own_hours"
    unit.save()
    unit.spans.create(purpose="phone", day=0, opens="08:00", closes="09:00")
    unit.spans.create(purpose="visit", day=7, opens="10:00", closes="12:00")
    assert run(unit_row(lat="", lon=""))[0] == [0, 0, 1, 0, 0]
    assert run(unit_row(opening_hours="tis 8–17"))[0] == [0, 1, 0, 0, 0]
    unit.refresh_from_db()
    assert (unit.phone, unit.helps_with, unit.city, unit.easting) == ("+46406280499", "Sår", "Malmö", 374244)
    assert {(span.purpose, span.day) for span in unit.spans.all()} == {("visit", 1), ("phone", 0), ("visit", 7)}
    assert unit.red_days == "own_hours"


def test_units_that_the_file_does_not_mention_are_left(run):
    run(unit_row(1), unit_row(2, name="Vårdcentralen Draken"))
    assert run(unit_row(1))[0] == [0, 0, 1, 0, 0]
    assert CareUnit.objects.count() == 2


def test_a_dry_run_tells_the_same_and_changes_nothing(run):
    rows = [*(unit_row(n, name=f"Vårdcentralen {n}a") for n in range(1, 6)), unit_row(6, name="")]
    before = AuditEvent.objects.count()
    dry = run(*rows, dry_run=True)
    assert (CareUnit.objects.count(), OpeningSpan.objects.count(), AuditEvent.objects.count()) == (0, 0, before)
    assert dry == run(*rows)
    assert dry[0] == [5, 0, 0, 0, 1]
    assert dry[1]["6"]["detail"] == "namn saknas"


def test_the_audit_log_has_the_import(run):
    run(unit_row())
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor_id) == ("care_units.imported", "")
    assert event.details["outcomes"] == {"new": 1, "changed": 0, "unchanged": 0, "merged": 0, "refused": 0}


def test_duplicates_in_the_file_fill_the_first_row(run):
    """What the first row says stands; what it leaves open comes from the next that says it."""
    counts, told = run(
        unit_row(1, phone="040-628 04 01"),
        unit_row(2, **NEAR, phone="040-628 04 02", street="Exempelgatan 1", opening_hours="mån 8–17"),
        unit_row(3, name="Gripens vårdcentral och BVC", street="Exempelgatan 3", city="Malmö"),
        unit_row(4, source_id="prov:1", url="https://vard.example"),
    )
    assert counts == [1, 0, 0, 3, 0]
    assert told["2"]["detail"] == "samma namn och typ, 100 m från rad 2"
    assert told["4"]["detail"] == "samma id i källan som rad 2"
    unit = CareUnit.objects.get()
    assert (unit.phone, unit.street, unit.city) == ("+46406280401", "Exempelgatan 1", "Malmö")
    assert (unit.kinds, unit.website) == (["primary_care", "child_health"], "https://vard.example")
    assert unit.spans.count() == 1
    assert [hit.slug for hit in search_units("bvc gripen", 5)] == [unit.slug]


@pytest.mark.parametrize(
    "cells",
    [
        FAR,
        {"name": "Vårdcentralen Draken"},
        {"type": "tandvård"},
        LUND | {"lat": "", "lon": ""},
    ],
)
def test_not_duplicates(run, cells):
    assert run(unit_row(1), unit_row(2, **cells))[0] == [2, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (NEAR, MALMO, False),  # two shops of a chain may share a square
        (MALMO, MALMO, True),
        (MALMO | {"lat": "", "lon": ""}, MALMO, False),
        ({"lat": "", "lon": "", "street": "Torget 1"}, {"street": "Torget 1"}, True),
    ],
)
def test_a_chains_bare_name_tells_little(run, first, second, same):
    apoteket = {"name": "Apoteket", "type": "apotek"}
    counts, _ = run(unit_row(1, **apoteket | first), unit_row(2, **apoteket | second))
    assert counts == ([1, 0, 0, 1, 0] if same else [2, 0, 0, 0, 0])


def test_without_a_position_the_name_and_the_municipality_decide(run):
    rows = [unit_row(1), unit_row(2, lat="", lon=""), unit_row(3, name="Malmö vårdcentral", lat="", lon="")]
    rows.append(unit_row(4, name="Malmö vårdcentral", **FAR))
    counts, told = run(*rows)
    assert counts == [2, 0, 0, 2, 0]
    assert told["2"]["detail"] == "samma namn, typ och kommun som rad 2, position saknas"
    assert CareUnit.objects.get(source_id="prov:3").easting


def test_two_hsa_ids_are_two_units(run):
    ids = ["SE2321000131-E000000000001", "SE2321000131-E000000000002"]
    assert run(unit_row(1, source_id=ids[0]), unit_row(2, source_id=ids[1]))[0] == [2, 0, 0, 0, 0]


def test_a_unit_made_by_hand_becomes_the_sources(run):
    made = make_unit(helps_with="Sår")
    counts, told = run(unit_row(phone="040-628 04 01"))
    assert counts == [0, 0, 0, 1, 0]
    assert "m från ”Vårdcentralen Gripen”" in told["1"]["detail"]
    assert "telefon: – → +46406280401" in told["1"]["detail"]
    made.refresh_from_db()
    assert (made.source_id, made.phone, made.helps_with, made.slug) == ("prov:1", "+46406280401", "Sår", "gripen")
    assert run(unit_row(phone="040-628 04 01"))[0] == [0, 0, 1, 0, 0]


def test_a_unit_of_another_source_is_only_filled(run):
    made = make_unit(source_id="annan:1", source="Annan", phone="+46406280499")
    rows = [unit_row(phone="040-628 04 01", street="Exempelgatan 1", source_id="SE2321000131-E000000000001")]
    assert run(*rows)[0] == [0, 0, 0, 1, 0]
    made.refresh_from_db()
    assert (made.source_id, made.source, made.phone) == ("annan:1", "Annan", "+46406280499")
    assert (made.street, made.hsa_id) == ("Exempelgatan 1", "SE2321000131-E000000000001")
    before = CareUnit.objects.values().get()
    counts, told = run(*rows)
    assert counts == [0, 0, 0, 1, 0]
    assert told["1"]["detail"] == "samma HSA-id som ”Vårdcentralen Gripen” från en annan källa"
    assert CareUnit.objects.values().get() == before


def test_an_example_unit_is_no_ones_duplicate(run):
    make_unit(is_example=True)
    assert run(unit_row())[0] == [1, 0, 0, 0, 0]


def test_slugs_are_numbered(run):
    make_unit(slug="apoteket-malmo-7", name="Apoteket", kinds=["pharmacy"], easting=370000)
    apoteket = {"name": "Apoteket", "type": "apotek"}
    run(unit_row(1, **apoteket), unit_row(2, **apoteket, **FAR), unit_row(3, **apoteket | {"name": "Apoteket 2"}))
    slugs = list(CareUnit.objects.filter(source_id__isnull=False).order_by("source_id").values_list("slug", flat=True))
    assert slugs == ["apoteket-malmo-8", "apoteket-malmo-9", "apoteket-2-malmo"]


def test_round_the_clock_every_day_means_red_days_too(run):
    run(unit_row(opening_hours="1-7#00:00#24:00"))
    unit = CareUnit.objects.get()
    assert unit.red_days == "as_usual"
    assert str(unit.spans.first()).endswith("00.00–00.00")


def test_the_source_can_be_named(run):
    run(unit_row(), source="Region Skåne 2026")
    assert CareUnit.objects.get().source == "Region Skåne 2026"


def test_a_semicolon_a_mark_and_columns_in_any_order(tmp_path):
    row = unit_row(name='Vårdcentralen "Gripen"')
    path = tmp_path / "excel.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, sorted(row), delimiter=";")
        writer.writeheader()
        writer.writerow(row)
    call_command("import_care_units", path, stdout=io.StringIO())
    assert CareUnit.objects.get().name == 'Vårdcentralen "Gripen"'


def test_the_report_holds_no_formula(run):
    _, told = run(*(unit_row(n, name=f"Vårdcentralen {n}a") for n in range(1, 6)), unit_row(6, row_id="=1+1", name=""))
    assert "'=1+1" in told


def test_the_real_file_twice(run, shared, tmp_path, capsys):
    path = shared / "data/care_units.csv"
    for expected in ("1 564 nya, 0 ändrade, 0 oförändrade", "0 nya, 0 ändrade, 1 564 oförändrade"):
        call_command("import_care_units", path, report=tmp_path / "real.csv")
        assert f"1 597 rader: {expected}, 5 sammanslagna, 28 avvisade" in capsys.readouterr().out
    assert CareUnit.objects.exclude(website="").filter(website__contains="openstreetmap").count() == 0
    assert CareUnit.objects.filter(search=None).count() == 0
    assert len((tmp_path / "real.csv").read_text(encoding="utf-8").splitlines()) == 1598
