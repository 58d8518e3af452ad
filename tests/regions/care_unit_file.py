"""Small files for the importer's tests: a whole row unless the test says otherwise."""

import csv
from pathlib import Path

from regions.care_unit_import import file

COLUMNS = list(file.COLUMNS)
# Two places in Malmö 100 m apart, and one in Lund.
MALMO = {"municipality": "Malmö", "municipality_code": "1280", "region_code": "12", "lat": "55.6050", "lon": "13.0038"}
NEAR = MALMO | {"lat": "55.6059"}
FAR = MALMO | {"lat": "55.6150"}
LUND = {"municipality": "Lund", "municipality_code": "1281", "region_code": "12", "lat": "55.7047", "lon": "13.1910"}


def unit_row(number: int = 1, **cells: str) -> dict[str, str]:
    """A row that is taken as it is."""
    row = dict.fromkeys(COLUMNS, "") | MALMO
    row |= {"row_id": str(number), "name": "Vårdcentralen Gripen", "type": "vårdcentral", "source": "prov"}
    return row | {"source_id": f"prov:{number}"} | cells


def write_file(folder: Path, *rows: dict[str, str], name: str = "file.csv", columns: list[str] = COLUMNS) -> Path:
    """A CSV file with the rows."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
