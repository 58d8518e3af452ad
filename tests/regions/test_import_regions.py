"""`load_regions`: the facts of the project in the tables, and where Sweden ends."""

import pytest
from django.core.management import call_command

from regions.actions.facts import load_regions
from regions.facts import municipalities
from regions.models import Municipality, Region
from regions.outline import within_outline
from regions.sweref import from_wgs84


@pytest.mark.django_db
def test_load_regions_once_more_changes_nothing(capsys):
    call_command("load_regions")
    assert capsys.readouterr().out == "Regioner: 0 nya, 0 ändrade. Kommuner: 0 nya, 0 ändrade.\n"
    assert (Region.objects.count(), Municipality.objects.count()) == (21, 290)


@pytest.mark.usefixtures("no_units")
def test_load_regions_corrects_facts_and_keeps_what_someone_set():
    Region.objects.filter(code="12").update(name="Fel", website="https://egen.example")
    Municipality.objects.filter(code="2584").delete()
    loaded = load_regions(by=None)
    assert (loaded.regions_new, loaded.regions_changed) == (0, 1)
    assert (loaded.municipalities_new, loaded.municipalities_changed) == (1, 0)
    skane = Region.objects.get(code="12")
    assert (skane.name, skane.website) == ("Skåne", "https://egen.example")


def test_every_municipality_lies_in_sweden():
    assert [m.name for m in municipalities() if not within_outline(m.easting, m.northing)] == []


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "inside"),
    [
        ("Haparanda", 65.835, 24.137, True),
        ("Treriksröset", 69.06, 20.55, True),
        ("Nordkoster", 58.893, 11.0, True),
        ("Fårö", 57.96, 19.3, True),
        ("Ven", 55.905, 12.69, True),
        ("Oslo", 59.91, 10.75, False),
        ("København", 55.676, 12.568, False),
        ("Mariehamn", 60.097, 19.935, False),
        ("Rønne", 55.1, 14.7, False),
        ("Kemi", 65.73, 24.56, False),
        ("Trondheim", 63.43, 10.4, False),
    ],
)
def test_the_outline(place, latitude, longitude, inside):
    assert within_outline(*from_wgs84(latitude, longitude)) is inside
