"""What has changed in the units since a moment: nothing is missed or told twice, so that a copy stays a copy."""

import json
from contextlib import contextmanager
from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from regions.documents import changing
from regions.models import CareUnit, UnitNotice, UnitVersion, Via
from regions.open_data.document import stamp
from regions.queries.open_data import nothing_missing_until
from tests.regions.made_units import WEEKDAYS, changed, make_unit, open_on

pytestmark = pytest.mark.django_db
CHANGES = "/oppna-data/mottagningar/andringar.json"
BULK = "/oppna-data/mottagningar.ndjson"


def now():
    """The database's clock, which stamps the versions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return stamp(cursor.fetchone()[0])


def step():
    """What follows is another change than what was, as it would be in another transaction. Gives the time."""
    changing(by=None, via=Via.OTHER).__enter__()
    return now()


def told(client, since, **query):
    """What the changes say, uid → kind of change, page by page."""
    found, path = {}, f"{CHANGES}?since={since}&limit={query.get('limit', 1000)}"
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, answer.content
        data = answer.json()
        for change in data["changes"]:
            assert change["uid"] not in found, "told twice"
            found[change["uid"]] = change
        path = data["next"]
    return found, data["until"]


class Copy:
    """Someone elsewhere who keeps a copy of the units by following what changes."""

    def __init__(self, client, since=None):
        self.client, self.since, self.units = client, since or step(), {}

    def follow(self, limit=1000):
        step()
        found, self.since = told(self.client, self.since, limit=limit)
        for uid, change in found.items():
            self.units.pop(uid, None)
            if change["change"] != "deleted":
                self.units[uid] = change["unit"]
        return found

    def is_true(self):
        whole = [json.loads(row) for row in self.client.get(BULK).getvalue().splitlines()]
        return self.units == {unit["uid"]: unit for unit in whole}


def test_each_kind_of_change(no_units, client):
    old, gone, closing = make_unit("Gammal"), make_unit("Borta"), make_unit("Stänger")
    since = step()
    new = make_unit("Ny")
    CareUnit.objects.filter(pk=old.pk).update(phone="+46406280499")
    CareUnit.objects.filter(pk=closing.pk).update(closed_on=timezone.localdate())
    gone_uid = str(gone.uid)
    gone.delete()
    found, _until = told(client, since)
    assert {uid: change["change"] for uid, change in found.items()} == {
        str(new.uid): "created",
        str(old.uid): "changed",
        str(closing.uid): "closed",
        gone_uid: "deleted",
    }
    assert found[gone_uid]["unit"] is None
    assert found[str(old.uid)]["unit"]["phone"] == "+46406280499"


def test_since_is_inclusive_and_until_is_not(no_units, client):
    unit = make_unit()
    at = told(client, "2000-01-01")[0][str(unit.uid)]["at"]
    assert str(unit.uid) in told(client, at)[0]
    _found, until = told(client, at)
    assert told(client, until)[0] == {}


def test_the_same_change_is_told_once_to_who_follows(no_units, client):
    copy = Copy(client)
    unit = open_on(make_unit(), WEEKDAYS, "08.00-17.00")
    assert set(copy.follow()) == {str(unit.uid)}
    assert copy.follow() == {}
    changed(unit, "2026-12-24")
    assert set(copy.follow()) == {str(unit.uid)}
    assert copy.is_true()


@pytest.mark.parametrize("limit", [1, 2, 1000])
def test_a_copy_is_true_whatever_happens(no_units, client, limit):
    copy = Copy(client)
    units = [make_unit() for _ in range(5)]
    copy.follow(limit)
    assert copy.is_true()
    open_on(units[0], WEEKDAYS, "08.00-17.00")
    CareUnit.objects.filter(pk=units[1].pk).update(successor=units[2], closed_on=date(2026, 1, 1))
    units[3].delete()
    make_unit()
    copy.follow(limit)
    assert copy.is_true()
    units[2].delete()  # the one that pointed at it says so no longer
    copy.follow(limit)
    assert copy.is_true()


def test_a_unit_that_changes_between_two_pages_is_not_lost(no_units, client):
    since = step()
    units = [make_unit() for _ in range(3)]
    first = client.get(CHANGES, {"since": since, "limit": 1}).json()
    step()
    CareUnit.objects.filter(pk=units[1].pk).update(phone="+46406280499")
    path, found, until = first["next"], {}, None
    while path:
        data = client.get(path).json()
        found |= {change["uid"]: change for change in data["changes"]}
        path, until = data["next"], data["until"]
    later = told(client, until)[0]
    assert {str(unit.uid) for unit in units} == {first["changes"][0]["uid"], *found, *later}
    assert (found | later)[str(units[1].uid)]["unit"]["phone"] == "+46406280499"


def test_who_starts_from_the_bulk_file_misses_nothing(no_units, client):
    make_unit()
    bulk = client.get(BULK)
    copy = Copy(client, since=bulk["Link"].split("since=")[1].split(">")[0])
    late = make_unit()  # while the file is read
    copy.units = {unit["uid"]: unit for unit in map(json.loads, bulk.getvalue().splitlines())}
    assert str(late.uid) in copy.units or str(late.uid) in copy.follow()
    copy.follow()
    assert copy.is_true()


# ---- what the clock changes ----


@contextmanager
def without_triggers():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_notice_is_told_when_it_begins_to_be_shown(no_units, client):
    unit = make_unit()
    copy = Copy(client)
    copy.follow()
    with without_triggers():  # as if it had been planned yesterday, to begin now
        UnitNotice.objects.create(unit=unit, title="Stängt i dag", starts_at=now())
    assert copy.follow()[str(unit.uid)]["unit"]["notices"][0]["title"] == "Stängt i dag"
    assert copy.is_true()


def test_a_planned_closing_is_told_on_its_day(no_units, client):
    unit = make_unit(closed_on=timezone.localdate())
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    with without_triggers():  # as if it had been planned long ago
        UnitVersion.objects.filter(unit=unit.pk).update(at=midnight - timedelta(days=9))
    found = told(client, stamp(midnight - timedelta(hours=1)))[0][str(unit.uid)]
    assert (found["change"], found["at"], found["unit"]["changed_at"]) == ("closed", stamp(midnight), stamp(midnight))


# ---- late commits ----


@pytest.fixture
def other():
    """Another connection to the same database, with a transaction of its own. What it commits is removed again."""
    info = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    other = psycopg.connect(**{name: info[name] for name in names if info.get(name)})
    yield other
    other.rollback()
    with other.transaction():
        other.execute("SET LOCAL session_replication_role = replica")  # the history would stand
        other.execute("DELETE FROM regions_unitversion WHERE note = 'Sen' OR document ->> 'name' = 'Sen'")
        other.execute("DELETE FROM regions_unitaddress WHERE slug = 'sen'")
        other.execute("DELETE FROM regions_careunit WHERE name = 'Sen'")
    other.close()


def make_late(other):
    """A unit like another, written and not yet committed."""
    return str(
        other.execute(
            "INSERT INTO regions_careunit SELECT (jsonb_populate_record(unit, jsonb_build_object("
            "'id', nextval(pg_get_serial_sequence('regions_careunit', 'id')), 'uid', gen_random_uuid(), "
            "'name', 'Sen', 'slug', 'sen', 'source_id', NULL, 'hsa_id', NULL))).* "
            "FROM regions_careunit AS unit LIMIT 1 RETURNING uid"
        ).fetchone()[0]
    )


def look_again():
    """The test is one long transaction, in which the database would show who is at work as it was the first time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")


