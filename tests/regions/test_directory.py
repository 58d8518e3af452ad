"""The directory in memory is as the database is, by whatever road a unit was changed."""

import math

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from regions.models import CareUnit
from regions.opening import Hours
from regions.queries.directory import Directory, ListedUnit, SharedHours, by_distance, directory, reading
from tests.regions.made_units import LUND, make_unit, open_on, sweden

pytestmark = pytest.mark.django_db
DAY = sweden("2026-03-02 12:00").date()
NO_HOURS = SharedHours(Hours([], [], "unknown"), any_told=False, drop_in=False)


def known(id_):
    """What the directory says of a unit now, or None."""
    return next((unit for unit in directory().in_use(DAY).of_kind(None) if unit.id == id_), None)


class TestChangesThatAreKept:
    """In a database of the tests' own, where what others commit is seen."""

    @pytest.fixture
    def other(self, own_database):
        with own_database.connect() as line:
            yield line

    @pytest.fixture
    def unit(self, other):
        return other.execute(
            "SELECT id FROM regions_careunit WHERE easting IS NOT NULL ORDER BY id LIMIT 1"
        ).fetchone()[0]

    @pytest.mark.parametrize(
        ("statement", "seen"),
        [
            ("UPDATE regions_careunit SET name = 'Bytt namn' WHERE id = %s", lambda unit: unit.name == "Bytt namn"),
            (
                "UPDATE regions_careunit SET kinds = '{radiology}' WHERE id = %s",
                lambda unit: unit in list(directory().of_kind("radiology")),
            ),
            (
                "UPDATE regions_careunit SET easting = 400000, northing = 6200000 WHERE id = %s",
                lambda unit: (
                    unit in list(directory().in_use(DAY).inside((400_000, 6_200_000, 400_000, 6_200_000), None))
                ),
            ),
            (
                "UPDATE regions_careunit SET easting = NULL, northing = NULL WHERE id = %s",
                lambda unit: unit in directory().without_position(None),
            ),
            ("DELETE FROM regions_openingspan WHERE unit_id = %s", lambda unit: not unit.hours.any_told),
            (
                "INSERT INTO regions_openingspan (unit_id, purpose, day, opens, closes) "
                "VALUES (%s, 'drop_in', 3, '03:00', '04:00')",
                lambda unit: unit.hours.drop_in,
            ),
            (
                "INSERT INTO regions_openingexception (unit_id, purpose, first_day, last_day, note) "
                "VALUES (%s, 'visit', '2026-03-02', '2026-03-02', '')",
                lambda unit: [str(each.first_day) for each in unit.hours.hours.exceptions] == ["2026-03-02"],
            ),
        ],
    )
    def test_plain_sql_is_seen_at_once(self, other, unit, statement, seen):
        before = directory()
        other.execute(statement, [unit])
        assert seen(known(unit))
        assert directory() is not before
        assert directory() is directory()

    def test_a_unit_that_closes_and_opens_again(self, other, unit):
        for closed_on in ("2026-03-01", None):
            before = directory()
            other.execute("UPDATE regions_careunit SET closed_on = %s WHERE id = %s", [closed_on, unit])
            assert (known(unit) is None) is bool(closed_on)
            assert directory() is not before
            assert directory() is directory()

    def test_a_unit_that_comes_and_goes(self, other, unit):
        (new,) = other.execute(
            "INSERT INTO regions_careunit SELECT (jsonb_populate_record(unit, jsonb_build_object('id', 900000, 'uid', "
            "gen_random_uuid(), 'slug', 'ny', 'hsa_id', NULL, 'source_id', NULL))).* "
            "FROM regions_careunit AS unit WHERE id = %s RETURNING id",
            [unit],
        ).fetchone()
        assert known(new).slug == "ny"
        other.execute("DELETE FROM regions_careunit WHERE id = %s", [new])
        assert known(new) is None

    def test_a_transaction_that_ends_after_a_later_one_is_not_missed(self, own_database, unit):
        first, second = own_database.connect(), own_database.connect()
        with first, second:
            with first.transaction():
                first.execute("UPDATE regions_careunit SET street = 'Sist klar' WHERE id = %s", [unit])
                second.execute(
                    "UPDATE regions_careunit SET street = 'Först klar' WHERE id <> %s AND id < %s + 5", [unit] * 2
                )
                assert known(unit).street != "Sist klar"
                assert known(unit + 1) is None or known(unit + 1).street == "Först klar"
            assert known(unit).street == "Sist klar"

    def test_what_a_transaction_has_written_only_that_transaction_sees_and_it_leaves_no_trace(self, unit):
        before = directory()
        with transaction.atomic():
            CareUnit.objects.filter(pk=unit).update(name="Ångrat")
            assert known(unit).name == "Ångrat"
            transaction.set_rollback(True)
        assert reading._current.directory is before

    def test_tables_that_are_emptied_are_seen(self, own_database, other):
        dump = other.execute("SELECT count(*) FROM regions_careunit").fetchone()[0]
        assert len(directory()) == dump
        with other.transaction(force_rollback=True):
            other.execute("TRUNCATE regions_openingspan")
        assert any(unit.hours.any_told for unit in directory().in_use(DAY).of_kind(None))
        other.execute("TRUNCATE regions_openingspan")
        assert not any(unit.hours.any_told for unit in directory().in_use(DAY).of_kind(None))

    def test_versions_that_came_with_a_copy_of_the_database_are_no_changes(self, other, unit):
        """Another server's transactions have other numbers, perhaps far higher ones."""
        before = directory()
        other.execute("SET session_replication_role = replica")
        other.execute("UPDATE regions_unitversion SET written_in = '4000000000' WHERE unit_id = %s", [unit])
        assert directory() is before


