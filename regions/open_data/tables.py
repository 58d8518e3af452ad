"""Public documents of care units as rows of CSV and as GeoJSON."""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any

from regions.models import Purpose
from regions.open_data.document import Open, week_text

# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_COLUMNS: dict[str, Callable[[Open], Any]] = {
    **{
        name: lambda unit, name=name: unit[name]
        for name in ("uid", "url", "status", "name", "kinds", "operator", "hsa_id")
    },
    "region": lambda unit: unit["region"]["name"],
    "region_code": lambda unit: unit["region"]["code"],
    "municipality": lambda unit: unit["municipality"]["name"],
    "municipality_code": lambda unit: unit["municipality"]["code"],
    **{
        name: lambda unit, name=name: unit["address"][name]
        for name in ("street", "postal_code", "city")
    },
    **{
        name: lambda unit, name=name: unit["position"] and unit["position"][name]
        for name in ("latitude", "longitude", "easting", "northing")
    },
    "phone": lambda unit: unit["phone"] and f"tel:{unit['phone']}",
    "website": lambda unit: unit["website"],
    **{
        f"hours_{purpose.value}": lambda unit, purpose=purpose: week_text(unit, purpose.value)
        for purpose in Purpose
    },
    **{
        name: lambda unit, name=name: unit[name]
        for name in (
            "red_days", "services", "languages", "accessibility", "e_services", "answers_within_days",
            "takes_new_listings", "part_of", "opens_on", "closed_on", "closed_note", "successor", "source", "example",
            "changed_at",
        )
    },
}  # fmt: skip
COLUMNS = tuple(_COLUMNS)


def csv_lines(units: Iterable[Open]) -> Iterator[str]:
    """A heading, then a line a unit."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for unit in units:
        writer.writerow([_cell(read(unit)) for read in _COLUMNS.values()])
        yield _taken(buffer)
    yield _taken(buffer)  # the heading, when there was no unit


def _taken(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = " | ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def features(units: Iterable[Open]) -> list[dict[str, Any]]:
    """Each unit as a GeoJSON feature; without a geometry where nobody knows where it is (RFC 7946)."""
    return [_feature(unit) for unit in units]


def _feature(unit: Open) -> dict[str, Any]:
    position = unit["position"]
    point = position and {"type": "Point", "coordinates": [position["longitude"], position["latitude"]]}
    properties = {name: value for name, value in unit.items() if name != "position"}
    return {"type": "Feature", "id": unit["uid"], "geometry": point, "properties": properties}
