"""Care units as FHIR, held against the resources' own rules.

`fhir.resources` has R5 and R4B (4.3.0). R4 itself (4.0.1) is not among them; nothing in these resources differs between
R4 and R4B.
"""

import importlib
import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from regions.kinds import UnitKind
from regions.models import RedDays
from tests.regions.made_units import EVERY_DAY, GOTEBORG, WEEKDAYS, changed, make_unit, open_on, with_red_days

pytestmark = pytest.mark.django_db
BASE = "/oppna-data/fhir"
VERSIONS = ("r4", "r5")
KINDS = ("Organization", "Location", "HealthcareService")
MODULES = {"r4": "fhir.resources.R4B", "r5": "fhir.resources"}


def valid(resource, version):
    """The resource as the library reads it; it refuses what FHIR does not allow."""
    name = resource["resourceType"]
    model = getattr(importlib.import_module(f"{MODULES[version]}.{name.lower()}"), name)
    read = model.model_validate_json(json.dumps(resource))
    assert json.loads(read.model_dump_json()).keys() == resource.keys()
    return resource


@pytest.fixture
def get(client):
    def get(path, status=200, version=None, **query):
        answer = client.get(f"{BASE}/{path}", query)
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/fhir+json"
        assert answer["Access-Control-Allow-Origin"] == "*"
        return valid(answer.json(), path[:2] if path[:2] in MODULES else "r5")

    return get


