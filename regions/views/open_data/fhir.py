"""HL7 FHIR R4 and R5: read one, search, and what the server can do."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from regions.open_data import asked
from regions.open_data.answers import Unclear, as_json, linked, open_data, this_with
from regions.open_data.document import Open
from regions.open_data.fhir import CODE_SYSTEM_ID, RESOURCES, VERSIONS, Version, code_system
from regions.open_data.fhir.capability import capability_statement
from regions.open_data.fhir.search import ABOUT_THE_ANSWER, COUNT, MOST, PARAMETERS, conditions
from regions.open_data.licences import UNIT_LICENCE
from regions.public import from_a_replica
from regions.queries import open_data as queries
from regions.views.open_data.units import gone_or_unknown

fhir_json = partial(as_json, content_type="application/fhir+json")
JSON_FORMATS = {"", "json", "application/json", "application/fhir+json", "application/fhir json"}
# FHIR's own words for what was wrong; all other is "invalid".
ISSUES = {
    "not_found": "not-found",
    "deleted": "deleted",
    "unknown_resource": "not-supported",
    "only_json": "not-supported",
}


def outcome(unclear: Unclear) -> HttpResponse:
    """What was wrong, as FHIR says it."""
    issue = {
        "severity": "error",
        "code": ISSUES.get(unclear.code, "invalid"),
        "details": {"coding": [{"code": unclear.code}], "text": unclear.message},
    }
    return fhir_json({"resourceType": "OperationOutcome", "issue": [issue]}, status=unclear.status)


def _version(name: str) -> Version:
    return VERSIONS[name]


@open_data(outcome)
def metadata(request: HttpRequest, version: str) -> HttpResponseBase:
    _only_json(request)
    asked.only(request, "_format")
    return fhir_json(capability_statement(_version(version)))


@from_a_replica
@open_data(outcome)
def read(request: HttpRequest, version: str, kind: str, uid: str) -> HttpResponseBase:
    """One resource by its id."""
    _only_json(request)
    asked.only(request, "_format")
    if kind == "CodeSystem" and uid == CODE_SYSTEM_ID:
        return fhir_json(code_system())
    make = _known(kind)
    found = queries.one(number) if (number := _uuid(uid)) else None
    if found is None:
        raise gone_or_unknown(number)
    return linked(fhir_json(make(found, _version(version))), UNIT_LICENCE)


@open_data(outcome)
def own_code_system(request: HttpRequest) -> HttpResponseBase:
    """Our kinds of care, at the address that the codes name as their system."""
    return fhir_json(code_system())


@from_a_replica
@open_data(outcome)
def search(request: HttpRequest, version: str, kind: str) -> HttpResponseBase:
    """A page of resources as a Bundle. Four queries."""
    _only_json(request)
    make, parameters = _known(kind), PARAMETERS.get(kind, {})
    _only_known(request, parameters)
    units = queries.units_of()
    for condition in conditions(request.GET, parameters):
        units = units.filter(condition)
    total = units.count()
    count = asked.whole_number(request.GET.get("_count", str(COUNT)), "_count", 0, MOST)
    found, cursor = queries.page(units, asked.after(request), count) if count else ([], None)
    following = this_with(request, efter=cursor) if cursor else None
    bundle = _bundle(request, [make(unit, _version(version)) for unit in found], total, following)
    return linked(fhir_json(bundle), UNIT_LICENCE, next=following)


def _bundle(request: HttpRequest, resources: list[Open], total: int, following: str | None) -> dict[str, Any]:
    links = [{"relation": "self", "url": this_with(request)}]
    if following:
        links.append({"relation": "next", "url": following})
    base = settings.SITE_URL + request.path.rpartition("/")[0]
    entries = [
        {
            "fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}",
            "resource": resource,
            "search": {"mode": "match"},
        }
        for resource in resources
    ]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "total": total, "link": links}
    return bundle | ({"entry": entries} if entries else {})


def _only_known(request: HttpRequest, parameters: Any) -> None:
    """FHIR lets a server pass over what it does not know. A filter that is passed over gives wrong care units."""
    unknown = set(request.GET) - set(parameters) - set(ABOUT_THE_ANSWER)
    if unknown:
        names = ", ".join([*parameters, "_count"])
        raise Unclear(
            "unknown_parameter", _("Sökningen har inte den parametern. De som finns: %(names)s.") % {"names": names}
        )


def _only_json(request: HttpRequest) -> None:
    if request.GET.get("_format", "") not in JSON_FORMATS:
        raise Unclear("only_json", _("Svaren finns bara som application/fhir+json."), status=406)


def _known(kind: str) -> Any:
    if kind not in RESOURCES:
        names = ", ".join(RESOURCES)
        raise Unclear("unknown_resource", _("Här finns %(names)s.") % {"names": names}, status=404)
    return RESOURCES[kind]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
