"""One row of the file → what the importer knows about one unit, or why the row is refused.

A fact that cannot be read is left out with a remark and the row is taken; what would make the unit useless (no name, no
id to know it by) or wrong (another municipality, another country, not care) refuses the row.
"""

import re
from dataclasses import dataclass, field

from language.analysis import slug
from regions.care_unit_import.cells import clean, clean_name, restored
from regions.care_unit_import.contact import read_phone, read_website
from regions.care_unit_import.faults import Fault, RowRefused
from regions.care_unit_import.file import Cells
from regions.care_unit_import.names import NameKey, name_key, refuse_what_is_in_finland, refuse_what_is_not_care
from regions.care_unit_import.places import find_municipality, find_position, read_postcode
from regions.care_unit_import.unit_kind import find_kinds
from regions.facts import MunicipalityFact
from regions.hsa_id import HSA_ID
from regions.models import RedDays
from regions.nights import turned, unlikely_nights
from regions.opening_words import span_label
from regions.written_hours import parse_hours
from regions.written_hours.day import clocks
from regions.written_hours.week import HoursNotUnderstood

MAX_NAME = 160
MAX_SOURCE_ID = 120
MAX_SOURCE = 80
SLUG_LENGTH = 90
# What the site says about where the facts come from, for the `source` column of the files we know.
ATTRIBUTIONS = {
    "OSM_via_HOTOSM_domikani": "© OpenStreetMaps bidragsgivare, ODbL",
    "VGR_HSA_sample_2010": "HSA, Göteborg 2009–2010",
}
OWN = "vardguiden:"  # before a unit's id for ever, in the files that the catalogue itself gives
_OWN_ID = re.compile(rf"{OWN}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})")


@dataclass(slots=True)
class UnitRow:
    """What one row says about one unit. None: the row does not say."""

    name: str
    key: NameKey
    slug: str
    kinds: tuple[str, ...]
    municipality: MunicipalityFact
    source: str | None
    source_id: str | None
    uid: str | None = None
    hsa_id: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    easting: int | None = None
    northing: int | None = None
    phone: str | None = None
    website: str | None = None
    red_days: str | None = None
    spans: tuple[str, ...] | None = None
    remarks: list[Fault] = field(default_factory=list)


def read_row(raw: Cells, *, source: str = "") -> UnitRow:
    """The unit that a row of the file describes; raises `RowRefused`."""
    cells = {column: clean(restored(text)) for column, text in raw.items()}
    remarks: list[Fault] = []
    source_id = _source_id(cells["source_id"])
    own = _OWN_ID.fullmatch(source_id)
    name = _name(cells["name"], as_it_is=bool(own))
    if not own:
        refuse_what_is_not_care(name)
    kinds = find_kinds(cells["type"], name)
    municipality, guessed = find_municipality(cells["municipality_code"], cells["municipality"], cells["city"])
    if not own:
        refuse_what_is_in_finland(name, municipality.code)
    city = _short(cells["city"], 60, "orten", remarks) or ""
    remarks += [fault for fault in (kinds.remark, guessed, _other_region(cells["region_code"], municipality)) if fault]
    row = UnitRow(
        name=name,
        key=name_key(name, municipality, city),
        slug=_slug(name, city or municipality.name),
        kinds=tuple(kind.value for kind in kinds.kinds),
        municipality=municipality,
        source=source or _attribution(cells["source"]) or None,
        source_id=None if own else source_id,
        uid=own[1] if own else None,
        hsa_id=source_id if HSA_ID.fullmatch(source_id) else None,
        city=city or None,
        street=_short(cells["street"], 120, "gatuadressen", remarks),
        remarks=remarks,
    )
    _place(row, cells)
    _contact(row, cells)
    _hours(row, restored(raw["opening_hours"]))
    return row


def _name(text: str, *, as_it_is: bool) -> str:
    name = text if as_it_is else clean_name(text)
    if not name:
        raise RowRefused("namn saknas")
    if len(name) > MAX_NAME:
        raise RowRefused("namnet är för långt", f"{len(name)} tecken, högst {MAX_NAME}")
    if not any(letter.isalpha() for letter in name):
        raise RowRefused("namnet saknar bokstäver", f"”{name}”")
    return name


def _source_id(text: str) -> str:
    """The id that the unit is known by when the file comes again."""
    if not text:
        raise RowRefused("källans id saknas", "raden går inte att känna igen nästa gång")
    if len(text) > MAX_SOURCE_ID:
        raise RowRefused("källans id är för långt", f"{len(text)} tecken, högst {MAX_SOURCE_ID}")
    return text.upper() if HSA_ID.fullmatch(text.upper()) else text


def _slug(name: str, town: str) -> str:
    """The name and, unless it is in the name, the town. It never ends in a number: only the second of a name does."""
    path, town_path = slug(name)[:SLUG_LENGTH].strip("-"), slug(town)[:18].strip("-")
    in_name = f"-{town_path}-" in f"-{path}-" or f"-{town_path}s-" in f"-{path}-"
    if in_name and not path[-1:].isdigit():
        return path
    return "-".join(part for part in (path, town_path) if part) or "mottagning"


def _attribution(source: str) -> str:
    return ATTRIBUTIONS.get(source, source)[:MAX_SOURCE]


def _short(text: str, longest: int, what: str, remarks: list[Fault]) -> str | None:
    if len(text) > longest:
        remarks.append(Fault(f"{what} är för lång", f"{text[:40]}…"))
        return None
    return text or None


def _other_region(code: str, municipality: MunicipalityFact) -> Fault | None:
    if code and code.zfill(2) != municipality.region_code:
        right = f"{municipality.name} har {municipality.region_code}"
        return Fault("länskoden hör inte till kommunen", f"{code[:10]}, men {right}")
    return None


def _place(row: UnitRow, cells: Cells) -> None:
    position = find_position(cells["lat"], cells["lon"], row.municipality)
    if isinstance(position, Fault):
        row.remarks.append(position)
    elif position:
        row.easting, row.northing = position
    row.postal_code = _or_remark(read_postcode(cells["postcode"]), row) if cells["postcode"] else None


def _contact(row: UnitRow, cells: Cells) -> None:
    row.phone = _or_remark(read_phone(cells["phone"]), row) if cells["phone"] else None
    row.website = _or_remark(read_website(cells["url"]), row) if cells["url"] else None


def _or_remark(value: str | Fault, row: UnitRow) -> str | None:
    if isinstance(value, Fault):
        row.remarks.append(value)
        return None
    return value or None


def _hours(row: UnitRow, raw: str) -> None:
    if not raw.strip():
        return
    try:
        hours = parse_hours(raw)
    except HoursNotUnderstood as why:
        row.remarks.append(Fault("öppettiderna gick inte att tolka", f"”{clean(raw)[:200]}” ({why})"))
        return
    for night in dict.fromkeys(unlikely_nights(row.kinds, map(clocks, hours.spans))):
        day = turned(*night)
        case = f"{span_label(*night)}, till dagen efter" + (f". Menas {day}?" if day else "")
        row.remarks.append(Fault("öppet över natten", case))
    row.spans = tuple(span.as_text() for span in hours.spans)
    row.red_days = hours.red_days if hours.red_days != RedDays.UNKNOWN else None
    if hours.rest:
        row.remarks.append(Fault("text efter öppettiderna togs inte med", f"”{clean(raw)[-80:]}”"))
