"""Find care: how much is asked of the database, however many units there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.queries.find_care import PAGE_SIZE
from tests.regions.made_units import LUND, WEEKDAYS, make_unit, open_on
from tests.regions.pages import find, find_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("late_on_a_monday")]


@pytest.mark.parametrize("words", ["Lund", "apotek Lund öppet nu", "413 01", "21", "Sjöbotten", "kronan", "99 kronan"])
@pytest.mark.parametrize("region", ["", "/skane"])
@pytest.mark.usefixtures("no_units", "evening_in_lund")
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


@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("query", [{"q": "vårdcentral Lund"}, {"q": "apotek Malmö", "oppet": "nu"}, {"q": "Umeå"}])
def test_of_units_that_have_not_changed_only_that_is_asked(client, query):
    find(client, **query)
    with CaptureQueriesContext(connection) as asked:
        assert find(client, **query).status_code == 200
    assert not [each["sql"] for each in asked.captured_queries if " FROM regions_careunit" in each["sql"]]
