"""The public document of a care unit: what everyone may know of it, under names that stay.

Everything that is open of a unit is made from this document: JSON, CSV, GeoJSON, FHIR and Open Referral.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.dateparse import parse_datetime

from language.analysis import slug
from regions.facts import municipalities_by_code, regions_by_code
from regions.models import Day, Purpose
from regions.opening import SWEDEN, UTC
from regions.sweref import to_wgs84
from regions.unit_parts import PARTS

Open = dict[str, Any]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "red_day")
# Facts of the stored document that are not told as they are: ids of rows, keys for searching and sorting, and what an
# import knows a row by. A test holds that every other fact is told.
NOT_TOLD = frozenset({"city_key", "source_id", "region_id", "municipality_id", "part_of_id", "successor_id"})


@dataclass(frozen=True, slots=True)
class Known:
    """What else must be known to tell of a unit: when it changed, and the lasting ids of the units it points at."""

    changed_at: datetime
    uids: Mapping[int, UUID]


def public(document: dict[str, Any], known: Known, now: datetime) -> Open:
    """What is told of a unit at a moment. A notice is told from the time it is shown; planned ones are not."""
    return {
        "uid": document["uid"],
        "url": f"{settings.SITE_URL}/mottagning/{document['slug']}/",
        "status": _status(document, now.astimezone(SWEDEN).date()),
        "name": document["name"],
        "kinds": document["kinds"],
        "operator": document["operator"] or None,
        "hsa_id": document["hsa_id"],
        "region": _region(document["region_id"]),
        "municipality": _municipality(document["municipality_id"]),
        "address": {name: document[name] or None for name in ("street", "postal_code", "city")},
        "way_there": document["way_there"] or None,
        "position": _position(document["easting"], document["northing"]),
        "phone": document["phone"] or None,
        "website": document["website"] if document["website"].lower().startswith(("http://", "https://")) else None,
        "hours": {purpose.value: _week(document["spans"], purpose) for purpose in Purpose},
        "red_days": document["red_days"],
        "exceptions": [_exception(row) for row in document["exceptions"]],
        "notices": [_notice(row) for row in document["notices"] if _moment(row["starts_at"]) <= now],
        "services": document["services"],
        "helps_with": document["helps_with"] or None,
        "does_not_help_with": document["does_not_help_with"] or None,
        "how_to_seek": document["how_to_seek"] or None,
        "languages": document["languages"],
        "accessibility": document["accessibility"],
        "e_services": document["e_services"],
        "answers_within_days": document["answers_within_days"],
        "takes_new_listings": document["takes_new_listings"],
        "part_of": _uid(document["part_of_id"], known),
        "opens_on": document["opens_on"],
        "closed_on": document["closed_on"],
        "closed_note": document["closed_note"] or None,
        "successor": _uid(document["successor_id"], known),
        "confirmed": {part: document["confirmed"].get(part, document["confirmed_on"]) for part in PARTS},
        "source": document["source"] or None,
        "example": document["is_example"],
        "changed_at": stamp(known.changed_at),
    }


def stamp(at: datetime) -> str:
    """A moment to the microsecond, in UTC: two that differ are written differently."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _status(document: dict[str, Any], today: date) -> str:
    if document["closed_on"] and document["closed_on"] <= today.isoformat():
        return "closed"
    if document["opens_on"] and document["opens_on"] > today.isoformat():
        return "planned"
    return "active"


def _region(code: str) -> dict[str, str]:
    region = regions_by_code()[code]
    return {"code": code, "name": region.name, "slug": region.slug}


def _municipality(code: str) -> dict[str, str]:
    name = municipalities_by_code()[code].name
    return {"code": code, "name": name, "slug": slug(name)}


def _position(easting: int | None, northing: int | None) -> dict[str, float] | None:
    if easting is None or northing is None:
        return None
    latitude, longitude = to_wgs84(easting, northing)
    return {"latitude": latitude, "longitude": longitude, "easting": easting, "northing": northing}


def _week(spans: list[dict[str, Any]], purpose: Purpose) -> list[dict[str, str]]:
    return [
        {"day": DAYS[span["day"]], "opens": span["opens"][:5], "closes": span["closes"][:5]}
        for span in spans
        if span["purpose"] == purpose
    ]


def _exception(row: dict[str, Any]) -> dict[str, Any]:
    hours = {name: row[name] and row[name][:5] for name in ("opens", "closes")}
    days = {name: row[name] for name in ("first_day", "last_day")}
    return {"purpose": row["purpose"], **days, "closed": row["opens"] is None, **hours, "note": row["note"] or None}


def _notice(row: dict[str, Any]) -> dict[str, Any]:
    ends = stamp(_moment(row["ends_at"])) if row["ends_at"] else None
    return {
        "title": row["title"],
        "text": row["text"] or None,
        "starts_at": stamp(_moment(row["starts_at"])),
        "ends_at": ends,
    }


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    assert moment is not None
    return moment


def _uid(pk: int | None, known: Known) -> str | None:
    return str(known.uids[pk]) if pk is not None and pk in known.uids else None


def week_text(unit: Open, purpose: str = "visit") -> str:
    """The weekly hours in OpenStreetMap's way of writing: "Mo-Fr 08:00-17:00; PH off". Empty where nothing is known.
    A reader takes a week without PH as open on red days too, so that it is said where that is unknown."""
    spans = unit["hours"][purpose]
    if not spans:
        return ""
    by_day = [_day_text([span for span in spans if span["day"] == day]) for day in DAYS[:7]]
    parts = []
    first = 0
    for day in range(1, 8):
        if day == 7 or by_day[day] != by_day[first]:
            names = _OSM[first] if day - 1 == first else f"{_OSM[first]}-{_OSM[day - 1]}"
            if by_day[first]:
                parts.append(f"{names} {by_day[first]}")
            first = day
    own = _day_text([span for span in spans if span["day"] == DAYS[Day.RED_DAY]])
    red = {"unknown": "unknown", "closed": "off", "own_hours": own or "off"}.get(unit["red_days"])
    return "; ".join([*parts, f"PH {red}"] if red else parts)


_OSM = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def _day_text(spans: list[dict[str, str]]) -> str:
    return ",".join(f"{span['opens']}-{'24:00' if span['closes'] == '00:00' else span['closes']}" for span in spans)
