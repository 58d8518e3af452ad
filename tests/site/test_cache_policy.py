"""A public page is one cacheable document for all; searches, personal pages and errors no one keeps. Strict headers."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from tests.cast import person, staff

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
PUBLIC = [
    "/",
    "/halsfluss/",
    "/skane/halsfluss/",
    "/halsfluss.json",
    "/halsfluss/tack/",
    "/sok/",
    "/sok/?utm_source=brev&fbclid=1",
    "/sok.json?q=hosta",
    "/hitta-vard/",
    "/hitta-vard.json?q=Lund",
    "/a-o/",
    "/amne/infektioner/",
    "/regioner/skane/",
    "/om-oss/",
    "/personuppgifter/",
    "/tillganglighet/",
    "/designsystem/",
    "/nytt.xml",
    "/sitemap.xml",
    "/sitemap-texter.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/.well-known/security.txt",
]
ASKED_FOR = [
    "/sok/?q=hiv",
    "/skane/sok/?q=hiv",
    "/en/sok/?q=hiv",
    "/sok/?utm_source=brev&q=hiv",
    "/forslag/?q=hi",
    "/en/forslag/?q=hi",
    "/hitta-vard/?q=Lund",
    "/hitta-vard/?plats=55.70,13.19",
    "/hitta-vard/karta/?q=Lund",
    "/hitta-vard/forslag/?q=Lu",
    "/forkylning/andringar/?fran=1&till=2",
    "/sok?q=hiv",
    "/skane?q=hiv",
]
MOVED = ["/skane", "/halsfluss", "/skane/logga-in/", "/skane/robots.txt"]
# What a browser may still have of an earlier log-in, and of other sites on the same name.
OLD_COOKIES = f"_ga=1; __Host-sessionid={'a' * 32}; __Host-csrftoken={'b' * 32}"
PERSONAL = ["account_login", "login_help", "account_logout", "account", "mfa_index", "account_change_password"]


@pytest.fixture
def site(library, client):
    """A reader's browser on a site with texts. The clock stands still, so that nothing opens or closes in between."""
    return client


@pytest.fixture
def karin_at_work():
    client = Client()
    client.force_login(staff("karin", Role.EDITOR), backend=BACKEND)
    return client


