"""Whatever goes wrong, the answer is a page in Swedish with a way on, the right status, and nothing from inside."""

import json
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from tests.cast import person, staff

pytestmark = pytest.mark.django_db
INSIDES = (
    "Traceback",
    "django.",
    "Django",
    "psycopg",
    "/work/",
    "site-packages",
    "SECRET_KEY",
    "DEBUG",
    "urlpatterns",
    "Exception",
)


def is_a_page(response, status, title):
    """That the answer is an error page: Swedish, with 112 and 1177, no insides, kept by no cache."""
    html = response.content.decode()
    assert response.status_code == status
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="sv">' in html
    assert html.count("<h1") == 1
    assert title in re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)[1]
    assert title in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    for part in INSIDES:
        assert part not in html
    assert 'href="tel:112"' in html
    assert re.search(r'href="/(?:skane/)?"', html)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    return html


def in_the_look(html):
    assert 'class="masthead"' in html
    assert 'href="/static/css/tokens.css"' in html
    assert 'class="foot"' in html


def test_404(client):
    html = is_a_page(client.get("/finns-inte/"), 404, "Sidan finns inte")
    in_the_look(html)
    assert 'role="search"' in html
    assert 'href="/a-o/"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "canonical" not in html


@pytest.mark.parametrize(
    "path",
    [
        "/finns-inte",
        "/finns/inte/alls/",
        "/skane/finns-inte/",
        "/%00/",
        "/%FF%FE/",
        "/../../etc/passwd",
        "/halsfluss/%3Cscript%3E/",
        "/static/finns-inte.css",
        "/.env",
        "/wp-login.php",
        "/finns-inte/?q=<script>alert(1)</script>",
        "/mottagning/finns-inte/",
        "/regioner/skane/finns-inte/",
        "/" + "a" * 3000 + "/",
        "/å/ä/ö/",
    ],
)
def test_any_address_that_is_not_there_gets_the_page(library, client, path):
    response = client.get(path, follow=True)
    html = is_a_page(response, 404, "Sidan finns inte")
    assert "<script>alert" not in html


def test_404_in_a_region_keeps_the_reader_there(client):
    html = client.get("/skane/finns-inte/").content.decode()
    assert 'href="/skane/a-o/"' in html
    assert 'href="/skane/hitta-vard/"' in html


@pytest.mark.parametrize("path", ["/halsfluss/", "/", "/sok/?q=hosta", "/sok.json", "/robots.txt", "/skane/a-o/"])
def test_405(library, client, path):
    response = client.post(path)
    in_the_look(is_a_page(response, 405, "Så kan sidan inte användas"))
    assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


def test_400_for_a_host_that_is_not_ours(client):
    response = client.get("/", headers={"host": "evil.example"})
    html = is_a_page(response, 400, "Adressen gick inte att läsa")
    assert "evil.example" not in html


def test_400_for_a_form_that_is_too_large(library, client):
    response = client.post("/halsfluss/svar/", {"comment": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert response.status_code in (400, 413)
    is_a_page(response, response.status_code, "")


def test_400_for_a_form_with_too_many_fields(library, client):
    response = client.post(
        "/halsfluss/svar/", {f"f{n}": "1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 5)}
    )
    assert response.status_code in (400, 413)
    is_a_page(response, response.status_code, "")


def test_500_tells_nothing_and_needs_nothing():
    client = Client(raise_request_exception=False)
    html = is_a_page(client.get("/test-500/?q=hemligt"), 500, "Något gick fel")
    assert "hemligt" not in html
    assert "A fault made on purpose" not in html
    assert 'href="tel:1177"' in html


def test_503_without_a_database():
    client = Client(raise_request_exception=False)
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        response = client.get("/halsfluss/")
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    html = is_a_page(response, 503, "Tjänsten svarar inte just nu")
    assert response["Retry-After"] == "5"
    assert 'href="tel:1177"' in html


def test_the_page_that_fails_on_purpose_is_not_in_real_use(settings):
    urls = (settings.BASE_DIR / "vardguiden/urls.py").read_text(encoding="utf-8")
    assert re.search(r"if settings\.DEMO:\n\s+urlpatterns\.insert\(0, path\(\"test-500/\"", urls)


def test_403_for_a_closed_page(client):
    client.force_login(person("anna"), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/admin/", follow=True)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Du har inte tillgång till sidan" in html
    assert "no-store" in response["Cache-Control"]
    in_the_look(html)


def test_403_for_a_form_without_its_token():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(reverse("account_login"), {"login": "karin", "password": "x"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Formuläret kunde inte skickas" in html
    assert "CSRF" not in html
    assert "Ladda sedan om sidan" in html
    assert "no-store" in response["Cache-Control"]
    in_the_look(html)


def test_staff_see_the_same_404(client):
    anonymous = client.get("/finns-inte/").content
    client.force_login(staff("karin", Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/finns-inte/").content == anonymous


def test_an_error_page_may_not_fail_itself(client):
    """In the frame of an error page nothing is asked of the database."""
    with CaptureQueriesContext(connection) as queries:
        client.get("/finns/inte/alls/")
    assert len(queries) == 0


def test_json_errors_are_json(client):
    response = client.get("/hitta-vard.json", {"typ": "finns-inte"})
    assert response.status_code == 400
    assert json.loads(response.content)["errors"]["typ"] == ["Den typen av vård finns inte. Välj en i listan."]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "BREW"])
def test_strange_methods(library, client, method):
    response = client.generic(method, "/halsfluss/")
    assert response.status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "xx-yy;q=nonsense"},
        {"accept": "application/x-nonsense"},
        {"if-none-match": '"'},
        {"if-modified-since": "i går"},
        {"range": "bytes=abc"},
        {"cookie": "__Host-sessionid=" + "a" * 3000},
        {"cookie": "åäö=;;;="},
        {"x-forwarded-for": "'; DROP TABLE x; --"},
        {"hx-request": "true", "hx-current-url": "\x01"},
        {"content-type": "multipart/form-data"},
    ],
    ids=lambda headers: "-".join(headers),
)
def test_strange_headers(library, client, headers):
    assert client.get("/halsfluss/", headers=headers).status_code == 200
