"""What the first segment of a path may be, and that nobody is sent to another house."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, get_script_prefix, reverse, set_script_prefix

from regions import facts
from regions.middleware import RegionInPath
from tests.regions.pages import picker_of

pytestmark = pytest.mark.django_db


# ---- what the first segment may be ----


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/skane", "/skane/"),
        ("/skane?q=Lund&typ=bvc", "/skane/?q=Lund&typ=bvc"),
        ("/vastra-gotaland?q=%C3%A5%20b", "/vastra-gotaland/?q=%C3%A5%20b"),
        ("/skane?next=//evil.example/", "/skane/?next=//evil.example/"),
    ],
)
def test_a_region_without_its_slash(client, path, to):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (301, to)


@pytest.mark.parametrize("path", ["/12/", "/narnia/hitta-vard/", "/skanes/"])
def test_what_is_no_region_is_left_to_the_urlconf(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.wsgi_request.region is None
    assert "Hela Sverige" in picker_of(response)


def test_a_region_within_a_region_is_not_found(client):
    for path in ("/skane/skane/", "/skane/gotland/hitta-vard/"):
        assert client.get(path).status_code == 404


def test_a_missing_slash_within_a_region_is_added_within_it(client):
    response = client.get("/skane/hitta-vard?q=Lund")
    assert (response.status_code, response["Location"]) == (301, "/skane/hitta-vard/?q=Lund")


def test_no_page_of_the_site_has_the_address_of_a_region():
    first_segments = {str(pattern.pattern).lstrip("^").split("/")[0] for pattern in get_resolver().url_patterns}
    assert len(first_segments) > 5
    assert not first_segments & set(facts.regions_by_slug())


# ---- out of the region, and never out of the house ----


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/skane/logga-in/", "/logga-in/"),
        ("/skane/logga-in/?next=/konto/", "/logga-in/?next=/konto/"),
        ("/skane/konto/", "/konto/"),
        ("/skane/admin/", "/admin/"),
        ("/skane/admin/regions/careunit/?q=%C3%A5", "/admin/regions/careunit/?q=%C3%A5"),
        ("/skane/admin/%3Fnext%20x%23y/", "/admin/%3Fnext%20x%23y/"),
        ("/skane/healthz", "/healthz"),
    ],
)
def test_what_is_not_read_in_a_region_is_redirected_out(client, path, to):
    response = client.get(path)
    assert response.status_code == 301
    assert response["Location"] == to
    assert client.head(path).status_code == 301


@pytest.mark.parametrize("first", ["/skane", ""])
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example",
        "///evil.example/",
        "/%2Fevil.example/",
        "/%5Cevil.example/",
        "/\\evil.example/",
        "//evil.example/%2e%2e/",
        "/admin//evil.example/",
        "//admin/",
        "//logga-in/",
        "/.//evil.example/",
        "/%0d%0aLocation:%20//evil.example/",
        "/https://evil.example/",
        "/logga-in/%0a",
        "/@evil.example/",
    ],
)
def test_no_path_leads_to_another_house(client, first, path):
    response = client.get(first + path)
    assert response.status_code in (200, 301, 302, 404), response.status_code
    location = response.get("Location", "/")
    assert location.startswith("/"), location
    assert not re.match(r"[/\\]{2}", location), location
    assert "\n" not in location


@pytest.mark.parametrize("path", ["//evil.example/", "/admin/\r\nSet-Cookie: x=1", "/\\evil.example/"])
def test_the_way_out_is_a_path_whatever_the_path_was(path):
    """Asked of the middleware itself: no view answers such a path today."""
    request = RequestFactory().get("/")
    request.path_info, request.region = path, facts.regions_by_slug()["skane"]
    way_out = RegionInPath(lambda _: HttpResponse()).process_view(request, lambda _: HttpResponse(), (), {})
    location = way_out["Location"]
    assert re.match(r"/[^/\\]", location), location
    assert "\n" not in location


# ---- the prefix is put back ----


@pytest.mark.parametrize("path", ["/skane/", "/skane/finns-inte/", "/skane/logga-in/", "/skane", "/skane/sok/?q=%00"])
def test_after_an_answer_links_are_national_again(client, path):
    client.get(path)
    assert get_script_prefix() == "/"
    assert reverse("find_care") == "/hitta-vard/"


def test_a_view_that_fails_puts_the_prefix_back_and_shows_the_error_page(client):
    client.raise_request_exception = False
    response = client.get("/skane/test-500/")
    assert response.status_code == 301  # the page that fails on purpose is national
    seen = []

    def failing(request):
        seen.append((reverse("find_care"), request.path_info, request.region.name))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        RegionInPath(failing)(RequestFactory().get("/skane/vad-som-helst/"))
    assert seen == [("/skane/hitta-vard/", "/vad-som-helst/", "Skåne")]
    assert get_script_prefix() == "/"
    assert reverse("find_care") == "/hitta-vard/"


def test_a_prefix_from_outside_is_the_one_put_back():
    set_script_prefix("/vard/")
    try:
        RegionInPath(lambda request: HttpResponse(reverse("find_care")))(RequestFactory().get("/skane/"))
        assert get_script_prefix() == "/vard/"
    finally:
        set_script_prefix("/")


def test_each_request_has_a_region_or_none(client):
    assert client.get("/").wsgi_request.region is None
    assert client.get("/skane/").wsgi_request.region.code == "12"


# ---- other methods ----


def test_post_to_what_is_national_is_not_found_rather_than_moved(client):
    for path in ("/skane/logga-in/", "/skane/logga-ut/", "/skane/admin/login/"):
        assert client.post(path, {"username": "anna"}).status_code == 404


def test_post_to_a_page_that_is_only_read(client):
    response = client.post("/skane/hitta-vard/", {"q": "Lund"})
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert get_script_prefix() == "/"
