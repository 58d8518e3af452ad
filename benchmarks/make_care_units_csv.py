"""Makes a file of invented care units in the importer's form: `python benchmarks/make_care_units_csv.py ROWS FILE`.

About one row in fifty is refused, one in thirty is a duplicate, one in ten says when it is open. The same number of
rows always makes the same file. Phone numbers come from the series that the telecom authority reserves for fiction.
"""

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from regions.facts import MunicipalityFact, municipalities
from regions.sweref import to_wgs84

COLUMN_NAMES = (
    "row_id name type street postcode city municipality municipality_code region_code lat lon phone url opening_hours "
    "source source_id source_date"
)
KINDS = [
    ("vårdcentral", "Vårdcentralen {}"),
    ("vårdcentral", "{}s hälsocentral"),
    ("apotek", "Apoteket {}"),
    ("tandvård", "Folktandvården {}"),
    ("bvc", "{}s barnavårdscentral"),
    ("rehab", "{} Rehab"),
    ("klinik_övrig", "{}kliniken"),
    ("ungdomsmottagning", "Ungdomsmottagningen {}"),
    ("psykiatri", "{}s vuxenpsykiatri"),
    ("sjukhus", "{}s sjukhus"),
]
FIRST_PARTS = "Al Björk Ek Furu Gran Hassel Ask Lind Lönn Rönn Sälg Tall Vide En Hägg Asp Bok Alm Pil Oxel"
LAST_PARTS = "backen berget by dalen gården hagen holmen kulla lunden näset sjön strand torp vallen viken ängen"
HOURS = [
    "1-5#08:00#17:00",
    "1-4#08:00#16:30; 5-5#08:00#15:00",
    "Mån–fre 8–17, lunchstängt 12–13",
    "dygnet runt",
    "ring först",
]
FIRST, LAST = FIRST_PARTS.split(), LAST_PARTS.split()
Row = dict[str, object]


def rows(count: int, towns: Sequence[MunicipalityFact] = ()) -> Iterator[Row]:
    """The rows, one at a time, in these municipalities or in all."""
    chance = random.Random(count)
    towns = towns or municipalities()
    previous: Row | None = None
    for number in range(1, count + 1):
        row = _row(number, chance.choice(towns), chance)
        if previous and chance.random() < 0.03:  # the row before once more, from another source
            row = {**previous, "row_id": number, "source_id": f"annan:{number}"}
        elif chance.random() < 0.02:
            row |= chance.choice(
                [{"name": ""}, {"type": "bibliotek"}, {"lat": "59.91", "lon": "10.75"}, {"source_id": ""}]
            )
        yield row
        previous = row


def _row(number: int, town: MunicipalityFact, chance: random.Random) -> Row:
    kind, pattern = chance.choice(KINDS)
    name = pattern.format(chance.choice(FIRST) + chance.choice(LAST))
    latitude, longitude = to_wgs84(
        town.easting + chance.randint(-4_000, 4_000), town.northing + chance.randint(-4_000, 4_000)
    )
    return {
        "row_id": number,
        "name": f"{name} {chance.randint(1, 99)}" if chance.random() < 0.3 else name,
        "type": kind,
        "street": f"Exempelgatan {chance.randint(1, 200)}",
        "postcode": f"{chance.randint(10_000, 98_999)}",
        "city": town.seat,
        "municipality": town.name,
        "municipality_code": town.code,
        "region_code": town.region_code,
        "lat": latitude,
        "lon": longitude,
        "phone": f"031-390 06 {chance.randint(0, 99):02}",
        "url": "https://vard.example/",
        "opening_hours": chance.choice(HOURS) if chance.random() < 0.1 else "",
        "source": "Påhittade mottagningar",
        "source_id": f"made:{number}",
        "source_date": "2026-01-01",
    }


def make(count: int, path: Path) -> None:
    """Writes the file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMN_NAMES.split())
        writer.writeheader()
        writer.writerows(rows(count))


if __name__ == "__main__":
    make(int(sys.argv[1]), Path(sys.argv[2]))
