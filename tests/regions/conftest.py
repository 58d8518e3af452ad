from datetime import date

import pytest
import time_machine

from regions.models import Purpose, RedDays
from tests.regions.catalogue import admin_of, log_in
from tests.regions.made_units import EVERY_DAY, LUND, WEEKDAYS, make_unit, open_on, sweden, with_red_days


@pytest.fixture
def late_on_a_monday():
    """2 March 2026, 23.40."""
    with time_machine.travel(sweden("2026-03-02 23:40"), tick=False):
        yield


@pytest.fixture
def evening_in_lund(no_units):
    """One unit of each habit, and one whose habits nobody knows."""
    open_on(make_unit("Dag", LUND), WEEKDAYS, "08.00-17.00")
    open_on(make_unit("Natt", LUND, east=900), EVERY_DAY, "21.00-02.00")
    with_red_days(open_on(make_unit("Alltid", LUND, east=2_000), EVERY_DAY, "00.00-24.00"), RedDays.AS_USUAL)
    open_on(make_unit("Lördag", LUND, east=3_000), 5, "10.00-14.00")
    make_unit("Okänd", LUND, east=100)


@pytest.fixture
def linden(db):
    """A unit that has told everything."""
    unit = make_unit(
        "Vårdcentralen Linden",
        LUND,
        slug="vardcentralen-linden",
        kinds=["primary_care", "vaccination"],
        operator="Exempelbolaget AB",
        street="Exempelgatan 3",
        postal_code="22222",
        city="Lund",
        way_there="Ingång från gården.",
        phone="+46406280499",
        website="https://linden.example/",
        services=["Provtagning"],
        languages=["ar", "en"],
        accessibility=["wheelchair", "lift"],
        helps_with="Infektioner och **intyg**.",
        does_not_help_with="Brustna ben.",
        how_to_seek="Ring först.",
        takes_new_listings=True,
        red_days=RedDays.CLOSED,
        confirmed_on=date(2026, 2, 12),
        source="Påhittat",
        east=1_000,
    )
    open_on(unit, WEEKDAYS, "08.00-12.00", "13.00-17.00")
    return open_on(unit, WEEKDAYS, "08.00-10.00", purpose=Purpose.PHONE)


@pytest.fixture
def clock():
    """10 November 2026, 10.00: a Tuesday in a week without red days, far from summer time."""
    with time_machine.travel(sweden("2026-11-10 10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def maj(client, clock, db):
    """Skåne's administrator, logged in."""
    return log_in(client, admin_of("12"))


@pytest.fixture
def unit(linden, maj):
    """One that Maj looks after."""
    return linden


@pytest.fixture
def bare(db):
    """A unit that has told nothing."""
    return make_unit("Mottagningen Tyst", LUND, placed=False)