def read(get, version, kind, unit):
    return get(f"{version}/{kind}/{unit.uid}")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_example_unit_is_valid(units, get, version, kind):
    bundle = get(f"{version}/{kind}", _count=300)
    assert len(bundle["entry"]) == 300
    for entry in bundle["entry"]:
        valid(entry["resource"], version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_unit_that_has_told_nothing_is_valid(bare, get, version, kind):
    resource = read(get, version, kind, bare)
    assert resource["name"] == "Mottagningen Tyst" and "telecom" not in resource and "contact" not in resource


@pytest.mark.parametrize("version", VERSIONS)
def test_the_place(linden, get, version):
    place = read(get, version, "Location", linden)
    assert place["address"]["line"] == ["Exempelgatan 3"] and place["address"]["postalCode"] == "22222"
    assert place["address"]["state"] == "Skåne län" and place["address"]["country"] == "SE"
    assert place["position"]["latitude"] == pytest.approx(55.7, abs=0.2)
    assert place["position"]["longitude"] == pytest.approx(13.2, abs=0.2)
    codes = {
        (coding["system"].rpartition("/")[2], coding["code"]) for each in place["type"] for coding in each["coding"]
    }
    assert codes == {("typ-av-vard", "primary_care"), ("v3-RoleCode", "PC"), ("typ-av-vard", "vaccination")}
    assert place["managingOrganization"]["reference"] == f"Organization/{linden.uid}"


def test_the_service_in_r4(linden, get):
    changed(linden, "2026-12-24", note="Julafton")
    changed(linden, "2026-07-01", "2026-08-15", hours="09.00-12.00")
    changed(linden, "2026-07-02", purpose="phone")
    service = read(get, "r4", "HealthcareService", linden)
    assert {"system": "phone", "value": "+46406280499", "use": "work"} in service["telecom"]
    assert service["availableTime"] == [
        {"daysOfWeek": ["mon", "tue", "wed", "thu", "fri"], "availableStartTime": opens, "availableEndTime": closes}
        for opens, closes in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
    ]
    assert service["notAvailable"] == [
        {
            "description": "Öppet 09:00–12:00 i stället för vanliga tider",
            "during": {"start": "2026-07-01", "end": "2026-08-15"},
        },
        {"description": "Stängt: Julafton", "during": {"start": "2026-12-24", "end": "2026-12-24"}},
    ]
    assert service["availabilityExceptions"] == "Röda dagar: stängt."
    assert {coding["code"] for each in service["type"] for coding in each["coding"]} == {
        "primary_care", "124", "vaccination", "57",
    }  # fmt: skip
    assert [each["coding"][0]["code"] for each in service["communication"]] == ["ar", "en"]
    assert "Telefontider:** Mo-Fr 08:00-10:00" in service["extraDetails"]


def test_the_service_in_r5(linden, get):
    changed(linden, "2026-12-24", note="Julafton")
    changed(linden, "2026-07-01", "2026-08-15", hours="09.00-12.00")
    service = read(get, "r5", "HealthcareService", linden)
    (ordinary,) = service["availability"]
    assert ordinary["availableTime"][0]["availableStartTime"] == "08:00:00"
    assert [each["description"] for each in ordinary["notAvailableTime"]] == [
        "Öppet 09:00–12:00 i stället för vanliga tider",
        "Stängt: Julafton",
        "Röda dagar: stängt.",
    ]
    assert ordinary["notAvailableTime"][0]["during"] == {"start": "2026-07-01", "end": "2026-08-15"}
    assert service["contact"][0]["telecom"][0]["value"] == "+46406280499"


@pytest.mark.parametrize("version", VERSIONS)
def test_hours_are_split_at_midnight(no_units, get, version):
    night = open_on(make_unit("Natt"), [6], "21.00-02.00")
    always = with_red_days(open_on(make_unit("Alltid"), EVERY_DAY, "00.00-24.00"), RedDays.AS_USUAL)
    late = open_on(make_unit("Sen"), WEEKDAYS, "20.00-24.00")

    def times(unit):
        service = read(get, version, "HealthcareService", unit)
        return service["availableTime"] if version == "r4" else service["availability"][0]["availableTime"]

    assert times(night) == [
        {"daysOfWeek": ["sun"], "availableStartTime": "21:00:00", "availableEndTime": "23:59:59"},
        {"daysOfWeek": ["mon"], "availableStartTime": "00:00:00", "availableEndTime": "02:00:00"},
    ]
    assert times(always) == [{"daysOfWeek": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "allDay": True}]
    assert times(late)[0]["availableEndTime"] == "23:59:59"


@pytest.mark.parametrize("version", VERSIONS)
def test_the_organisation(linden, get, version):
    part = make_unit("Labbet", part_of=linden, is_example=True)
    closed = make_unit("Gamla", closed_on=date(2026, 1, 1), hsa_id="SE2321000255-E000000000001")
    assert read(get, version, "Organization", linden)["partOf"] == {"display": "Exempelbolaget AB"}
    lab = read(get, version, "Organization", part)
    assert lab["partOf"]["reference"] == f"Organization/{linden.uid}"
    assert lab["meta"]["security"][0]["code"] == "HTEST"
    old = read(get, version, "Organization", closed)
    assert old["active"] is False and read(get, version, "Location", closed)["status"] == "inactive"
    assert old["identifier"][1] == {
        "use": "official",
        "system": "urn:oid:1.2.752.129.2.1.4.1",
        "value": "SE2321000255-E000000000001",
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_what_the_server_can(get, version):
    statement = get(f"{version}/metadata")
    assert statement["fhirVersion"] == {"r4": "4.0.1", "r5": "5.0.0"}[version]
    told = {each["type"]: each for each in statement["rest"][0]["resource"]}
    assert set(told) == {*KINDS, "CodeSystem"}
    for kind in KINDS:
        for parameter in told[kind]["searchParam"]:
            value = {"date": "ge2026-01-01", "token": "primary_care"}.get(parameter["type"], "Lund")
            get(f"{version}/{kind}", **{parameter["name"]: value, "_count": 1})


def test_our_codes_can_be_read_where_they_say(linden, get, client):
    system = get("CodeSystem/typ-av-vard")
    assert {concept["code"] for concept in system["concept"]} == set(UnitKind.values)
    coding = read(get, "r4", "Organization", linden)["type"][0]["coding"][0]
    assert coding["system"] == system["url"] and client.get(system["url"]).status_code == 200
    assert get("r5/CodeSystem/typ-av-vard") == system


@pytest.mark.parametrize("version", VERSIONS)
def test_a_search_is_read_page_by_page(no_units, get, client, version):
    made = {str(make_unit().uid) for _ in range(5)}
    seen, path = [], f"{BASE}/{version}/Location?_count=2"
    while path:
        bundle = valid(client.get(path).json(), version)
        assert bundle["total"] == 5 and bundle["link"][0]["relation"] == "self"
        seen += [entry["resource"]["id"] for entry in bundle["entry"]]
        path = next((link["url"] for link in bundle["link"] if link["relation"] == "next"), None)
    assert len(seen) == 5 and set(seen) == made
    assert bundle["entry"][0]["fullUrl"].endswith(f"/oppna-data/fhir/{version}/Location/{seen[-1]}")


@pytest.mark.parametrize(
    ("kind", "query", "wanted"),
    [
        ("Location", {"address-city": "lund"}, {"Linden"}),
        ("Location", {"address-city": "göt"}, {"Väst"}),
        ("Location", {"address-city": "lund,göteborg"}, {"Linden", "Väst"}),
        ("Location", {"type": "hospital"}, {"Väst"}),
        ("Location", {"type": "http://terminology.hl7.org/CodeSystem/v3-RoleCode|HOSP"}, {"Väst"}),
        ("Location", {"type": "http://example.com|hospital"}, set()),
        ("HealthcareService", {"service-type": "http://terminology.hl7.org/CodeSystem/service-type|124"}, {"Linden"}),
        ("Organization", {"name": "lin"}, {"Linden"}),
        ("Organization", {"identifier": "HSA1"}, {"Väst"}),
        ("Organization", {"identifier": "urn:oid:1.2.752.129.2.1.4.1|HSA1"}, {"Väst"}),
        ("Location", {"_id": "inget"}, set()),
        ("Location", {"_count": "0"}, set()),
        ("Location", {"_lastUpdated": "lt2000-01-01"}, set()),
        ("Location", {"_lastUpdated": "ge2000-01-01"}, {"Linden", "Väst"}),
    ],
)
def test_searches(no_units, get, kind, query, wanted):
    make_unit("Linden", city="Lund")
    make_unit("Väst", GOTEBORG, kinds=["hospital"], city="Göteborg", hsa_id="HSA1")
    found = get(f"r4/{kind}", **query)
    assert {entry["resource"]["name"] for entry in found.get("entry", [])} == wanted


VALUES = [f"ort{number}" for number in range(21)]


@pytest.mark.parametrize(
    "query",
    [
        {"name": ",".join(VALUES)},
        {"address-city": VALUES},
        {"name": ",".join(VALUES[:10]), "address-city": ",".join(VALUES[:10]), "type": "hospital"},
    ],
    ids=["commas", "repeated", "several parameters"],
)
def test_a_search_has_at_most_so_many_values(no_units, get, query):
    told = get("r4/Location", status=400, **query)["issue"][0]["details"]
    assert told["coding"] == [{"code": "too_many_values"}] and "högst 20 värden" in told["text"]


def test_the_same_value_again_is_no_more(no_units, get):
    make_unit("Linden", city="Lund")
    assert get("r4/Location", name=[",".join(["lin"] * 500)] * 3)["total"] == 1
    assert get("r4/Location", name=",".join(["lin", *VALUES[:19]]))["total"] == 1


def test_days_of_change(no_units, get):
    make_unit()
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    for value, total in (
        (f"{today}", 1),
        (f"eq{today}", 1),
        (f"gt{today}", 0),
        (f"ge{today}", 1),
        (f"le{today}", 1),
        (f"lt{today}", 0),
        (f"lt{tomorrow}", 1),
        (f"ge{today}T00:00:00", 1),
    ):
        assert get("r5/Location", _lastUpdated=value)["total"] == total, value


def test_at_most_four_queries(units, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(f"{BASE}/r4/Location", {"_count": 100})


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("r4/Location/{unknown}", 404, "not-found"),
        ("r4/Location/x%00y", 404, "not-found"),
        ("r4/Location/{deleted}", 410, "deleted"),
        ("r4/Patient", 404, "not-supported"),
        ("r5/Patient/1", 404, "not-supported"),
        ("r4/Location?fel=1", 400, "invalid"),
        ("r4/Location?_count=-1", 400, "invalid"),
        ("r4/Location?_lastUpdated=ge", 400, "invalid"),
        ("r4/Location?_lastUpdated=9999-12-31", 200, None),
        ("r4/Location?name=%00", 400, "invalid"),
        ("r4/Location?address-city=", 400, "invalid"),
        ("r4/Location?efter=x", 400, "invalid"),
        ("r4/Location?_format=xml", 406, "not-supported"),
    ],
)
def test_what_is_wrong_is_an_operation_outcome(bare, client, path, status, code):
    deleted = bare.uid
    bare.delete()
    answer = client.get(f"{BASE}/{path.format(unknown=uuid4(), deleted=deleted)}")
    assert answer.status_code == status
    if code:
        outcome = valid(answer.json(), "r4")
        assert outcome["issue"][0]["code"] == code and outcome["issue"][0]["details"]["text"].endswith(".")
