"""Public documents of care units as rows of CSV and as GeoJSON."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import StringIO
from operator import itemgetter
from typing import Any

from regions.models import Purpose
from regions.open_data.document import Open, week_text

# A cell that begins so is run as a formula by spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Read = Callable[[Open], Any]


def _within(outer: str, *names: str) -> dict[str, Read]:
    """Columns of what lies in one field: empty where the whole field is."""
    return {name: lambda unit, name=name: unit[outer] and unit[outer][name] for name in names}  # type: ignore[misc]


def _own(*names: str) -> dict[str, Read]:
    return {name: itemgetter(name) for name in names}


_COLUMNS: dict[str, Read] = {
    **_own("uid", "url", "status", "name", "kinds", "operator", "hsa_id"),
    "region": lambda unit: unit["region"]["name"],
    "region_code": lambda unit: unit["region"]["code"],
    "municipality": lambda unit: unit["municipality"]["name"],
    "municipality_code": lambda unit: unit["municipality"]["code"],
    **_within("address", "street", "postal_code", "city"),
    **_within("position", "latitude", "longitude", "easting", "northing"),
    "phone": lambda unit: unit["phone"] and f"tel:{unit['phone']}",
    "website": itemgetter("website"),
    **{f"hours_{purpose}": partial(week_text, purpose=purpose) for purpose in Purpose.values},
    **_own("red_days", "services", "languages", "accessibility", "e_services", "answers_within_days"),
    **_own("takes_new_listings", "part_of", "opens_on", "closed_on", "closed_note", "successor", "source", "example"),
    "changed_at": itemgetter("changed_at"),
}
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
