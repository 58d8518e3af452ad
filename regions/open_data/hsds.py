"""Care units as Open Referral's HSDS 3: a unit is a service, the organisation that gives it and the place where it is.

The three, and what ties them together (`service_at_location`), have the unit's lasting id; what belongs to a unit has
one made from it.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from regions.facts import regions_by_code
from regions.kinds import UnitKind
from regions.models import Purpose
from regions.models.unit import Accessibility, Language
from regions.open_data.document import DAYS, Open
from ui.text import source_text

VERSION = "HSDS 3.0"
Record = dict[str, Any]

_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_STATUS = {"active": "active", "planned": "inactive", "closed": "defunct"}
_PURPOSE = {Purpose.VISIT: "Öppettider", Purpose.PHONE: "Telefontider", Purpose.DROP_IN: "Drop-in"}
_RED_DAYS = {
    "closed": "Stängt på röda dagar.",
    "as_usual": "Öppet som vanligt på röda dagar.",
    "own_hours": "Egna tider på röda dagar.",
    "unknown": "Uppgift saknas om röda dagar.",
}


def _id(unit: Open, *what: object) -> str:
    return str(uuid5(UUID(unit["uid"]), "/".join(map(str, what))))


def _kinds(unit: Open) -> str:
    return ", ".join(UnitKind(kind).swedish_name for kind in unit["kinds"])


def _some(**fields: Any) -> Record:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def organization(unit: Open, *, full: bool) -> Record:
    run_by = f"Drivs av {unit['operator']}. " if unit["operator"] else ""
    flat = _some(
        id=unit["uid"],
        name=unit["name"],
        description=f"{run_by}{_kinds(unit).capitalize()} i {unit['municipality']['name']}.",
        website=unit["website"],
        uri=unit["url"],
        parent_organization_id=unit["part_of"],
    )
    identifiers = [_hsa_id(unit)] if unit["hsa_id"] else []
    return flat | _some(phones=_phones(unit, "organization_id"), organization_identifiers=identifiers) if full else flat


def _hsa_id(unit: Open) -> Record:
    return {
        "id": _id(unit, "hsa-id"),
        "organization_id": unit["uid"],
        "identifier_scheme": "urn:oid:1.2.752.129.2.1.4.1",
        "identifier_type": "HSA-id",
        "identifier": unit["hsa_id"],
    }


def location(unit: Open, *, full: bool) -> Record:
    position = unit["position"] or {}
    flat = _some(
        id=unit["uid"],
        location_type="physical",
        organization_id=unit["uid"],
        name=unit["name"],
        transportation=unit["way_there"],
        latitude=position.get("latitude"),
        longitude=position.get("longitude"),
    )
    if not full:
        return flat
    access = [
        {"id": _id(unit, "access", value), "location_id": unit["uid"], "description": _label(Accessibility, value)}
        for value in unit["accessibility"]
    ]
    return flat | _some(addresses=_addresses(unit), accessibility=access)


def _addresses(unit: Open) -> list[Record]:
    address = unit["address"]
    if not (address["street"] and address["city"] and address["postal_code"]):
        return []  # HSDS has no address that is not whole
    return [
        {
            "id": _id(unit, "address"),
            "location_id": unit["uid"],
            "address_1": address["street"],
            "city": address["city"],
            "region": unit["municipality"]["name"],
            "state_province": regions_by_code()[unit["region"]["code"]].county,
            "postal_code": address["postal_code"],
            "country": "SE",
            "address_type": "physical",
        }
    ]


def service_at_location(unit: Open, *, full: bool) -> Record:
    flat = {"id": unit["uid"], "service_id": unit["uid"], "location_id": unit["uid"]}
    return flat | {"location": location(unit, full=True)} if full else flat


def service(unit: Open, *, full: bool) -> Record:
    confirmed = [day for day in unit["confirmed"].values() if day]
    flat = _some(
        id=unit["uid"],
        organization_id=unit["uid"],
        name=unit["name"],
        description=_description(unit),
        url=unit["url"],
        status=_STATUS[unit["status"]],
        application_process=unit["how_to_seek"],
        assured_date=min(confirmed) if len(confirmed) == len(unit["confirmed"]) else None,
        alert=" ".join(_alert(notice) for notice in unit["notices"]),
        last_modified=unit["changed_at"],
    )
    if not full:
        return flat
    languages = [
        {"id": _id(unit, "language", code), "service_id": unit["uid"], "code": code, "name": _label(Language, code)}
        for code in unit["languages"]
    ]
    return flat | _some(
        organization=organization(unit, full=False),
        service_at_locations=[service_at_location(unit, full=True)],
        phones=_phones(unit, "service_id"),
        schedules=_schedules(unit),
        languages=languages,
        attributes=[_attribute(unit, kind) for kind in unit["kinds"]],
    )


def _description(unit: Open) -> str:
    parts = [
        f"{_kinds(unit).capitalize()}.",
        unit["helps_with"],
        f"Tjänster: {', '.join(unit['services'])}." if unit["services"] else None,
        f"Hjälper inte till med: {unit['does_not_help_with']}" if unit["does_not_help_with"] else None,
    ]
    return "\n\n".join(part for part in parts if part)


def _alert(notice: dict[str, Any]) -> str:
    return f"{notice['title']}. {notice['text']}" if notice["text"] else f"{notice['title']}."


def _phones(unit: Open, whose: str) -> list[Record]:
    return [{"id": _id(unit, "phone", whose), whose: unit["uid"], "number": unit["phone"]}] if unit["phone"] else []


def _attribute(unit: Open, kind: str) -> Record:
    """The kind of care, as a term of our own taxonomy."""
    return {
        "id": _id(unit, "kind", kind),
        "link_id": unit["uid"],
        "link_entity": "service",
        "taxonomy_term_id": kind,
        "value": UnitKind(kind).swedish_name,
    }


def _schedules(unit: Open) -> list[Record]:
    """The ordinary week, a row for each time of the day; then each dated change. Times are Sweden's own."""
    return [*_weekly(unit), *(_change(unit, number, row) for number, row in enumerate(unit["exceptions"]))]


