"""The page about the open data, and the same for machines: OpenAPI and DCAT-AP-SE."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from regions.kinds import UnitKind
from regions.models.unit import Accessibility, EService, Language
from regions.open_data.answers import as_json, open_data
from regions.open_data.licences import TEXT_LICENCE, UNIT_LICENCE
from vardguiden.open_data import catalogue, fields
from vardguiden.open_data.endpoints import ENDPOINTS, GROUPS, Endpoint
from vardguiden.open_data.openapi import UNCLEAR, VERSION, openapi
from vardguiden.open_data.shapes import plain
from vardguiden.views.machines import for_machines

CODES = {"kinds": UnitKind, "accessibility": Accessibility, "e_services": EService, "languages": Language}


FRAME = '<iframe src="{url}" title="{title}" width="360" height="380" loading="lazy"></iframe>'
CARDS = (
    (f"/inbaddat/mottagning/{fields.UID}/", "Vårdcentralen Exempel"),
    ("/inbaddat/artikel/halsfluss/", "Halsfluss"),
)


@for_machines
def open_data_page(request: HttpRequest) -> HttpResponse:
    """What there is, how it is asked for, and what is promised. No query."""
    groups = [
        (name, title, [_shown(each) for each in ENDPOINTS if each.group == name]) for name, title in GROUPS.items()
    ]
    context = {
        "groups": groups,
        "fields": [("mottagning", fields.UNIT), ("text", fields.ARTICLE)],
        "codes": [(name, choices.choices) for name, choices in CODES.items()],
        "unit_licence": UNIT_LICENCE,
        "text_licence": TEXT_LICENCE,
        "version": VERSION,
        "contact": settings.CONTACT_EMAIL,
        "first_question": f'curl "{settings.SITE_URL}{ENDPOINTS[0].example}"',
        "unclear": json.dumps(UNCLEAR, ensure_ascii=False),
        "frames": [FRAME.format(url=settings.SITE_URL + path, title=title) for path, title in CARDS],
        "crumbs": [],
    }
    return render(request, "vardguiden/open_data.html", context)


def _shown(endpoint: Endpoint) -> dict[str, object]:
    answer = plain(endpoint.answer)
    return {
        "endpoint": endpoint,
        "question": f"GET {endpoint.path}",
        "can_be_opened": "{" not in endpoint.path,
        "answer": "" if answer is None else json.dumps(answer, ensure_ascii=False, indent=2),
    }


@open_data()
def openapi_json(request: HttpRequest) -> HttpResponseBase:
    return as_json(openapi())


@open_data()
def dcat(request: HttpRequest) -> HttpResponseBase:
    """The catalogue as RDF/XML."""
    context = {
        "base": catalogue.BASE,
        "datasets": catalogue.DATASETS,
        "services": catalogue.SERVICES,
        "units": catalogue.DATASETS[0],
        "contact": settings.CONTACT_EMAIL,
        "example_data": settings.EXAMPLE_DATA,
    }
    return render(request, "vardguiden/dcat.rdf", context, content_type="application/rdf+xml")
