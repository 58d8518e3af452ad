"""Find care: how much is asked of the database, and whether it can answer from its indexes."""

import random
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions import facts
from regions.kinds import UnitKind
from regions.models import CareUnit, OpeningSpan
from regions.queries import CareSearch, When, find_units, open_nearby, understand
from regions.queries.find_care import PAGE_SIZE
from regions.queries.places import region_place
from tests.regions.made_units import LUND, WEEKDAYS, clock, make_unit, open_on, sweden
from tests.regions.pages import find, find_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


@pytest.mark.parametrize("words", ["Lund", "apotek Lund öppet nu", "413 01", "21", "Sjöbotten", "kronan", "99 kronan"])
@pytest.mark.parametrize("region", ["", "/skane"])
@pytest.mark.usefixtures("evening_in_lund")
def test_at_most_six_queries_and_one_for_the_notices_there(client, words, region, django_assert_max_num_queries):
    make_unit("Utan plats", LUND, placed=False)
    for _ in range(PAGE_SIZE):
        open_on(make_unit(municipality=LUND, city="Sjöbotten"), WEEKDAYS, "08.00-17.00")
    with django_assert_max_num_queries(7):  # the seventh is the frame's, and only where the place is no known name
        assert find(client, region, q=words).status_code == 200
    with django_assert_max_num_queries(6):
        find_json(client, region, q=words)


def test_nothing_asked_asks_nothing(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        find(client)


@pytest.fixture
def twenty_thousand(no_units):
    """Units scattered around the municipalities' centres, each fifth open on Monday evenings."""
    chance = random.Random(20_000)
    kinds, municipalities = UnitKind.values, facts.municipalities()
    CareUnit.objects.bulk_create(
        CareUnit(
            name=f"Enhet {number}",
            slug=f"enhet-{number}",
            kinds=[kinds[number % len(kinds)]],
            region_id=where.region_code,
            municipality_id=where.code,
            easting=where.easting + chance.randint(-15_000, 15_000),
            northing=where.northing + chance.randint(-15_000, 15_000),
        )
        for number, where in ((n, chance.choice(municipalities)) for n in range(20_000))
    )
    some = CareUnit.objects.values_list("pk", flat=True)[::5]
    OpeningSpan.objects.bulk_create(
        OpeningSpan(unit_id=pk, day=0, opens=clock("18.00"), closes=clock("24.00")) for pk in some
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE regions_careunit, regions_openingspan, regions_openingexception")


def plans(ask):
    """How PostgreSQL answers each question about care units that `ask` makes: [(sql, plan)]."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    found = []
    for query in asked.captured_queries:
        if re.search(r'FROM "?regions_careunit"?\s', query["sql"]):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {query['sql']}")
                found.append((query["sql"], "\n".join(line for (line,) in cursor.fetchall())))
    return found


@pytest.mark.usefixtures("twenty_thousand")
def test_the_nearest_of_twenty_thousand_come_from_the_index_and_no_table_is_read_whole():
    at = sweden("2026-03-02 23:40")
    lund = understand("Lund")
    searches = [
        CareSearch(lund, lund.place),
        CareSearch(lund, lund.place, page=10),
        CareSearch(lund, lund.place, UnitKind.EMERGENCY),
        CareSearch(lund, lund.place, when=When.NOW),
        CareSearch(lund, lund.place, UnitKind.PHARMACY, When.NOW),
        CareSearch(lund, lund.place, when=When.EVENINGS),
    ]
    for search in searches:
        answered = plans(lambda search=search: find_units(search, at))
        nearest = [plan for sql, plan in answered if "<->" in sql]
        assert len(nearest) == 1
        assert re.search("Scan (using|on) careunit_(position|kinds)", nearest[0]), (search, nearest[0])
        for sql, plan in answered:
            assert "Seq Scan on regions_careunit" not in plan, sql
        assert len(find_units(search, at).units) == PAGE_SIZE

    skane = understand("Skåne")
    region = CareSearch(skane, region_place("12"), UnitKind.PHARMACY, When.NOW)
    asked = [*plans(lambda: find_units(region, at)), *plans(lambda: open_nearby("12", ["emergency", "pharmacy"], at))]
    assert len(asked) == 3
    for sql, plan in asked:
        assert "Seq Scan on regions_careunit" not in plan, (sql, plan)
