"""Where a unit is: its municipality, position and postcode, or why the row or the fact is not taken."""

import functools
import math
from collections.abc import Callable

from language.analysis import fold
from regions import facts
from regions.care_unit_import.faults import Fault, RowRefused
from regions.facts import MunicipalityFact, PlaceFact
from regions.outline import position_in_sweden
from regions.postcodes import five_digits

# Care lies within 80 km of its municipality's centre point, in Norrland too. A unit this far off has the wrong
# municipality or the wrong position, and nobody knows which.
MAX_FROM_CENTRE = 150_000
UNREADABLE = "positionen gick inte att läsa"
Position = tuple[int, int]


@functools.cache
def _by_town() -> dict[str, MunicipalityFact]:
    """Name of a municipality or another place → its municipality. A place in two municipalities is left out, unless one
    is much larger.

    Names are kept as written and folded, since "Habo" may be Håbo to one and Habo to another: as written comes first.
    """
    municipalities = facts.municipalities()
    towns = _towns(fold) | _towns(str.lower) | {fold(each.name): each for each in municipalities}
    return towns | {each.name.lower(): each for each in municipalities}


def _towns(spelt: Callable[[str], str]) -> dict[str, MunicipalityFact]:
    found: dict[str, list[PlaceFact]] = {}
    for place in facts.places():  # the larger first
        found.setdefault(spelt(place.name), []).append(place)
    return {
        name: facts.municipalities_by_code()[largest.municipality_code]
        for name, (largest, *others) in found.items()
        if all(each.size > largest.size + 1 or each.municipality_code == largest.municipality_code for each in others)
    }


def _find_town(name: str) -> MunicipalityFact | None:
    return _by_town().get(name.lower()) or _by_town().get(fold(name))


def find_municipality(code: str, name: str, city: str) -> tuple[MunicipalityFact, Fault | None]:
    """The row's municipality by its code, else its name, else its town. Code and name must not contradict."""
    by_code = facts.municipalities_by_code().get(code.zfill(4)) if code else None
    by_name = _find_town(name) if name else None
    if by_code and by_name and by_code != by_name:
        raise RowRefused("kommunkod och kommunnamn säger olika", f"{code} är {by_code.name}, raden säger {name[:40]}")
    if code and not by_code:
        raise RowRefused("okänd kommun", f"kommunkoden {code[:20]} finns inte")
    if by_code or by_name:
        return (by_code or by_name), None  # type: ignore[return-value]
    if name:
        raise RowRefused("okänd kommun", f"”{name[:40]}”")
    by_city = _find_town(city) if city else None
    if by_city is None:
        raise RowRefused("kommun saknas")
    return by_city, Fault("kommunen togs från orten", f"{city} → {by_city.name}")


def find_position(latitude: str, longitude: str, municipality: MunicipalityFact) -> Position | Fault | None:
    """(easting, northing) in SWEREF 99 TM; None when the row has none. Outside Sweden the row is refused."""
    if not latitude and not longitude:
        return None
    try:
        north, east = _degrees(latitude), _degrees(longitude)
    except ValueError:
        return Fault(UNREADABLE, f"{latitude[:20] or 'inget'}, {longitude[:20] or 'inget'}")
    position = position_in_sweden(north, east)
    if position is None:
        hint = ", som om latitud och longitud har bytt plats" if position_in_sweden(east, north) else ""
        raise RowRefused("positionen ligger utanför Sverige", f"{north:g}, {east:g}{hint}")
    away = math.dist(position, (municipality.easting, municipality.northing))
    if away > MAX_FROM_CENTRE:
        raise RowRefused("positionen ligger långt från kommunen", f"{away / 1000:.0f} km från {municipality.name}")
    return position


def _degrees(text: str) -> float:
    value = float(text.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def read_postcode(text: str) -> str | Fault:
    """Five digits: "SE-413 45" → "41345"."""
    return five_digits(text) or Fault("postnumret gick inte att läsa", text[:20])