def _weekly(unit: Open) -> list[Record]:
    rows = []
    for purpose in Purpose:
        days_of: dict[tuple[str, str], list[str]] = {}
        for span in unit["hours"][purpose.value]:
            if span["day"] != "red_day":
                day = _BYDAY[DAYS.index(span["day"])]
                days_of.setdefault((span["opens"], span["closes"]), []).append(day)
        for (opens, closes), days in days_of.items():
            times = {"opens_at": opens, "closes_at": closes, "freq": "WEEKLY", "byday": ",".join(days)}
            rows.append(_schedule(unit, purpose.value, _RED_DAYS[unit["red_days"]], times))
    return rows


def _change(unit: Open, number: int, row: dict[str, Any]) -> Record:
    times = {} if row["closed"] else {"opens_at": row["opens"], "closes_at": row["closes"]}
    note = ("Stängt" if row["closed"] else "Andra tider än vanligt") + (f": {row['note']}" if row["note"] else "")
    days = {"valid_from": row["first_day"], "valid_to": row["last_day"]}
    return _schedule(unit, row["purpose"], note, days | times, number)


def _schedule(unit: Open, purpose: str, notes: str, fields: dict[str, str], number: int | None = None) -> Record:
    made_of = [number, *fields.values()]
    about = {"service_id": unit["uid"], "description": _PURPOSE[Purpose(purpose)], "notes": notes}
    return {"id": _id(unit, "schedule", purpose, *made_of), **about, **fields}


def _label(choices: Any, value: str) -> str:
    return source_text(choices(value).label) if value in choices.values else value


RECORDS: dict[str, Callable[..., Record]] = {
    "services": service,
    "organizations": organization,
    "locations": location,
    "service_at_locations": service_at_location,
}
