"""The page about the open data says what is so: each example is asked, and the answer held against what it shows."""

import csv
import io
import json
import re
from datetime import timedelta
from threading import BoundedSemaphore
from xml.etree import ElementTree

import pytest
from django.conf import settings

from articles.queries import documents
from regions.models import CareUnit
from regions.open_data.tables import COLUMNS
from tests.regions.pages import main_of, text_of
from vardguiden.open_data.endpoints import ENDPOINTS
from vardguiden.open_data.fields import ARTICLE, UID, UNIT
from vardguiden.open_data.shapes import Maybe, differences, plain, schema

pytestmark = pytest.mark.django_db
PAGE, OPENAPI, DCAT = "/oppna-data/", "/oppna-data/openapi.json", "/oppna-data/dcat.rdf"
SITE = settings.SITE_URL
OF_ONE = [endpoint for endpoint in ENDPOINTS if "{" in endpoint.path]


def example_of(endpoint):
    unit = CareUnit.objects.order_by("pk").first()
    return endpoint.example.replace("{uid}", str(unit.uid)).replace("{slug}", "halsfluss")


def ask(client, endpoint):
    answer = client.get(example_of(endpoint))
    assert answer.status_code == 200, answer.getvalue()[:500]
    assert answer["Content-Type"].removesuffix("; charset=utf-8") == endpoint.media
    return answer


# ---- the examples ----


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_each_example_is_answered_as_the_page_says(library, units, client, endpoint):
    answer = ask(client, endpoint)
    if endpoint.media == "text/csv":
        rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
        assert rows and set(rows[0]) == set(COLUMNS)
        return
    if endpoint.media == "application/x-ndjson":
        found = [json.loads(line) for line in answer.getvalue().splitlines()]
    else:
        found = [answer.json()]
    assert found, "the example finds nothing"
    for each in found[:200]:
        if endpoint.answer is not None:
            assert differences(each, endpoint.answer, whole=endpoint.whole) == []


def test_every_example_finds_something(library, units, client, monkeypatch):
    monkeypatch.setattr(documents, "CLOCKS_DIFFER", timedelta())  # the library may have been loaded this very second
    for endpoint in ENDPOINTS:
        if endpoint.answer is not None and "limit=2" in endpoint.asked:
            data = ask(client, endpoint).json()
            assert any(len(value) == 2 for value in data.values() if isinstance(value, list)), endpoint.path


def test_every_parameter_is_one_that_is_known(library, units, client):
    for endpoint in ENDPOINTS:
        for parameter in endpoint.parameters:
            if parameter.where == "query" and parameter.example:
                answer = client.get(endpoint.path, {parameter.name: parameter.example})
                assert answer.status_code == 200, (endpoint.path, parameter.name, answer.content[:300])


def test_a_shape_that_differs_is_seen():
    sample = {"a": 1, "b": Maybe("x"), "c": [{"d": 1.5}]}
    assert differences({"a": 1, "b": None, "c": [{"d": 1}, {"d": 2.5}]}, sample) == []
    assert differences({"a": "1", "b": None, "c": []}, sample) == [".a is str, described as int"]
    assert differences({"a": 1, "c": [{"e": 1}]}, sample) == [
        ".b is missing",
        ".c[].e is not described",
        ".c[].d is missing",
    ]
    assert differences({"a": 1, "c": [{}]}, sample, whole=False) == []
    assert plain(sample) == {"a": 1, "b": "x", "c": [{"d": 1.5}]}
    assert schema(sample)["properties"]["b"] == {"type": ["string", "null"]}


# ---- the page ----


