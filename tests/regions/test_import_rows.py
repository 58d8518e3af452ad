"""One row at a time: what is taken, what is left out with a remark, and what refuses the row. No database."""

import pytest

from regions.care_unit_import.faults import RowRefused
from regions.care_unit_import.names import name_key
from regions.care_unit_import.rows import read_row
from regions.facts import municipalities_by_code
from tests.regions.care_unit_file import unit_row


def remarks(row):
    return [fault.kind for fault in row.remarks]


def test_a_whole_row():
    row = read_row(
        unit_row(
            street="Exempelgatan 1",
            postcode="SE-211 45",
            city="Malmö",
            phone="040-628 04 01",
            url="www.vard.example",
            opening_hours="1-5#08:00#17:00",
        )
    )
    assert (row.name, row.kinds, row.municipality.code) == ("Vårdcentralen Gripen", ("primary_care",), "1280")
    assert (row.street, row.postal_code, row.city) == ("Exempelgatan 1", "21145", "Malmö")
    assert (row.easting, row.northing) == (374244, 6163927)
    assert (row.phone, row.website) == ("+46406280401", "https://vard.example".replace("vard", "www.vard"))
    assert row.spans[0] == "visit 0 08:00:00 17:00:00"
    assert len(row.spans) == 5
    assert (row.hsa_id, row.remarks) == (None, [])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": "  "}, "namn saknas"),
        ({"name": "123 +"}, "namnet saknar bokstäver"),
        ({"name": "x" * 161}, "namnet är för långt"),
        ({"source_id": ""}, "källans id saknas"),
        ({"source_id": "x" * 121}, "källans id är för långt"),
        ({"type": ""}, "typ av vård saknas"),
        ({"type": "bibliotek"}, "okänd typ av vård"),
        ({"type": "boende"}, "inte en mottagning"),
        ({"name": "Marittas Begravningsbyrå", "type": "klinik_övrig"}, "inte en mottagning"),
        ({"municipality_code": "9999"}, "okänd kommun"),
        ({"municipality_code": "", "municipality": "Ankeborg"}, "okänd kommun"),
        ({"municipality_code": "", "municipality": ""}, "kommun saknas"),
        ({"municipality": "Lund"}, "kommunkod och kommunnamn säger olika"),
        ({"lat": "59.91", "lon": "10.75"}, "positionen ligger utanför Sverige"),  # Oslo
        ({"lat": "55.676", "lon": "12.568"}, "positionen ligger utanför Sverige"),  # København
        ({"lat": "0", "lon": "0"}, "positionen ligger utanför Sverige"),
        ({"lat": "6163942", "lon": "374287"}, "positionen ligger utanför Sverige"),
        ({"lat": "13.0038", "lon": "55.6050"}, "positionen ligger utanför Sverige"),
        ({"lat": "59.33", "lon": "18.07"}, "positionen ligger långt från kommunen"),
    ],
)
def test_refused(cells, reason):
    with pytest.raises(RowRefused) as refusal:
        read_row(unit_row(**cells))
    assert refusal.value.fault.kind == reason


def test_swapped_position_says_so():
    with pytest.raises(RowRefused, match="bytt plats"):
        read_row(unit_row(lat="13.0038", lon="55.6050"))


@pytest.mark.parametrize(
    ("cells", "remark", "field"),
    [
        ({"phone": "1177"}, "telefonnumret gick inte att läsa", "phone"),
        ({"phone": "ring oss"}, "telefonnumret gick inte att läsa", "phone"),
        ({"postcode": "2114"}, "postnumret gick inte att läsa", "postal_code"),
        ({"url": "http://intranätet"}, "webbadressen gick inte att läsa", "website"),
        ({"url": "javascript:alert(1)"}, "webbadressen gick inte att läsa", "website"),
        ({"opening_hours": "ring först"}, "öppettiderna gick inte att tolka", "spans"),
        ({"lat": "norr"}, "positionen gick inte att läsa", "easting"),
        ({"lat": ""}, "positionen gick inte att läsa", "easting"),
        ({"lat": "nan"}, "positionen gick inte att läsa", "easting"),
        ({"street": "x" * 121}, "gatuadressen är för lång", "street"),
    ],
)
def test_left_out_with_a_remark(cells, remark, field):
    row = read_row(unit_row(**cells))
    assert remarks(row) == [remark]
    assert getattr(row, field) is None


def test_remarks_that_leave_nothing_out():
    assert remarks(read_row(unit_row(region_code="14"))) == ["länskoden hör inte till kommunen"]
    assert remarks(read_row(unit_row(type="apotek", name="Moheda vårdcentral"))) == ["typ och namn säger olika"]
    assert remarks(read_row(unit_row(type="klinik_övrig", name="Aleris"))) == ["typ av vård antogs"]
    by_city = read_row(unit_row(municipality="", municipality_code="", city="Malmö"))
    assert (remarks(by_city), by_city.municipality.name) == (["kommunen togs från orten"], "Malmö")


def test_a_city_that_may_be_in_several_municipalities_tells_none_unless_one_is_much_larger():
    def of(city):
        row = unit_row(municipality="", municipality_code="", city=city, lat="", lon="")
        return read_row(row).municipality.name

    assert of("Hornstull") == "Stockholm"
    assert of("Granby") == "Sigtuna"  # but Gränby is in Uppsala
    with pytest.raises(RowRefused, match="kommun saknas"):
        of("Ekeby")


