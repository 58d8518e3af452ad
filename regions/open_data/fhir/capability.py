"""What this server can do, as a CapabilityStatement."""

from typing import Any

from django.conf import settings

from regions.open_data.fhir.resources import RESOURCES
from regions.open_data.fhir.search import MOST_VALUES, PARAMETERS
from regions.open_data.fhir.versions import Version

SINCE = "2026-11-28"  # the day that this statement last changed


def capability_statement(version: Version) -> dict[str, Any]:
    base = f"{settings.SITE_URL}/oppna-data/fhir/{version.name}"
    return {
        "resourceType": "CapabilityStatement",
        "url": f"{base}/metadata",
        "name": "VardguidenOppnaData",
        "title": "Vårdguidens öppna data",
        "status": "active",
        "date": SINCE,
        "publisher": "Vårdguiden",
        "contact": [{"telecom": [{"system": "email", "value": settings.CONTACT_EMAIL}]}],
        "description": "Mottagningar i hela landet: organisation, plats och tjänst. Bara läsning, utan inloggning.",
        "kind": "instance",
        "implementation": {"description": "Vårdguiden", "url": base},
        "fhirVersion": version.number,
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "documentation": f"En sökning kan ha högst {MOST_VALUES} värden i allt.",
                "security": {"cors": True, "description": "Öppet för alla."},
                "resource": [*(_resource(name) for name in RESOURCES), _CODE_SYSTEM],
            }
        ],
    }


def _resource(name: str) -> dict[str, Any]:
    return {
        "type": name,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "readHistory": False,
        "searchParam": [{"name": each, "type": parameter.kind} for each, parameter in PARAMETERS[name].items()],
    }


_CODE_SYSTEM = {"type": "CodeSystem", "interaction": [{"code": "read"}], "versioning": "no-version"}
