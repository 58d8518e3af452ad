"""Organization, Location and HealthcareService of a unit's public document."""

from collections.abc import Callable
from typing import Any

from regions.facts import regions_by_code
from regions.models.unit import Accessibility, Language
from regions.open_data.document import Open, week_text
from regions.open_data.fhir import availability, codes
from regions.open_data.fhir.versions import Version
from ui.text import source_text

Resource = dict[str, Any]


def organization(unit: Open, version: Version) -> Resource:
    """The unit as an organisation. Who runs it is named; it is part of another unit when it says so."""
    contact = _contact(unit)
    if version.has_contact_details:
        where: Resource = {"contact": [contact | _when("address", _address(unit))]} if contact or _address(unit) else {}
    else:
        where = contact | _when("address", _listed(_address(unit)))
    return _resource("Organization", unit) | {
        "active": unit["status"] == "active",
        "type": codes.kinds(unit["kinds"]),
        "name": unit["name"],
        **where,
        **_when("partOf", _whole(unit)),
    }


def location(unit: Open, version: Version) -> Resource:
    """The place where the unit is."""
    contact = _contact(unit)
    place = _resource("Location", unit) | {
        "status": "active" if unit["status"] == "active" else "inactive",
        "name": unit["name"],
        **_when("description", unit["way_there"]),
        "mode": "instance",
        "type": codes.places(unit["kinds"]),
        **(_when("contact", _listed(contact)) if version.has_contact_details else contact),
        **_when("address", _address(unit)),
        **_when("position", _position(unit)),
        "managingOrganization": _reference("Organization", unit["uid"], unit["name"]),
    }
    if version.has_contact_details:
        return place | _when("hoursOfOperation", availability.availability(unit))
    return place | _when("hoursOfOperation", [_place_hours(row) for row in availability.weekly(unit)])


def healthcare_service(unit: Open, version: Version) -> Resource:
    """The care that the unit gives there, and when."""
    contact = _contact(unit)
    service = _resource("HealthcareService", unit) | {
        "active": unit["status"] == "active",
        "providedBy": _reference("Organization", unit["uid"], unit["name"]),
        "type": codes.services(unit["kinds"]),
        "location": [_reference("Location", unit["uid"], unit["name"])],
        "name": unit["name"],
        **_when("comment", unit["helps_with"]),
        **_when("extraDetails", _details(unit)),
        **(_when("contact", _listed(contact)) if version.has_contact_details else contact),
        **_when("characteristic", [{"text": _label(Accessibility, value)} for value in unit["accessibility"]]),
        **_when("communication", [codes.language(code, _label(Language, code)) for code in unit["languages"]]),
    }
    if version.has_contact_details:
        return service | _when("availability", availability.availability(unit))
    return service | {
        **_when("availableTime", availability.weekly(unit)),
        **_when("notAvailable", availability.not_available(unit)),
        "availabilityExceptions": availability.red_days(unit),
    }


RESOURCES: dict[str, Callable[[Open, Version], Resource]] = {
    "Organization": organization,
    "Location": location,
    "HealthcareService": healthcare_service,
}


def _resource(kind: str, unit: Open) -> Resource:
    """What all three begin with."""
    identifiers = [{"use": "official", "system": codes.UUID, "value": f"urn:uuid:{unit['uid']}"}]
    if unit["hsa_id"]:
        identifiers.append({"use": "official", "system": codes.HSA_ID, "value": unit["hsa_id"]})
    meta: Resource = {"lastUpdated": unit["changed_at"]}
    if unit["example"]:
        meta["security"] = [codes.TEST_DATA]
    return {"resourceType": kind, "id": unit["uid"], "meta": meta, "language": "sv", "identifier": identifiers}


def _when(name: str, value: Any) -> Resource:
    """The element, unless it is empty: FHIR has no empty values."""
    return {name: value} if value else {}


def _listed(value: Any) -> list[Any]:
    return [value] if value else []


def _reference(kind: str, uid: str, name: str = "") -> Resource:
    return {"reference": f"{kind}/{uid}", **_when("display", name)}


def _whole(unit: Open) -> Resource:
    if unit["part_of"]:
        return _reference("Organization", unit["part_of"])
    return {"display": unit["operator"]} if unit["operator"] else {}


def _contact(unit: Open) -> Resource:
    points = [
        {"system": system, "value": unit[name], "use": "work"}
        for system, name in (("phone", "phone"), ("url", "website"))
        if unit[name]
    ]
    return _when("telecom", points)


def _address(unit: Open) -> Resource:
    address = unit["address"]
    if not address["street"] and not address["city"]:
        return {}
    return {
        "use": "work",
        "type": "physical",
        **_when("line", _listed(address["street"])),
        **_when("city", address["city"]),
        "district": unit["municipality"]["name"],
        "state": regions_by_code()[unit["region"]["code"]].county,
        **_when("postalCode", address["postal_code"]),
        "country": "SE",
    }


def _position(unit: Open) -> Resource:
    position = unit["position"]
    return {name: position[name] for name in ("longitude", "latitude")} if position else {}


def _place_hours(row: Resource) -> Resource:
    names = {"availableStartTime": "openingTime", "availableEndTime": "closingTime"}
    return {names.get(name, name): value for name, value in row.items()}


def _details(unit: Open) -> str:
    """In Markdown: what has no element of its own."""
    parts = [
        ("Så söker du vård här", unit["how_to_seek"]),
        ("Hjälper inte till med", unit["does_not_help_with"]),
        ("Tjänster", ", ".join(unit["services"])),
        ("Telefontider", week_text(unit, "phone")),
        ("Drop-in", week_text(unit, "drop_in")),
    ]
    return "\n\n".join(f"**{title}:** {text}" for title, text in parts if text)


def _label(choices: Any, value: str) -> str:
    return source_text(choices(value).label) if value in choices.values else value
