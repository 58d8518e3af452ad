"""A small file of invented care units in one region, to try an import with. It says that it is an example."""

from collections.abc import Iterator

from regions.care_unit_import.file import COLUMNS
from regions.facts import MunicipalityFact, RegionFact, municipalities
from regions.sweref import to_wgs84

Row = dict[str, str]


def example_rows(region: RegionFact) -> Iterator[list[str]]:
    """A header and eight rows: new units, one that resembles another, one of another region, one without a name.

    Phone numbers are from the series that is reserved for fiction.
    """
    yield list(COLUMNS)
    for number, row in enumerate(_rows(region), start=1):
        cells = dict.fromkeys(COLUMNS, "") | row
        cells |= {"row_id": str(number), "source": "Exempelfil", "source_date": "2026-01-01"}
        cells["source_id"] = cells["source_id"] or f"exempelfil:{region.code}:{number}"
        yield [cells[column] for column in COLUMNS]


def _rows(region: RegionFact) -> list[Row]:
    own = [town for town in municipalities() if town.region_code == region.code]
    first, last = own[0], own[-1]
    elsewhere = next(town for town in municipalities() if town.region_code != region.code)
    blackthorn = {"name": "Vårdcentralen Slånbäret (exempel)", "type": "vårdcentral", **_place(first, 300)}
    return [
        blackthorn | {"phone": "040-628 04 11", "opening_hours": "mån–fre 8–17, lunchstängt 12–13"},
        {"name": "Apoteket Nypan (exempel)", "type": "apotek", "opening_hours": "mån–lör 10–18", **_place(first, 900)},
        {"name": "Havtorns rehab (exempel)", "type": "rehab", "phone": "040-628 04 12", **_place(last, 0)},
        {
            "name": "Folktandvården Hjortronet (exempel)",
            "type": "tandvård",
            "opening_hours": "1-5#07:30#16:00",
            **_place(last, 800),
        },
        {"name": "Ungdomsmottagningen Lingonet (exempel)", "type": "ungdomsmottagning", **_place(last, 1_500)},
        blackthorn | {"name": "Slånbärets vårdcentral (exempel)", "phone": "040-628 04 13"},
        {"name": "Vårdcentralen Utanför (exempel)", "type": "vårdcentral", **_place(elsewhere, 0)},
        {"name": "", "type": "vårdcentral", **_place(first, 2_000)},
    ]


def _place(town: MunicipalityFact, east: int) -> Row:
    latitude, longitude = to_wgs84(town.easting + east, town.northing)
    return {
        "street": f"Exempelgatan {1 + east // 100}",
        "city": town.seat,
        "municipality": town.name,
        "municipality_code": town.code,
        "region_code": town.region_code,
        "lat": str(latitude),
        "lon": str(longitude),
    }
