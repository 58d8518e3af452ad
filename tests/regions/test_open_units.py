"""Care units as open data: what is told, to whom, page by page and all at once."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from opening_hours import OpeningHours, State

from regions.models import CareUnit, UnitNotice
from regions.open_data.document import NOT_TOLD, week_text
from regions.queries import open_data
from tests.regions.made_units import EVERY_DAY, GOTEBORG, LUND, WEEKDAYS, changed, make_unit, open_on

pytestmark = pytest.mark.django_db
LIST = "/oppna-data/mottagningar"
JSON, CSV, GEOJSON, BULK = (f"{LIST}.{kind}" for kind in ("json", "csv", "geojson", "ndjson"))


def body(response):
    return response.getvalue().decode()


def unit_of(client, unit):
    return client.get(f"{LIST}/{unit.uid}.json").json()["unit"]


# ---- what is told ----


def test_all_that_the_page_says_is_told(linden, client):
    open_on(linden, 6, "10.00-14.00")
    changed(linden, "2026-12-24", hours="08.00-12.00", note="Julafton")
    told = unit_of(client, linden)
    assert told["uid"] == str(linden.uid) and told["url"].endswith("/mottagning/vardcentralen-linden/")
    assert (told["status"], told["kinds"]) == ("active", ["primary_care", "vaccination"])
    assert told["region"] == {"code": "12", "name": "Skåne", "slug": "skane"}
    assert told["municipality"]["slug"] == "lund"
    assert told["address"] == {"street": "Exempelgatan 3", "postal_code": "22222", "city": "Lund"}
    assert told["position"]["latitude"] == pytest.approx(55.7, abs=0.2)
    assert told["hours"]["visit"][0] == {"day": "monday", "opens": "08:00", "closes": "12:00"}
    assert told["hours"]["phone"][4] == {"day": "friday", "opens": "08:00", "closes": "10:00"}
    assert told["exceptions"] == [
        {
            "purpose": "visit",
            "first_day": "2026-12-24",
            "last_day": "2026-12-24",
            "closed": False,
            "opens": "08:00",
            "closes": "12:00",
            "note": "Julafton",
        }
    ]
    assert told["confirmed"] == dict.fromkeys(told["confirmed"], "2026-02-12")
    assert told["helps_with"] == "Infektioner och **intyg**."


def test_what_is_not_known_is_null(bare, client):
    told = unit_of(client, bare)
    for name in ("operator", "phone", "website", "position", "helps_with", "takes_new_listings", "part_of"):
        assert told[name] is None, name
    assert told["hours"] == {"visit": [], "phone": [], "drop_in": []}


def test_every_fact_is_told_or_named_as_not_told(linden, client):
    told = set(unit_of(client, linden))
    renamed = {
        "slug": "url", "spans": "hours", "is_example": "example", "street": "address", "postal_code": "address",
        "city": "address", "easting": "position", "northing": "position", "confirmed_on": "confirmed",
    }  # fmt: skip
    stored = set(open_data.documents([linden.pk])[linden.pk])
    missing = {name for name in stored - NOT_TOLD if renamed.get(name, name) not in told}
    assert not missing, "tell them in regions/open_data/document.py, or name them in NOT_TOLD"


def test_relations_are_by_lasting_id(linden, client):
    part = make_unit("Labbet", part_of=linden)
    closed = make_unit("Gamla", closed_on=date(2026, 1, 1), successor=linden, closed_note="Flyttad.")
    assert unit_of(client, part)["part_of"] == str(linden.uid)
    told = unit_of(client, closed)
    assert (told["status"], told["successor"], told["closed_note"]) == ("closed", str(linden.uid), "Flyttad.")


def test_status_follows_the_day(bare, client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for fields, status in (({"closed_on": tomorrow}, "active"), ({"opens_on": tomorrow}, "planned")):
        assert unit_of(client, make_unit(**fields))["status"] == status


def test_a_planned_notice_is_not_told(bare, client):
    now = timezone.now()
    UnitNotice.objects.create(unit=bare, title="Nu", starts_at=now - timedelta(hours=1))
    UnitNotice.objects.create(unit=bare, title="Hemligt till i morgon", starts_at=now + timedelta(days=1))
    assert [notice["title"] for notice in unit_of(client, bare)["notices"]] == ["Nu"]
    for path in (JSON, GEOJSON, CSV, BULK, f"{LIST}/andringar.json"):
        assert "Hemligt" not in body(client.get(path, {} if path in (CSV, BULK) else {"limit": 1000})), path


def test_a_website_that_is_no_web_address_is_not_told(bare, client):
    CareUnit.objects.filter(pk=bare.pk).update(website="javascript:alert(1)")
    assert unit_of(client, bare)["website"] is None


# ---- who and how ----


@pytest.mark.parametrize("path", [JSON, GEOJSON, CSV, BULK, f"{LIST}/andringar.json"])
def test_any_site_may_read(linden, client, path):
    answer = client.get(path, headers={"origin": "https://annan.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public, max-age=")
    assert "creativecommons.org/publicdomain/zero" in answer["Link"]
    assert not answer.cookies
    assert client.post(path).status_code == 405
    asked = client.options(path)
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


@pytest.mark.parametrize("path", [JSON, GEOJSON])
def test_who_has_it_gets_304(linden, client, path):
    etag = client.get(path)["ETag"]
    for method in (client.get, client.head):
        answer = method(path, headers={"if-none-match": etag})
        assert answer.status_code == 304 and answer["Access-Control-Allow-Origin"] == "*"
    CareUnit.objects.filter(pk=linden.pk).update(phone="+46406280498")
    assert client.get(path, {"limit": 1000})["ETag"] != etag


def test_head_has_no_body(linden, client):
    for path in (JSON, CSV, BULK):
        assert client.head(path).getvalue() == b""


def test_content_types(linden, client):
    for path, kind in (
        (JSON, "application/json"),
        (GEOJSON, "application/geo+json"),
        (CSV, "text/csv; charset=utf-8"),
        (BULK, "application/x-ndjson"),
    ):
        assert client.get(path)["Content-Type"] == kind


# ---- pages ----


def test_pages_hold_every_unit_once(units, client):
    path, seen = f"{JSON}?limit=700", []
    while path:
        answer = client.get(path)
        data = answer.json()
        assert len(data["units"]) <= 700
        assert ('rel="next"' in answer["Link"]) == bool(data["next"])
        seen += [unit["uid"] for unit in data["units"]]
        path = data["next"]
    assert len(seen) == len(set(seen)) == CareUnit.objects.count() == data["total"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"region": "skane"}, {"Linden", "Natt"}),
        ({"region": "12"}, {"Linden", "Natt"}),
        ({"kommun": "lund"}, {"Linden", "Natt"}),
        ({"kommun": "1480"}, {"Väst"}),
        ({"typ": "sjukhus"}, {"Väst"}),
        ({"typ": "hospital", "region": "skane"}, set()),
    ],
)
def test_filters(no_units, client, query, wanted):
    make_unit("Linden")
    open_on(make_unit("Natt"), EVERY_DAY, "21.00-02.00")
    make_unit("Väst", GOTEBORG, kinds=["hospital"])
    assert {unit["name"] for unit in client.get(JSON, query).json()["units"]} == wanted
    assert {row["name"] for row in csv.DictReader(io.StringIO(body(client.get(CSV, query))))} == wanted
    assert {json.loads(row)["name"] for row in body(client.get(BULK, query)).splitlines()} == wanted
    features = client.get(GEOJSON, query).json()["features"]
    assert {feature["properties"]["name"] for feature in features} == wanted


@pytest.mark.parametrize("path", [JSON, GEOJSON])
def test_at_most_four_queries_a_page(units, client, django_assert_max_num_queries, path):
    CareUnit.objects.filter(pk=CareUnit.objects.order_by("uid").first().pk).update(
        part_of=CareUnit.objects.order_by("-uid").first()
    )
    with django_assert_max_num_queries(4):
        client.get(path, {"limit": 100})


# ---- errors ----


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"region": "narnia"}, "unknown_region"),
        ({"region": "\x00"}, "unknown_region"),
        ({"kommun": "9999"}, "unknown_municipality"),
        ({"typ": "<b>"}, "unknown_kind"),
        ({"limit": "0"}, "bad_limit"),
        ({"limit": "1001"}, "bad_limit"),
        ({"limit": "٣"}, "bad_limit"),
        ({"limit": "9" * 5000}, "bad_limit"),
        ({"efter": "x"}, "bad_cursor"),
        ({"regoin": "skane"}, "unknown_parameter"),
        ({"region": ["skane", "halland"]}, "repeated_parameter"),
    ],
)
@pytest.mark.parametrize("path", [JSON, GEOJSON, CSV])
def test_a_wrong_question_gets_a_sentence(db, client, path, query, code):
    answer = client.get(path, query)
    assert answer.status_code == 400
    assert answer.json()["code"] == code and answer.json()["message"].endswith(".")
    assert answer["Access-Control-Allow-Origin"] == "*" and answer["Cache-Control"] == "no-store"


def test_an_unknown_unit_is_not_found_and_a_deleted_one_is_gone(bare, client):
    assert client.get(f"{LIST}/{uuid4()}.json").json()["code"] == "not_found"
    uid = bare.uid
    bare.delete()
    answer = client.get(f"{LIST}/{uid}.json")
    assert (answer.status_code, answer.json()["code"]) == (410, "deleted")


# ---- tables ----


def test_no_cell_is_run_as_a_formula(no_units, client):
    make_unit("=1+1", operator="@SUM(A1)", street="-2", phone="+46406280499", services=["+a", "b"])
    (row,) = csv.DictReader(io.StringIO(body(client.get(CSV))))
    assert (row["name"], row["operator"], row["street"], row["services"]) == ("'=1+1", "'@SUM(A1)", "'-2", "'+a | b")
    assert row["phone"] == "tel:+46406280499"


def test_an_empty_table_has_its_heading(no_units, client):
    assert body(client.get(CSV)).startswith("uid,url,status,name")
    assert body(client.get(BULK)) == ""


def test_a_table_in_pages(no_units, client):
    for _ in range(3):
        make_unit()
    answer = client.get(CSV, {"limit": 2})
    assert len(list(csv.DictReader(io.StringIO(body(answer))))) == 2
    assert 'rel="next"' in answer["Link"]


def test_a_week_as_openstreetmap_writes_it(linden, client):
    open_on(linden, 5, "20.00-24.00")
    told = unit_of(client, linden)
    assert week_text(told) == "Mo-Fr 08:00-12:00,13:00-17:00; Sa 20:00-24:00; PH off"
    assert week_text(told, "phone") == "Mo-Fr 08:00-10:00; PH off"
    assert week_text(told, "drop_in") == ""


@pytest.mark.parametrize(("told", "state"), [("unknown", State.UNKNOWN), ("as_usual", State.OPEN)])
def test_what_is_not_known_of_red_days_is_not_open_to_who_reads_the_week(linden, client, told, state):
    CareUnit.objects.filter(pk=linden.pk).update(red_days=told)
    read = OpeningHours(week_text(unit_of(client, linden)), country="SE")
    assert (read.state(datetime(2026, 12, 25, 10))[0], read.state(datetime(2026, 12, 1, 10))[0]) == (state, State.OPEN)


def test_a_unit_nobody_can_place_has_no_geometry(no_units, client):
    make_unit("Tyst", placed=False)
    (feature,) = client.get(GEOJSON).json()["features"]
    assert feature["geometry"] is None and feature["properties"]["name"] == "Tyst"


def test_bulk_can_be_gzipped_and_says_where_to_go_on(units, client):
    answer = client.get(BULK, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer.streaming
    assert "/oppna-data/mottagningar/andringar.json?since=20" in answer["Link"]


def test_bulk_reads_some_at_a_time(no_units, client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(open_data, "BATCH", 2)
    for _ in range(5):
        make_unit()
    with django_assert_num_queries(1 + 2 * 3):  # until; then the units and their documents, three times
        assert len(body(client.get(BULK)).splitlines()) == 5


def test_since_on_the_list_leads_to_the_changes(db, client):
    answer = client.get(JSON, {"since": "2026-03-01"})
    assert answer.status_code == 302 and answer["Location"] == f"{LIST}/andringar.json?since=2026-03-01"


def test_the_moment_is_in_utc_to_the_microsecond(bare, client):
    told = unit_of(client, bare)["changed_at"]
    assert datetime.fromisoformat(told).tzinfo == UTC and told.endswith("Z") and len(told) == 27


def test_hours_over_midnight_keep_their_day(no_units, client):
    open_on(make_unit("Natt", LUND), WEEKDAYS, "21.00-02.00")
    (unit,) = client.get(JSON).json()["units"]
    assert unit["hours"]["visit"][4] == {"day": "friday", "opens": "21:00", "closes": "02:00"}
