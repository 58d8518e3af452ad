"""Places that are known by the care units there, by a postcode or by the reader's position."""

import re
from dataclasses import replace

from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _

from regions import facts
from regions.outline import within_outline
from regions.queries.gazetteer import Place, in_several, nearest_place, place_in
from regions.sweref import from_wgs84

_POSITION = re.compile(r"([56][0-9](?:\.[0-9]{1,6})?),([12][0-9](?:\.[0-9]{1,6})?)")
# In SQL: asked on every search for what may be a town.
_MIDDLES = {
    asked: f"""
        SELECT municipality_id, region_id, min(city), avg(easting), avg(northing)
        FROM regions_careunit
        WHERE {condition} AND easting IS NOT NULL AND (closed_on IS NULL OR closed_on > CURRENT_DATE)
        GROUP BY municipality_id, region_id
        ORDER BY count(*) DESC, municipality_id
        LIMIT 5
    """  # noqa: S608 – constants only
    for asked, condition in (("postal_code", "postal_code LIKE %s"), ("town", "city_key = %s AND city <> ''"))
}


def position_place(text: str) -> Place | None:
    """The reader's own position, "55.70,13.19": degrees with two decimals, which is a kilometre or so. None outside
    Sweden. The municipality is that of the nearest place that we know."""
    found = _POSITION.fullmatch(text)
    if not found:
        return None
    easting, northing = from_wgs84(round(float(found[1]), 2), round(float(found[2]), 2))
    if not within_outline(easting, northing):
        return None
    nearest = nearest_place(easting, northing)
    return Place(_("din plats"), easting, northing, nearest.region_code, nearest.municipality_code)


def postcode_place(digits: str) -> Place | None:
    """The middle of the units with that postcode or prefix where most of them are, else the post town of the digits.

    None, and no question to the database, where no post town has such digits.
    """
    if digits[:2] not in facts.postcodes():
        return None
    shown = f"{digits[:3]} {digits[3:]}".strip()
    name, typed = _("postnummer %(digits)s") % {"digits": shown}, f"postnummer {shown}"
    found = _middles("postal_code", f"{digits}%")
    if found:
        return replace(found[0], name=name, typed=typed)
    for length in (3, 2):
        entry = facts.postcodes().get(digits[:length])
        if entry:
            return replace(
                place_in(*entry),
                name=name,
                note=_("Postnummer som börjar på %(digits)s hör till trakten kring %(town)s.")
                % {"digits": digits[:length], "town": entry[1]},
                typed=typed,
            )
    return None


def town_place(name: str) -> Place | None:
    """The middle of the units whose address is in a town of that name; of several such towns, the one with most."""
    found = _middles("town", name)
    if len(found) < 2:
        return found[0] if found else None
    here, *others = (facts.municipalities_by_code()[place.municipality_code].name for place in found)
    return replace(found[0], note=in_several(found[0].name, here, others))


def _middles(asked: str, value: str) -> list[Place]:
    """The middle of the units in each municipality that has some with a position, the most units first. None while the
    database is gone: then a postcode is its post town."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_MIDDLES[asked], [value])
            rows = cursor.fetchall()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        return []
    return [
        Place(town, round(east), round(north), region, municipality) for municipality, region, town, east, north in rows
    ]