def test_what_is_committed_late_is_not_missed(units, client, other):
    copy = Copy(client)
    uid = make_late(other)  # written, stamped, and not yet committed
    quick = make_unit("Snabb")  # later, and seen at once
    look_again()
    copy.follow()
    assert uid not in copy.units
    assert copy.since <= now()
    other.commit()
    look_again()
    assert {uid, str(quick.uid)} <= set(copy.follow()) | set(copy.units)
    assert {copy.units[uid]["name"], copy.units[str(quick.uid)]["name"]} == {"Sen", "Snabb"}


def test_until_waits_for_the_oldest_who_writes(units, other):
    began = other.execute("SELECT transaction_timestamp()").fetchone()[0]
    look_again()
    assert nothing_missing_until() > began, "who only reads is not waited for"
    make_late(other)
    look_again()
    assert nothing_missing_until() == began
    other.rollback()
    look_again()
    assert nothing_missing_until() > began


# ---- questions ----


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"since": "i går"}, "bad_since"),
        ({"since": ""}, "bad_since"),
        ({"since": "2026-13-40"}, "bad_since"),
        ({"since": "2026-03-01T25:00:00Z"}, "bad_since"),
        ({"since": "2026-03-01\x00"}, "bad_since"),
        ({"since": "2026-03-01", "efter": "x_y"}, "bad_cursor"),
        ({"since": "2026-03-01", "efter": "2026-03-01_y"}, "bad_cursor"),
        ({"until": "2026-03-01"}, "unknown_parameter"),
    ],
)
def test_a_wrong_question_gets_a_sentence(db, client, query, code):
    answer = client.get(CHANGES, query)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize(
    "since",
    [
        "2026-03-01",
        "2026-03-01T08:00",
        "2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00+01:00",
        "0001-01-01T00:00:00%2B14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_moments(db, client, since):
    assert client.get(f"{CHANGES}?since={since}&limit=1").status_code == 200


def test_at_most_five_queries(units, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assert len(client.get(CHANGES, {"limit": 500}).json()["changes"]) == 500


def test_no_name_of_those_who_work_here_is_told(no_units, client):
    maj = User(name="Maj Exempel")
    with changing(by=maj, via=Via.EDITOR, note="ringde Kalle"):
        make_unit()
    text = client.get(CHANGES).content.decode()
    assert "Maj" not in text and "Kalle" not in text