def test_the_page(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get(PAGE)
    html, text = main_of(page), text_of(main_of(page))
    for endpoint in ENDPOINTS:
        assert f"GET {endpoint.path}" in text and str(endpoint.title) in text
    for name in (*UNIT, *ARTICLE):
        assert f"<code>{name}</code>" in html
    for said in ("CC0 1.0", "CC BY 4.0", "nämn Vårdguiden", settings.CONTACT_EMAIL, "If-None-Match"):
        assert said in text
    assert f"{SITE}/inbaddat/mottagning/{UID}/" in text


def test_every_link_on_the_page_answers(library, units, client):
    links = set(re.findall(r'<a href="(/oppna-data/[^"]*)"', main_of(client.get(PAGE))))
    assert len(links) > 10
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_the_footer_leads_there_also_from_a_region(client):
    for path in ("/", "/skane/"):
        assert '<a href="/oppna-data/">Öppna data</a>' in client.get(path).content.decode()
    assert client.get("/skane/oppna-data/")["Location"] == PAGE


# ---- OpenAPI ----


def test_openapi(client):
    answer = client.get(OPENAPI)
    assert answer["Access-Control-Allow-Origin"] == "*"
    described = answer.json()
    assert described["openapi"] == "3.1.0" and described["info"]["title"] and described["info"]["version"]
    assert set(described["paths"]) == {endpoint.path for endpoint in ENDPOINTS}
    names = [path["get"]["operationId"] for path in described["paths"].values()]
    assert len(names) == len(set(names)) and all(re.fullmatch(r"\w+", name) for name in names)
    for path, operations in described["paths"].items():
        parameters = operations["get"]["parameters"]
        assert {each["name"] for each in parameters if each["in"] == "path"} == set(re.findall(r"\{(\w+)\}", path))
        assert all(each["required"] for each in parameters if each["in"] == "path")
    assert described["components"]["responses"]["Unclear"]
    unit = described["paths"]["/oppna-data/mottagningar/{uid}.json"]["get"]["responses"]["200"]
    properties = unit["content"]["application/json"]["schema"]["properties"]["unit"]["properties"]
    assert properties["phone"] == {"type": ["string", "null"]} and properties["kinds"]["items"] == {"type": "string"}


def responses(client, endpoint):
    """The statuses that are described of an address."""
    return set(client.get(OPENAPI).json()["paths"][endpoint.path]["get"]["responses"])


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_openapi_says_where_one_may_have_to_wait(library, units, client, monkeypatch, endpoint):
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr("regions.open_data.answers._room", taken)
    answer = client.get(example_of(endpoint))
    is_full = answer.status_code == 429
    assert ("429" in responses(client, endpoint)) is is_full
    assert answer.has_header("Retry-After") is is_full


@pytest.mark.parametrize("endpoint", OF_ONE, ids=lambda endpoint: endpoint.path)
def test_openapi_says_what_an_unknown_name_gives(library, units, client, endpoint):
    unknown = endpoint.path.replace("{uid}", UID[:-4] + "0000").replace("{slug}", "finns-inte")
    assert client.get(unknown).status_code == 404
    assert responses(client, endpoint) == {"200", "400", "404", "410"}


# ---- DCAT-AP-SE ----

NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
ABOUT, RESOURCE = (f"{{{NS['rdf']}}}{name}" for name in ("about", "resource"))
# What DCAT-AP-SE 2 requires, and what it recommends that we have.
PROPERTIES = {
    "dcat:Catalog": "dct:title dct:description dct:publisher dcat:dataset dct:license dct:language foaf:homepage",
    "foaf:Agent": "foaf:name",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
    "dcat:Dataset": "dct:title dct:description dct:publisher dcat:contactPoint dcat:distribution dcat:keyword "
    "dcat:theme dct:accessRights dct:accrualPeriodicity dct:spatial dct:language",
    "dcat:Distribution": "dcat:accessURL dcat:downloadURL dct:format dcat:mediaType dct:license dct:title",
    "dcat:DataService": "dct:title dcat:endpointURL dcat:endpointDescription dct:publisher dcat:contactPoint "
    "dct:license",
}


@pytest.fixture
def rdf(client):
    answer = client.get(DCAT)
    assert answer["Content-Type"] == "application/rdf+xml" and answer["Access-Control-Allow-Origin"] == "*"
    return ElementTree.fromstring(answer.content)


@pytest.mark.parametrize("kind", PROPERTIES)
def test_dcat_has_what_it_must(rdf, kind):
    found = rdf.findall(f".//{kind}", NS)
    assert found
    for each in found:
        for name in PROPERTIES[kind].split():
            values = each.findall(name, NS)
            assert values, f"{each.get(ABOUT)}: {name}"
            assert all((value.text or "").strip() or value.get(RESOURCE) or len(value) for value in values), name


def test_dcat_points_at_what_is_there(rdf):
    about = {each.get(ABOUT) for each in rdf.iter() if each.get(ABOUT)}
    assert len(about) == len([each for each in rdf.iter() if each.get(ABOUT)])
    for each in rdf.iter():
        target = each.get(RESOURCE)
        if target and target.startswith(f"{SITE}/oppna-data/dcat.rdf#"):
            assert target in about, target


def test_dcat_leads_to_data(rdf, library, units, client):
    addresses = [each.get(RESOURCE) for each in rdf.findall(".//dcat:downloadURL", NS)]
    addresses += [each.get(RESOURCE) for each in rdf.findall(".//dcat:endpointDescription", NS)]
    assert len(addresses) >= 8
    for address in addresses:
        assert client.head(address.removeprefix(SITE)).status_code == 200, address
    themes = {each.get(RESOURCE).rpartition("/")[2] for each in rdf.findall(".//dcat:theme", NS)}
    assert themes == {"HEAL"}