def test_a_position_may_be_missing_and_a_comma_may_be_decimal():
    assert read_row(unit_row(lat="", lon="")).easting is None
    assert read_row(unit_row(lat="55,6050", lon="13,0038")).easting == 374244


def test_codes_that_a_spreadsheet_took_the_zero_from():
    row = read_row(unit_row(municipality="", municipality_code="180", region_code="1", lat="59.33", lon="18.07"))
    assert (row.municipality.name, row.remarks) == ("Stockholm", [])


def test_habo_is_not_habo():
    assert read_row(unit_row(municipality="Håbo", municipality_code="0305", lat="", lon="")).municipality.code == "0305"
    assert read_row(unit_row(municipality="Habo", municipality_code="", lat="", lon="")).municipality.code == "0643"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("  Vårdcentralen \t Gripen. ", "Vårdcentralen Gripen"),
        ("VÅRDCENTRALEN GRIPEN I ÅBY AB", "Vårdcentralen Gripen i Åby AB"),
        ("apoteket", "Apoteket"),
        ("BUP", "BUP"),
        ("Va\u030ardcentralen \u202eGripen", "Vårdcentralen Gripen"),
    ],
)
def test_names_are_cleaned(raw, name):
    assert read_row(unit_row(name=raw)).name == name


@pytest.mark.parametrize(
    ("type_", "name", "kinds"),
    [
        ("klinik_övrig", "Medicinsk Röntgen Eriksborg", ["radiology"]),
        ("klinik_övrig", "Odensala HC", ["primary_care"]),
        ("läkarmottagning", "Farsta närsjukvård", ["primary_care"]),
        ("läkarmottagning", "Ulf Andersson", ["specialist"]),
        ("läkarmottagning", "Doktor Wanda Jakobsson", ["specialist"]),
        ("barnmorskemottagning_gyn", "Kvinnokliniken", ["gynaecology"]),
        ("barnmorskemottagning_gyn", "Mödravårdscentral", ["midwifery"]),
        ("närakut", "Närhälsan Falköping jourcentral", ["out_of_hours"]),
        ("närakut", "CityAkuten", ["urgent_care"]),
        ("sjukhus", "Onkologi Avdelning 4 Sahlgrenska sjukhuset", ["specialist"]),
        ("sjukhus", "Köpings lasarett", ["hospital"]),
        ("vårdcentral", "Kållereds Familjeläkare och BVC", ["primary_care", "child_health"]),
        ("apotek", "Apoteket Varbergs Sjukhus", ["pharmacy"]),
        ("Vårdcentral", "Gripen", ["primary_care"]),
        ("primary_care", "Gripen", ["primary_care"]),
    ],
)
def test_kinds(type_, name, kinds):
    assert list(read_row(unit_row(type=type_, name=name)).kinds) == kinds


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("031-342 10 00", "+46313421000"),
        ("+46 (0)31 342 10 00", "+46313421000"),
        ("0046313421000", "+46313421000"),
        ("08/123 456 78", "+46812345678"),
        ("031-342 10 00, 031-342 11 00", "+46313421000"),
        ("växel: okänd; 031-342 10 00", "+46313421000"),
    ],
)
def test_phone_numbers(raw, number):
    assert read_row(unit_row(phone=raw)).phone == number


def test_a_map_link_is_the_source_and_not_the_website():
    row = read_row(unit_row(url="https://www.openstreetmap.org/node/26260622"))
    assert (row.website, row.remarks) == (None, [])


def test_source():
    assert read_row(unit_row(source="OSM_via_HOTOSM_domikani")).source == "© OpenStreetMaps bidragsgivare, ODbL"
    assert read_row(unit_row(source="Eget register")).source == "Eget register"
    assert read_row(unit_row(), source="Region Skåne 2026").source == "Region Skåne 2026"
    hsa = read_row(unit_row(source_id="se2321000131-e000000007303"))
    assert hsa.hsa_id == hsa.source_id == "SE2321000131-E000000007303"
    assert read_row(unit_row(source_id="SE2321000131-E-1")).hsa_id is None  # the source's own id, and no HSA id


@pytest.mark.parametrize(
    ("name", "city", "slug"),
    [
        ("Apoteket", "", "apoteket-malmo"),
        ("Malmö vårdcentral", "", "malmo-vardcentral"),
        ("Malmös vårdcentral", "", "malmos-vardcentral"),
        ("Citysjukhuset +7 Malmö 2", "", "citysjukhuset-7-malmo-2-malmo"),
        ("Vårdcentralen", "Oxie", "vardcentralen-oxie"),
        ("Ω", "Oxie", "oxie"),
    ],
)
def test_slugs(name, city, slug):
    assert read_row(unit_row(name=name, city=city)).slug == slug


def test_names_are_compared_without_town_and_generic_words():
    timra = municipalities_by_code()["2262"]
    assert name_key("Folktandvården i Timrå", timra).own == name_key("Timrå folktandvård", timra).own
    assert name_key("Tegs hälsocentral", timra).own == name_key("Hälsocentralen Teg", timra).own
    assert name_key("LloydsApotek", timra).own == name_key("Lloyds Apotek", timra).own
    assert name_key("Avdelning 3", timra).own != name_key("Avdelning 4", timra).own
    assert name_key("Apoteket", timra).bare
    assert not name_key("Apoteket Älgen", timra).bare
