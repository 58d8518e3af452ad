"""Every address of the open data, with its parameters and an example. The page and OpenAPI are made from this list, and
a test asks each example and holds the answer against the one that is shown."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.views.open_data import LISTED
from regions.open_data.licences import TEXT_LICENCE, UNIT_LICENCE
from vardguiden.open_data.fields import ARTICLE, AT, OTHER, SITE, UID, UNIT
from vardguiden.open_data.shapes import Maybe, document

JSON, NDJSON, CSV, FHIR = "application/json", "application/x-ndjson", "text/csv", "application/fhir+json"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be asked for in an address."""

    name: str
    text: "str | Promise"
    example: str
    kind: str = "string"
    where: str = "query"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address. `answer` is a sample of what it gives; `whole`: each answer has every name in it."""

    group: str
    path: str
    title: "str | Promise"
    media: str
    parameters: tuple[Parameter, ...] = ()
    asked: str = ""  # the query of the example
    answer: Any = None
    whole: bool = True

    @property
    def name(self) -> str:
        """What the address is called in OpenAPI."""
        return self.path.strip("/").removeprefix("oppna-data/").translate(str.maketrans("/.-{}", "_____"))

    @property
    def example(self) -> str:
        return self.path + (f"?{self.asked}" if self.asked else "")


REGION = Parameter("region", _("Bara i en region: adressnamn eller länskod."), "skane")
MUNICIPALITY = Parameter("kommun", _("Bara i en kommun: adressnamn eller kommunkod."), "lund")
KIND = Parameter("typ", _("Bara en typ av vård: ordet i våra adresser eller koden."), "vardcentral")
LIMIT = Parameter("limit", _("Hur många på en sida, högst 1000."), "100", "integer")
CURSOR = Parameter("efter", _("Var sidan börjar. Använd adressen i next som den står."), "")
SINCE = Parameter("since", _("En tidpunkt (ISO 8601) eller en dag. Den räknas med."), "2026-03-01T08:00:00Z")
BY_UID = Parameter("uid", _("Mottagningens id."), UID, where="path")
BY_SLUG = Parameter("slug", _("Textens adressnamn."), "halsfluss", where="path")
LANGUAGE = Parameter("sprak", _("Bara ett språk: sv, lattlast eller en."), "sv")
ARTICLE_KIND = Parameter("typ", _("Bara ett slag: sjukdom, symtom, undersokning …"), "sjukdom")
FEWER = Parameter("limit", _("Hur många på en sida, högst 200."), "50", "integer")
COUNT = Parameter("_count", _("Hur många på en sida, högst 500."), "50", "integer")
UPDATED = Parameter("_lastUpdated", _("Ändrade före eller efter: ge, gt, le, lt och en tidpunkt."), "ge2026-03-01")
CITY = Parameter("address-city", _("Orten börjar så."), "lund")
FHIR_KIND = Parameter("type", _("Typ av vård, som kod eller system|kod."), "primary_care")
SERVICE_KIND = Parameter("service-type", _("Typ av vård, som kod eller system|kod."), "primary_care")
PAGE = Parameter("page", _("Sidans nummer."), "1", "integer")
PER_PAGE = Parameter("per_page", _("Hur många på en sida, högst 500."), "50", "integer")
FULL = Parameter("full", _("true ger allt som hör till."), "true", "boolean")
TERM = Parameter("taxonomy_term_id", _("Bara en typ av vård."), "primary_care")
MODIFIED = Parameter("modified_after", _("Bara de som har ändrats sedan dess."), "2026-03-01")
UNITS = (REGION, MUNICIPALITY, KIND)

FREE, TEXTS = UNIT_LICENCE.as_json(), TEXT_LICENCE.as_json() | {"attribution": "Vårdguiden"}
NEXT = Maybe(f"{SITE}/oppna-data/…")
_UNIT, _ARTICLE = document(UNIT), document(ARTICLE)
_POINT = {"type": "Point", "coordinates": [13.19101, 55.70466]}
_META = {
    "lastUpdated": AT,
    "security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}],
}
_CONCEPT = {
    "coding": [{"system": f"{SITE}/…", "code": "primary_care", "display": "vårdcentral"}],
    "text": "vårdcentral",
}
_TELECOM = [{"system": "phone", "value": "+46406280499", "use": "work"}]
_BASE = {
    "id": UID,
    "meta": _META,
    "language": "sv",
    "identifier": [{"use": "official", "system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{UID}"}],
    "name": "Vårdcentralen Exempel",
}
_TIMES = {
    "daysOfWeek": ["mon"],
    "allDay": True,
    "availableStartTime": "08:00:00",
    "availableEndTime": "17:00:00",
}
_AWAY = {"description": "Stängt: Julafton", "during": {"start": "2026-12-24", "end": "2026-12-24"}}
_ADDRESS = {
    "use": "work",
    "type": "physical",
    "line": ["Exempelgatan 3"],
    "city": "Lund",
    "district": "Lund",
    "state": "Skåne län",
    "postalCode": "22222",
    "country": "SE",
}
_TO_UNIT = {"reference": f"Organization/{UID}", "display": "Vårdcentralen Exempel"}
_LOCATION_R4 = {"resourceType": "Location", **_BASE} | {
    "status": "active",
    "description": "Ingång från gården.",
    "mode": "instance",
    "type": [_CONCEPT],
    "telecom": _TELECOM,
    "address": _ADDRESS,
    "position": {"longitude": 13.19101, "latitude": 55.70466},
    "managingOrganization": _TO_UNIT,
    "hoursOfOperation": [
        {"daysOfWeek": ["mon"], "allDay": True, "openingTime": "08:00:00", "closingTime": "17:00:00"},
    ],
}
_SERVICE_R5 = {"resourceType": "HealthcareService", **_BASE} | {
    "active": True,
    "providedBy": _TO_UNIT,
    "type": [_CONCEPT],
    "location": [_TO_UNIT | {"reference": f"Location/{UID}"}],
    "comment": "Infektioner och **intyg**.",
    "extraDetails": "**Så söker du vård här:** Ring först.",
    "contact": [{"telecom": _TELECOM}],
    "characteristic": [{"text": "Tillgänglig med rullstol"}],
    "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": "sv"}], "text": "Svenska"}],
    "availability": [{"availableTime": [_TIMES], "notAvailableTime": [_AWAY]}],
}
_ORGANIZATION = {"resourceType": "Organization", **_BASE} | {
    "active": True,
    "type": [_CONCEPT],
    "telecom": _TELECOM,
    "address": [_ADDRESS],
    "partOf": _TO_UNIT,
}
_HSDS = {
    "id": UID,
    "organization_id": UID,
    "name": "Vårdcentralen Exempel",
    "description": "Vårdcentral.",
    "url": f"{SITE}/mottagning/vardcentralen-exempel/",
    "status": "active",
    "application_process": "Ring först.",
    "assured_date": "2026-02-12",
    "alert": "Hissen är trasig.",
    "last_modified": AT,
}


def _bundle(resource: Any) -> dict[str, Any]:
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": 1,
        "link": [{"relation": "self", "url": f"{SITE}/oppna-data/fhir/…"}],
        "entry": [{"fullUrl": f"{SITE}/oppna-data/fhir/…", "resource": resource, "search": {"mode": "match"}}],
    }


def _changes(name: str, key: Any, change: str, sample: Any, licence: Any) -> dict[str, Any]:
    row = {**key, "change": change, "at": AT, name: Maybe(sample)}
    return {"licence": licence, "until": AT, "changes": [row], "next": NEXT}


ENDPOINTS = (
    Endpoint("units", "/oppna-data/mottagningar.json", _("Mottagningar, sida för sida"), JSON, (*UNITS, LIMIT, CURSOR),
             "region=skane&typ=vardcentral&limit=2",
             {"licence": FREE, "total": 2, "units": [_UNIT], "next": NEXT}),
    Endpoint("units", "/oppna-data/mottagningar/{uid}.json", _("En mottagning"), JSON, (BY_UID,), "",
             {"licence": FREE, "unit": _UNIT}),
    Endpoint("units", "/oppna-data/mottagningar.geojson", _("Mottagningar på karta"), "application/geo+json",
             (*UNITS, LIMIT, CURSOR), "kommun=lund&limit=2",
             {"type": "FeatureCollection", "licence": FREE, "total": 2, "next": NEXT,
              "features": [{"type": "Feature", "id": UID, "geometry": Maybe(_POINT),
                            "properties": {name: value for name, value in _UNIT.items() if name != "position"}}]}),
    Endpoint("units", "/oppna-data/mottagningar.csv", _("Mottagningar som tabell"), CSV, (*UNITS, LIMIT, CURSOR),
             "kommun=lund"),
    Endpoint("copy", "/oppna-data/mottagningar.ndjson", _("Alla mottagningar på en gång, en på varje rad"), NDJSON,
             UNITS, "kommun=lund", _UNIT),
    Endpoint("copy", "/oppna-data/mottagningar/andringar.json", _("Mottagningar som har ändrats"), JSON,
             (SINCE, LIMIT, CURSOR), "since=2026-03-01T08:00:00Z&limit=2",
             _changes("unit", {"uid": UID}, "changed", _UNIT, FREE)),
    Endpoint("articles", "/oppna-data/artiklar.json", _("Texter, sida för sida"), JSON,
             (LANGUAGE, ARTICLE_KIND, REGION, FEWER, CURSOR), "sprak=sv&typ=sjukdom&limit=2",
             {"licence": TEXTS, "total": 2, "articles": [{name: _ARTICLE[name] for name in LISTED}], "next": NEXT}),
    Endpoint("articles", "/{slug}.json", _("En text, med kapitel och råd om var man söker vård"), JSON, (BY_SLUG,), "",
             _ARTICLE),
    Endpoint("copy", "/oppna-data/artiklar.ndjson", _("Alla texter på en gång, en på varje rad"), NDJSON,
             (LANGUAGE, ARTICLE_KIND, REGION), "sprak=en", _ARTICLE),
    Endpoint("copy", "/oppna-data/artiklar/andringar.json", _("Texter som har ändrats"), JSON, (SINCE, FEWER, CURSOR),
             "since=2026-03-01&limit=2", _changes("article", {"id": "sv/halsfluss"}, "published", _ARTICLE, TEXTS)),
    Endpoint("fhir", "/oppna-data/fhir/r4/Location", _("Platser, FHIR R4"), FHIR, (CITY, FHIR_KIND, UPDATED, COUNT),
             "type=primary_care&_count=2", _bundle(_LOCATION_R4), whole=False),
    Endpoint("fhir", "/oppna-data/fhir/r4/Location/{uid}", _("En plats, FHIR R4"), FHIR, (BY_UID,), "",
             _LOCATION_R4, whole=False),
    Endpoint("fhir", "/oppna-data/fhir/r4/Organization/{uid}", _("En organisation, FHIR R4"), FHIR, (BY_UID,), "",
             _ORGANIZATION, whole=False),
    Endpoint("fhir", "/oppna-data/fhir/r5/HealthcareService", _("Tjänster, FHIR R5"), FHIR,
             (SERVICE_KIND, UPDATED, COUNT), "service-type=vaccination&_count=2", _bundle(_SERVICE_R5), whole=False),
    Endpoint("fhir", "/oppna-data/fhir/r5/metadata", _("Vad servern kan, FHIR R5"), FHIR),
    Endpoint("hsds", "/oppna-data/hsds/", _("Om tjänsten"), JSON, (), "",
             {"version": "HSDS 3.0", "profile": "https://docs.openreferral.org/…", "openapi_url": f"{SITE}/…",
              "description": "Mottagningar i hela Sverige.",
              "publisher": {"name": "Vårdguiden", "email": "kontakt@example.se", "website": SITE}}),
    Endpoint("hsds", "/oppna-data/hsds/services", _("Tjänster"), JSON, (TERM, MODIFIED, FULL, PAGE, PER_PAGE),
             "taxonomy_term_id=primary_care&per_page=2",
             {"total_items": 2, "total_pages": 1, "page_number": 1, "size": 2, "first_page": True, "last_page": True,
              "empty": False, "contents": [_HSDS]}, whole=False),
    Endpoint("hsds", "/oppna-data/hsds/service_at_locations", _("Var tjänsterna ges"), JSON, (PAGE, PER_PAGE),
             "per_page=2",
             {"total_items": 2, "total_pages": 1, "page_number": 1, "size": 2, "first_page": True, "last_page": True,
              "empty": False, "contents": [{"id": UID, "service_id": UID, "location_id": OTHER}]}),
)  # fmt: skip

GROUPS = {
    "units": _("Mottagningar"),
    "articles": _("Texter"),
    "copy": _("Hålla en egen kopia"),
    "fhir": _("HL7 FHIR"),
    "hsds": _("Open Referral HSDS"),
}
