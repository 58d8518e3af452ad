"""The project's facts about regions and municipalities, held against data that no one here wrote."""

import csv
from collections import Counter

import pytest

from language.analysis import slug
from regions import facts
from regions.models import Municipality, Region
from regions.outline import within_outline
from regions.queries.gazetteer import region_place
from regions.queries.understanding import understand
from regions.sweref import from_wgs84, in_sweden, to_wgs84

# As in the vocabulary of the house; the slug is the region's first path segment and may never change.
REGIONS = {
    "01": ("stockholm", "Stockholm"),
    "03": ("uppsala", "Uppsala"),
    "04": ("sormland", "Sörmland"),
    "05": ("ostergotland", "Östergötland"),
    "06": ("jonkoping", "Jönköpings län"),
    "07": ("kronoberg", "Kronoberg"),
    "08": ("kalmar", "Kalmar län"),
    "09": ("gotland", "Gotland"),
    "10": ("blekinge", "Blekinge"),
    "12": ("skane", "Skåne"),
    "13": ("halland", "Halland"),
    "14": ("vastra-gotaland", "Västra Götaland"),
    "17": ("varmland", "Värmland"),
    "18": ("orebro", "Örebro län"),
    "19": ("vastmanland", "Västmanland"),
    "20": ("dalarna", "Dalarna"),
    "21": ("gavleborg", "Gävleborg"),
    "22": ("vasternorrland", "Västernorrland"),
    "23": ("jamtland-harjedalen", "Jämtland Härjedalen"),
    "24": ("vasterbotten", "Västerbotten"),
    "25": ("norrbotten", "Norrbotten"),
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_21_regions():
    assert {region.code: (region.slug, region.name) for region in facts.regions()} == REGIONS


def test_the_290_municipalities():
    assert len(facts.municipalities()) == len(facts.municipalities_by_code()) == 290
    for each in facts.municipalities():
        assert each.code[:2] == each.region_code, each.name
        assert each.region_code in REGIONS
        assert each.seat


def test_regions_are_those_of_the_shared_data(shared):
    found = {r["region_code"]: r for r in rows(shared / "data" / "regions.csv")}
    assert set(found) == set(REGIONS)
    for region in facts.regions():
        theirs = found[region.code]
        assert (region.county, region.organisation) == (theirs["county_name"], theirs["region_org"]), region.name
        assert region.seat == theirs["residence_city"]
    count = Counter(each.region_code for each in facts.municipalities())
    assert {code: str(number) for code, number in count.items()} == {c: r["municipalities"] for c, r in found.items()}


def test_municipalities_are_those_of_the_shared_data(shared):
    theirs = {
        r["municipality_code"]: (r["municipality_short"], r["region_code"])
        for r in rows(shared / "data" / "municipalities.csv")
    }
    assert {each.code: (each.name, each.region_code) for each in facts.municipalities()} == theirs


def test_centre_points_lie_within_two_metres_of_the_shared_ones(shared):
    for r in rows(shared / "data" / "municipalities.csv"):
        ours = facts.municipalities_by_code()[r["municipality_code"]]
        easting, northing = from_wgs84(float(r["lat"]), float(r["lon"]))
        assert ((ours.easting - easting) ** 2 + (ours.northing - northing) ** 2) ** 0.5 < 2, ours.name


def test_sweref_agrees_with_the_land_survey():
    """SWEREF 99 TM has its central meridian at 15° E, easting 500 000; 60° N there is northing 6 651 411."""
    assert to_wgs84(500_000, 6_651_411) == pytest.approx((60.0, 15.0), abs=0.0001)  # on the central meridian
    assert from_wgs84(60.0, 15.0) == (500_000, 6_651_411)


def test_every_centre_point_is_in_sweden():
    for each in facts.municipalities():
        assert in_sweden(each.easting, each.northing), each.name
        assert within_outline(each.easting, each.northing), each.name


OTHER_CAPITALS = {"Oslo": (59.913, 10.752), "København": (55.676, 12.568), "Helsinki": (60.17, 24.94)}


@pytest.mark.parametrize("town", OTHER_CAPITALS.values(), ids=OTHER_CAPITALS)
def test_neighbours_are_not_in_sweden(town):
    assert not within_outline(*from_wgs84(*town))


def test_a_slug_is_used_once_in_its_region():
    slugs = Counter((each.region_code, slug(each.name)) for each in facts.municipalities())
    assert max(slugs.values()) == 1
    assert all(name for _, name in slugs)
    assert len(facts.regions_by_slug()) == 21


def test_postcodes_lead_to_municipalities_that_exist():
    assert {code for code, _ in facts.postcodes().values()} <= set(facts.municipalities_by_code())
    assert all(prefix.isdigit() and len(prefix) in (2, 3) for prefix in facts.postcodes())


@pytest.mark.parametrize(
    ("prefix", "municipality"),
    [
        ("111", "0180"),
        ("413", "1480"),
        ("211", "1280"),
        ("222", "1281"),
        ("981", "2584"),
        ("621", "0980"),
        ("753", "0380"),
    ],
)
def test_well_known_postcodes(prefix, municipality):
    entry = facts.postcodes().get(prefix) or facts.postcodes()[prefix[:2]]
    assert entry[0] == municipality


def test_every_region_has_a_point_in_itself():
    for region in facts.regions():
        place = region_place(region.code)
        assert place.is_region
        assert (place.name, place.region_code) == (region.name, region.code)
        towns = [town for town in facts.main_towns().values() if town.name == region.seat]
        assert (place.easting, place.northing) in {(town.easting, town.northing) for town in towns}


@pytest.mark.django_db
def test_every_municipality_is_found_by_its_name_also_habo_and_habo():
    for each in facts.municipalities():
        for query in (each.name, each.name.upper(), f"vårdcentral i {each.name}", f"{each.name} kommun"):
            place = understand(query).place
            if each.name == "Gotland":  # the whole region
                assert (place.is_region, place.region_code) == (True, each.region_code), query
            else:
                assert place.municipality_code == each.code, query


def test_how_one_says_where():
    said = [facts.regions_by_slug()[slug].inside for slug in ("skane", "gotland", "kalmar")]
    assert said == ["i Skåne", "på Gotland", "i Kalmar län"]


@pytest.mark.django_db
def test_the_database_holds_the_same_facts():
    assert set(Region.objects.values_list("code", "slug", "name", "seat")) == {
        (each.code, each.slug, each.name, each.seat) for each in facts.regions()
    }
    assert set(Municipality.objects.values_list("code", "name", "region_id", "easting", "northing")) == {
        (each.code, each.name, each.region_code, each.easting, each.northing) for each in facts.municipalities()
    }
