"""Find care: how much is asked of the database."""

import pytest
from django.urls import reverse

from regions.kinds import UnitKind
from regions.queries.find_care import PAGE_SIZE
from tests.regions.made_units import (
    LUND,
    SWEDEN,
    WEEKDAYS,
    make_unit,
    open_on,
)
from tests.regions.pages import find, find_json

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_units", "late_on_a_monday")]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "Lund"},
        {"q": "apotek Lund öppet nu"},
        {"q": "413 01"},
        {"q": "Sjöbotten"},
        {"q": "kronan"},
        {"q": "99999 kronan"},
    ],
)
@pytest.mark.parametrize("region", ["", "/skane"])
@pytest.mark.usefixtures("evening_in_lund")
def test_at_most_six_queries(client, query, region, django_assert_max_num_queries):
    make_unit("Utan plats", LUND, placed=False)
    for _ in range(PAGE_SIZE):
        open_on(make_unit(municipality=LUND, city="Sjöbotten", city_key="sjobotten"), WEEKDAYS, "08.00-17.00")
    with django_assert_max_num_queries(6):
        assert find(client, region, **query).status_code == 200
    with django_assert_max_num_queries(6):
        find_json(client, region, **query)


def test_the_page_is_where_the_house_says_it_is():
    assert (reverse("find_care"), reverse("find_care_json")) == ("/hitta-vard/", "/hitta-vard.json")
    assert UnitKind.PRIMARY_CARE.label == "Vårdcentral"
    assert str(SWEDEN) == "Europe/Stockholm"