# ---- the directory itself ----


def listed(id_, east, north, kinds, closed=False):
    where = (None, None) if east is None else (400_000 + east, 6_200_000 + north)
    return ListedUnit(
        id_, f"u{id_}", f"U{id_}", "", "", *where, False, DAY if closed else None, None, "12", LUND, "", tuple(kinds),
        (), (), (), NO_HOURS,
    )  # fmt: skip


kinds = st.lists(st.sampled_from(["primary_care", "pharmacy", "dental"]), min_size=1, max_size=2, unique=True)
metres = st.integers(-60_000, 60_000)
somewhere = st.builds(listed, st.integers(1, 12), st.none() | metres, metres, kinds, st.booleans())
units = st.lists(somewhere, max_size=12, unique_by=lambda unit: unit.id)


@given(units, st.lists(st.tuples(st.sets(st.integers(1, 12)), units), max_size=4))
def test_a_directory_with_changes_is_as_one_that_is_made_anew(first, steps):
    now, found = {unit.id: unit for unit in first}, Directory.of(first)
    for ids, others in steps:
        come = [unit for unit in others if unit.id in ids]
        now = {id_: unit for id_, unit in now.items() if id_ not in ids} | {unit.id: unit for unit in come}
        found = found.with_changes(ids, come)
        anew = Directory.of(now.values())
        assert len(found) == len(anew) == len(now)
        assert len(found.in_use(DAY)) == sum(unit.closed_on is None for unit in now.values())
        for kind in (None, "primary_care", "pharmacy", "dental"):
            assert sorted(u.id for u in found.of_kind(kind)) == sorted(u.id for u in anew.of_kind(kind))
            assert {u.id for u in found.without_position(kind)} == {u.id for u in anew.without_position(kind)}


@given(units, st.none() | st.sampled_from(["primary_care", "dental"]), metres, metres, st.integers(0, 150_000))
def test_rings_and_windows_find_what_looking_at_every_unit_finds(every, kind, east, north, reach):
    found, point = Directory.of(every).in_use(DAY), (400_000 + east, 6_200_000 + north)
    open_ones = [u for u in every if u.closed_on is None and u.easting is not None and (not kind or kind in u.kinds)]
    away = {u.id: math.dist((u.easting, u.northing), point) for u in open_ones}
    seen = []
    for metres, units in found.rings(*point, (reach, 2 * reach, math.inf), kind):
        seen += [u.id for u in units]
        assert {id_ for id_, distance in away.items() if distance <= metres} <= set(seen)
    assert sorted(seen) == sorted(away)
    west, south, east, north = point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach
    inside = {u.id for u in open_ones if west <= u.easting <= east and south <= u.northing <= north}
    assert {u.id for u in found.inside((west, south, east, north), kind)} == inside
    nearest = by_distance(open_ones, *point)
    assert [(u.id, distance) for distance, u in nearest] == sorted(away.items(), key=lambda each: (each[1], each[0]))


def test_units_with_the_same_hours_share_them(no_units):
    alike = [open_on(make_unit(), range(5), "08.00-17.00") for _ in range(2)]
    other = open_on(make_unit(), range(5), "08.00-16.00")
    hours = {unit.id: unit.hours for unit in directory().in_use(DAY).of_kind(None)}
    assert hours[alike[0].pk] is hours[alike[1].pk]
    assert hours[other.pk].state(sweden("2026-03-02 16:30")).status == "closed"
    assert hours[alike[0].pk].state(sweden("2026-03-02 16:30")).status == "open"