# ---- public pages ----


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_may_be_kept_by_any_cache(site, path):
    response = site.get(path)
    assert response.status_code == 200
    policy = response["Cache-Control"]
    assert policy.startswith("public, max-age=")
    assert 1 <= int(re.search(r"max-age=(\d+)", policy)[1]) <= 3600
    assert "stale-if-error" in policy
    assert not response.cookies
    assert "Set-Cookie" not in response
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_that_has_not_changed_is_not_sent_again(site, path, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    first = site.get(path)
    assert re.fullmatch(r'(?:W/)?"[0-9a-f]{32}"', first["ETag"])
    again = site.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert site.get(path, headers={"if-none-match": '"annat"'}).status_code == 200


@pytest.mark.parametrize("path", PUBLIC)
def test_head_answers_as_get_without_the_page(site, path, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    get, head = site.get(path), site.head(path)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("Cache-Control", "Content-Type", "ETag"):
        assert head[name] == get[name]


@pytest.mark.parametrize("path", ASKED_FOR)
def test_what_a_reader_asks_for_is_kept_by_no_one(site, path):
    for client in (site, Client(headers={"cookie": OLD_COOKIES})):
        response = client.get(path)
        assert response.status_code in (200, 301, 302)
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response
        assert not response.cookies


@pytest.mark.parametrize("path", PUBLIC)
def test_everyone_gets_the_same_bytes(site, karin_at_work, path, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    anonymous, at_work = site.get(path), karin_at_work.get(path)
    assert anonymous.content == at_work.content
    assert anonymous["ETag"] == at_work["ETag"]
    assert anonymous["Cache-Control"] == at_work["Cache-Control"]
    with_cookies = Client(headers={"cookie": OLD_COOKIES}).get(path)
    assert with_cookies.content == anonymous.content
    assert with_cookies["Cache-Control"] == anonymous["Cache-Control"]
    assert not with_cookies.cookies


@pytest.mark.parametrize("path", ["/halsfluss/", "/skane/halsfluss/", "/hitta-vard/?q=Lund", "/sok/?q=hosta"])
def test_nothing_of_the_reader_changes_the_page(site, path, time_machine):
    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    plain = site.get(path).content
    for headers in ({"accept-language": "en"}, {"user-agent": "Mozilla"}, {"referer": "http://x/"}, {"dnt": "1"}):
        assert site.get(path, headers=headers).content == plain


def test_an_answer_to_htmx_is_told_apart_by_caches_or_is_the_same(site):
    for path in ("/forslag/?q=ho", "/sok/?q=hosta", "/hitta-vard/?q=Lund"):
        plain, htmx = site.get(path), site.get(path, headers={"hx-request": "true"})
        assert plain.content == htmx.content or "hx-request" in plain["Vary"].lower()


def test_the_page_changes_its_tag_when_its_text_does(site, time_machine):
    from articles.models import Article

    time_machine.move_to("2026-03-10T10:00+01:00", tick=False)
    before = site.get("/a-o/")["ETag"]
    Article.objects.filter(slug="yrsel").update(live=None)
    assert site.get("/a-o/")["ETag"] != before


@pytest.mark.parametrize("path", MOVED)
def test_a_lasting_redirect_may_be_kept(site, path):
    response = site.get(path)
    assert response.status_code in (301, 302)
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


def test_compression_keeps_the_page(site):
    response = site.get("/halsfluss/", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "accept-encoding" in response["Vary"].lower()
    assert response["ETag"].startswith('W/"')
    again = site.get("/halsfluss/", headers={"accept-encoding": "gzip", "if-none-match": response["ETag"]})
    assert again.status_code == 304


# ---- errors and forms ----


@pytest.mark.parametrize("path", ["/finns-inte/", "/skane/finns-inte/", "/hitta-vard/?typ=x", "/finns-inte.json"])
def test_an_error_is_kept_by_no_one(site, path):
    response = site.get(path)
    assert response.status_code in (400, 404)
    assert response["Cache-Control"] in ("no-store", "private, no-store")
    assert not response.cookies


def test_an_answer_to_a_form_is_kept_by_no_one(site):
    for data in ({"helpful": "ja"}, {}):
        assert "no-store" in site.post("/halsfluss/svar/", data)["Cache-Control"]


# ---- personal pages ----


@pytest.mark.parametrize("name", PERSONAL)
def test_a_personal_page_is_kept_by_no_one(karin_at_work, name):
    for client in (Client(), karin_at_work):
        response = client.get(reverse(name))
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


def test_the_administration_is_kept_by_no_one(karin_at_work):
    responses = [karin_at_work.get("/admin/")]  # leads to her own page: there is nothing for her there
    User.objects.filter(username="karin").update(is_superuser=True)
    responses.append(karin_at_work.get("/admin/"))
    assert [response.status_code for response in responses] == [302, 200]
    for response in responses:
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
    assert "no-store" in Client().get("/admin/")["Cache-Control"]


def test_logging_in_sets_cookies_that_are_strict():
    person("anna", password="en lång mening att minnas")
    response = Client().post(
        reverse("account_login"), {"login": "anna", "password": "en lång mening att minnas"}, secure=True
    )
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert cookie["secure"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]


# ---- headers on every kind of answer ----

KINDS = {
    "page": ("get", "/halsfluss/"),
    "json": ("get", "/halsfluss.json"),
    "xml": ("get", "/sitemap.xml"),
    "text": ("get", "/robots.txt"),
    "redirect": ("get", "/skane"),
    "not modified": ("get", "/om-oss/"),
    "not found": ("get", "/finns-inte/"),
    "wrong method": ("post", "/halsfluss/"),
    "bad request": ("get", "/hitta-vard/?typ=x"),
    "log in": ("get", "/logga-in/"),
    "closed": ("get", "/konto/"),
    "administration": ("get", "/admin/"),
    "healthz": ("get", "/healthz"),
    "readyz": ("get", "/readyz"),
    "fault": ("get", "/test-500/"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_security_headers_on_every_kind_of_answer(site, kind):
    method, path = KINDS[kind]
    client = Client(raise_request_exception=False)
    headers = {"if-none-match": client.get(path)["ETag"]} if kind == "not modified" else {}
    response = getattr(client, method)(path, headers=headers)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Permissions-Policy"].count("=()") >= 6
    policy = directives(response)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    everything = {source for sources in policy.values() for source in sources}
    assert everything <= {"'self'", "'none'", "data:"}
    if kind not in ("healthz", "readyz"):
        assert response["X-Frame-Options"] == "DENY"
    for name in ("Server", "X-Powered-By"):
        assert name not in response


def directives(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def test_over_https_browsers_are_told_to_stay_there(site):
    strict = site.get("/", secure=True)["Strict-Transport-Security"]
    assert int(re.search(r"max-age=(\d+)", strict)[1]) >= 365 * 24 * 3600
    assert "includeSubDomains" in strict
