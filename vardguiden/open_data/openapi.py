"""The open data as OpenAPI 3.1, made from the same list as the page."""

from typing import Any

from django.conf import settings

from regions.open_data.licences import UNIT_LICENCE
from vardguiden.open_data.endpoints import CSV, ENDPOINTS, GROUPS, NDJSON, Endpoint, Parameter
from vardguiden.open_data.shapes import plain, schema

VERSION = "1.0.0"
UNCLEAR = {"code": "unknown_region", "message": "Regionen finns inte. Skriv till exempel skane eller 12."}


def openapi() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths[endpoint.path] = {"get": _operation(endpoint)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vårdguidens öppna data",
            "version": VERSION,
            "description": "Mottagningar är CC0 1.0. Texter är CC BY 4.0: nämn Vårdguiden.",
            "contact": {"email": settings.CONTACT_EMAIL},
            "license": {"name": UNIT_LICENCE.name, "url": UNIT_LICENCE.url},
        },
        "servers": [{"url": settings.SITE_URL}],
        "externalDocs": {"url": f"{settings.SITE_URL}/oppna-data/"},
        "tags": [{"name": name, "description": str(title)} for name, title in GROUPS.items()],
        "paths": paths,
        "components": {"responses": {"Unclear": _UNCLEAR}},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if endpoint.answer is not None:
        shape = schema(endpoint.answer)
        content = {"schema": shape if endpoint.whole else _optional(shape), "example": plain(endpoint.answer)}
    return {
        "operationId": endpoint.name,
        "tags": [endpoint.group],
        "summary": str(endpoint.title),
        "parameters": [_parameter(each) for each in endpoint.parameters],
        "responses": {
            "200": {"description": str(endpoint.title), "content": {endpoint.media: content}},
            "400": {"$ref": "#/components/responses/Unclear"},
            **(_OF_ONE if any(each.where == "path" for each in endpoint.parameters) else {}),
            **(_OF_ALL if endpoint.media in (CSV, NDJSON) else {}),
        },
    }


def _optional(shape: dict[str, Any]) -> dict[str, Any]:
    """The shape where a name is there only when something is known."""
    found = {name: value for name, value in shape.items() if name != "required"}
    if "properties" in found:
        found["properties"] = {name: _optional(value) for name, value in found["properties"].items()}
    if "items" in found:
        found["items"] = _optional(found["items"])
    return found


def _parameter(parameter: Parameter) -> dict[str, Any]:
    said = {"name": parameter.name, "in": parameter.where, "description": str(parameter.text)}
    shape: dict[str, Any] = {"schema": {"type": parameter.kind}}
    if parameter.example:
        shape["example"] = int(parameter.example) if parameter.kind == "integer" else parameter.example
    return said | shape | ({"required": True} if parameter.where == "path" else {})


_OF_ONE = {
    "404": {"description": "Det finns inte."},
    "410": {"description": "Det har funnits, men är borttaget eller tillbakadraget."},
}
_OF_ALL = {
    "429": {
        "description": "Många hämtar allt just nu.",
        "headers": {"Retry-After": {"description": "Sekunder att vänta.", "schema": {"type": "integer"}}},
    }
}
_UNCLEAR = {
    "description": "Frågan gick inte att svara på. code är för program, message för människor.",
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
                "required": ["code", "message"],
            },
            "example": UNCLEAR,
        }
    },
}
