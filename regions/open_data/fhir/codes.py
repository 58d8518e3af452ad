"""Codes: those of HL7 where one fits wholly, and always our own kinds of care, from a code system that can be read."""

from typing import Any

from django.conf import settings

from regions.kinds import UnitKind

CODE_SYSTEM_ID = "typ-av-vard"
OWN = f"{settings.SITE_URL}/oppna-data/fhir/CodeSystem/{CODE_SYSTEM_ID}"
HSA_ID = "urn:oid:1.2.752.129.2.1.4.1"
UUID = "urn:ietf:rfc:3986"
LANGUAGES = "urn:ietf:bcp:47"
TEST_DATA = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}

_PLACES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_SERVICES = "http://terminology.hl7.org/CodeSystem/service-type"
PLACE_CODES = {
    UnitKind.HOSPITAL: "HOSP",
    UnitKind.EMERGENCY: "ER",
    UnitKind.PRIMARY_CARE: "PC",
    UnitKind.RADIOLOGY: "RADDX",
    UnitKind.GYNAECOLOGY: "GYN",
    UnitKind.DERMATOLOGY: "DERM",
    UnitKind.PHARMACY: "PHARM",
}
SERVICE_CODES = {
    UnitKind.PRIMARY_CARE: "124",  # General Practice
    UnitKind.VACCINATION: "57",  # Immunization
    UnitKind.DENTAL: "88",  # General Dental
}
# BCP 47 knows the languages by other codes than ISO 639-3 where there is a shorter one.
_LANGUAGE_TAGS = {"hbs": "sh"}


def kinds(unit_kinds: list[str], system: str = "", known: dict[UnitKind, str] | None = None) -> list[dict[str, Any]]:
    """A concept for each kind: our own code, and HL7's in a system when there is one."""
    concepts = []
    for value in unit_kinds:
        kind = UnitKind(value)
        coding = [{"system": OWN, "code": kind.value, "display": kind.swedish_name}]
        if known and kind in known:
            coding.append({"system": system, "code": known[kind]})
        concepts.append({"coding": coding, "text": kind.swedish_name})
    return concepts


def places(unit_kinds: list[str]) -> list[dict[str, Any]]:
    return kinds(unit_kinds, _PLACES, PLACE_CODES)


def services(unit_kinds: list[str]) -> list[dict[str, Any]]:
    return kinds(unit_kinds, _SERVICES, SERVICE_CODES)


def kind_of_token(token: str) -> str | None:
    """The kind that a search token means: `code`, `|code` or `system|code`. None: no unit has it."""
    system, bar, code = token.rpartition("|")
    if bar and system == _PLACES:
        return next((kind.value for kind, known in PLACE_CODES.items() if known == code), None)
    if bar and system == _SERVICES:
        return next((kind.value for kind, known in SERVICE_CODES.items() if known == code), None)
    return code if code in UnitKind.values and system in ("", OWN) else None


def language(code: str, name: str) -> dict[str, Any]:
    return {"coding": [{"system": LANGUAGES, "code": _LANGUAGE_TAGS.get(code, code)}], "text": name}


def code_system() -> dict[str, Any]:
    """Our kinds of care. The same in R4 and R5."""
    return {
        "resourceType": "CodeSystem",
        "id": CODE_SYSTEM_ID,
        "url": OWN,
        "name": "TypAvVard",
        "title": "Typ av vård",
        "status": "active",
        "description": "Vårdguidens typer av mottagningar. En kod byter aldrig betydelse och tas aldrig bort.",
        "caseSensitive": True,
        "content": "complete",
        "count": len(UnitKind),
        "concept": [{"code": kind.value, "display": kind.swedish_name} for kind in UnitKind],
    }
