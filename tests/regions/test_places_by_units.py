"""Towns and postcodes that are known by the care units there."""

import pytest

from regions.queries import understand
from tests.regions.made_units import make_unit

pytestmark = pytest.mark.django_db


def test_a_postcode_is_where_its_units_are_and_else_where_its_digits_lead():
    somewhere = understand("242 31").place
    assert (somewhere.municipality_code, somewhere.region_code) == ("1266", "12")
    assert somewhere.note == "Postnummer som börjar på 242 hör till trakten kring Hörby."
    first = make_unit(municipality="1266", postal_code="24231", east=1_000)
    make_unit(municipality="1266", postal_code="24231", east=3_000)
    make_unit(municipality="1266", postal_code="24231", placed=False)
    found = understand("24231").place
    assert (found.easting, found.northing, found.note) == (first.easting + 1_000, first.northing, "")


def test_a_town_is_known_by_the_units_that_are_there():
    assert understand("vårdcentral Påhittsås").place is None
    unit = make_unit(municipality="1266", city="Påhittsås", east=500)
    make_unit(municipality="1266", city="Påhittsås", placed=False)
    for query in ("vårdcentral Påhittsås", "PÅHITTSÅS", "pahittsas"):
        place = understand(query).place
        assert (place.name, place.easting, place.municipality_code) == ("Påhittsås", unit.easting, "1266")


def test_a_town_in_two_municipalities_is_where_most_units_are_and_not_in_between():
    jamtland = make_unit(municipality="2309", city="Ånäs")
    make_unit(municipality="2309", city="Ånäs")
    make_unit(municipality="0840", city="Ånäs")
    place = understand("apotek ånäs").place
    assert (place.easting, place.northing, place.region_code) == (jamtland.easting, jamtland.northing, "23")
    assert place.note == "Ånäs finns i flera kommuner. Det här är i Krokom. Namnet finns också i Mörbylånga."


def test_a_postcode_prefix_over_a_county_border_is_in_one_county():
    for municipality in ("1384", "1480", "1480"):  # Kungsbacka in Halland, Göteborg
        make_unit(municipality=municipality, postal_code="43990")
    place = understand("439").place
    assert (place.region_code, place.municipality_code) == ("14", "1480")
