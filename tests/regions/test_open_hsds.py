"""Care units as Open Referral's HSDS 3, held against what the specification requires of each record."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from regions.models import UnitNotice
from tests.regions.made_units import GOTEBORG, changed, make_unit, open_on

pytestmark = pytest.mark.django_db
BASE = "/oppna-data/hsds"
KINDS = ("services", "organizations", "locations", "service_at_locations")

# What HSDS 3.0 requires of each record, and the records that lie in it.
REQUIRED = {
    "services": ("id", "name", "status"),
    "organizations": ("id", "name", "description"),
    "locations": ("id", "location_type"),
    "service_at_locations": ("id",),
    "schedules": ("id",),
    "phones": ("id", "number"),
    "languages": ("id",),
    "accessibility": ("id",),
    "attributes": ("id", "link_id", "link_entity", "taxonomy_term_id"),
    "organization_identifiers": ("id", "identifier_type", "identifier"),
    "addresses": (
        "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    ),
}  # fmt: skip
ONE_OF = {
    "status": {"active", "inactive", "defunct", "temporarily closed"},
    "location_type": {"physical", "postal", "virtual"},
    "address_type": {"physical", "postal", "virtual"},
    "freq": {"WEEKLY", "MONTHLY"},
}
SINGLE = {"organization": "organizations", "location": "locations"}


def valid(record, kind):
    """Fails where a record, or one within it, breaks the specification."""
    for name in REQUIRED[kind]:
        assert record.get(name), f"{kind}: {name}"
    for name, value in record.items():
        assert value not in ("", [], None), f"{kind}: {name} is empty"
        if name == "id" or (name.endswith("_id") and name != "taxonomy_term_id"):
            UUID(value)
        if name in ONE_OF:
            assert value in ONE_OF[name]
        if name in SINGLE:
            valid(value, SINGLE[name])
        elif isinstance(value, list):
            ids = [each["id"] for each in value]
            assert len(ids) == len(set(ids)), f"{kind}: {name} has an id twice"
            for each in value:
                valid(each, name)
        elif isinstance(value, str) and name in ("valid_from", "valid_to", "assured_date"):
            date.fromisoformat(value)
    return record


@pytest.fixture
def get(client):
    def get(path, status=200, **query):
        answer = client.get(f"{BASE}/{path}", query)
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/json" and answer["Access-Control-Allow-Origin"] == "*"
        return answer.json()

    return get


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_unit_is_valid(units, get, kind):
    for full in ("true", "false"):
        page = get(kind, per_page=300, full=full)
        assert page["size"] == len(page["contents"]) == 300
        for record in page["contents"]:
            valid(record, kind)
            assert full == "true" or not any(isinstance(value, list | dict) for value in record.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_unit_that_has_told_nothing_is_valid(bare, get, kind):
    valid(get(f"{kind}/{bare.uid}"), kind)


def test_a_service_with_all_that_belongs_to_it(linden, get):
    changed(linden, "2026-12-24", note="Julafton")
    changed(linden, "2026-12-31", hours="08.00-12.00")
    UnitNotice.objects.create(unit=linden, title="Ombyggnad", text="Gå in från gården.", starts_at=timezone.now())
    found = valid(get(f"services/{linden.uid}"), "services")
    assert (found["status"], found["assured_date"]) == ("active", "2026-02-12")
    assert found["alert"] == "Ombyggnad. Gå in från gården."
    assert found["organization"]["description"].startswith("Drivs av Exempelbolaget AB.")
    place = found["service_at_locations"][0]["location"]
    assert place["addresses"][0]["state_province"] == "Skåne län" and place["latitude"] == pytest.approx(55.7, abs=0.2)
    assert {each["description"] for each in place["accessibility"]} == {
        "Tillgänglig med rullstol",
        "Hiss eller entré utan trappor",
    }
    weekly = [row for row in found["schedules"] if row.get("freq")]
    assert {(row["description"], row["byday"], row["opens_at"], row["closes_at"]) for row in weekly} == {
        ("Öppettider", "MO,TU,WE,TH,FR", "08:00", "12:00"),
        ("Öppettider", "MO,TU,WE,TH,FR", "13:00", "17:00"),
        ("Telefontider", "MO,TU,WE,TH,FR", "08:00", "10:00"),
    }
    closed, short = (row for row in found["schedules"] if "valid_from" in row)
    assert (closed["valid_from"], closed["notes"], "opens_at" in closed) == ("2026-12-24", "Stängt: Julafton", False)
    assert (short["opens_at"], short["closes_at"]) == ("08:00", "12:00")


def test_status(no_units, get):
    make_unit("Gammal", closed_on=date(2026, 1, 1))
    make_unit("Kommande", opens_on=date(2999, 1, 1))
    found = {record["name"]: record["status"] for record in get("services")["contents"]}
    assert found == {"Gammal": "defunct", "Kommande": "inactive"}


def test_ids_stay(linden, get):
    before = get(f"services/{linden.uid}")["schedules"]
    open_on(linden, 6, "10.00-14.00")
    after = get(f"services/{linden.uid}")["schedules"]
    assert {row["id"] for row in before} < {row["id"] for row in after}


def test_pages(no_units, client):
    made = {str(make_unit().uid) for _ in range(5)}
    path, seen, numbers = f"{BASE}/services?per_page=2", [], []
    while path:
        answer = client.get(path)
        page = answer.json()
        assert (page["total_items"], page["total_pages"], page["empty"]) == (5, 3, False)
        assert page["first_page"] == (not seen)
        seen += [record["id"] for record in page["contents"]]
        numbers.append(page["page_number"])
        link = [part for part in answer["Link"].split(", ") if 'rel="next"' in part]
        assert bool(link) != page["last_page"]
        path = link[0][1:].split(">")[0] if link else None
    assert (sorted(seen), numbers) == (sorted(made), [1, 2, 3])
    beyond = client.get(f"{BASE}/services?per_page=2&page=9").json()
    assert beyond["empty"] and beyond["contents"] == []


def test_filters(no_units, get):
    linden = make_unit("Linden")
    make_unit("Väst", GOTEBORG, kinds=["hospital"])
    names = lambda **query: {record["name"] for record in get("services", **query)["contents"]}  # noqa: E731
    assert names(taxonomy_term_id="hospital") == {"Väst"}
    assert names(organization_id=str(linden.uid)) == {"Linden"}
    assert names(modified_after="2000-01-01") == {"Linden", "Väst"}
    assert names(modified_after="2999-01-01") == set()


def test_at_most_four_queries(units, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get(f"{BASE}/services", {"per_page": 100, "full": "true"})


def test_it_says_what_it_is(get):
    assert get("")["version"] == "HSDS 3.0"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"page": "0"}, "bad_page"),
        ({"page": "9" * 12}, "bad_page"),
        ({"per_page": "501"}, "bad_per_page"),
        ({"full": "ja"}, "bad_full"),
        ({"taxonomy_term_id": "x"}, "unknown_kind"),
        ({"organization_id": "x"}, "bad_organization_id"),
        ({"modified_after": "x"}, "bad_modified_after"),
        ({"postcode": "22222"}, "unknown_parameter"),
    ],
)
def test_a_wrong_question_gets_a_sentence(db, get, query, code):
    assert get("services", status=400, **query)["code"] == code


def test_what_is_not_there(bare, get):
    assert get(f"services/{uuid4()}", status=404)["code"] == "not_found"
    uid = bare.uid
    bare.delete()
    assert get(f"locations/{uid}", status=410)["code"] == "deleted"
