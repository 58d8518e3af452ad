"""Without a database the door turns readers away as Django would: with its headers, and not from what needs none."""

import pytest

from tests.running_parts import Gunicorn, until

OURS = {"Host": "vard.example", "X-Forwarded-Proto": "https"}
# What each page is told by the settings alone.
FIXED = {
    *("strict-transport-security", "content-security-policy", "x-content-type-options", "x-frame-options"),
    *("referrer-policy", "cross-origin-opener-policy", "permissions-policy"),
}


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    nowhere = "postgres://nobody@127.0.0.1:1/none"
    server = Gunicorn(DATABASE_URL=nowhere, SITE_URL="https://vard.example", PAGE_COPIES_DIR=str(folder))
    until(lambda: server.client.get("/halsfluss/", headers=OURS).status_code == 503, server.printed)
    until(lambda: server.client.get("/om-oss/", headers=OURS).status_code == 503, server.printed)  # that needs none
    yield server
    server.stop()


def test_the_page_has_the_headers_of_every_page(gunicorn):
    by_django = gunicorn.client.post("/halsfluss/svar/", headers=OURS)
    by_the_door = gunicorn.client.get("/halsfluss/", headers=OURS)
    assert set(by_the_door.headers) >= FIXED
    assert {name: by_the_door.headers[name] for name in FIXED} == {name: by_django.headers[name] for name in FIXED}
    assert by_the_door.headers["Retry-After"] == "5"
    assert "112" in by_the_door.text


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/halsfluss", "/halsfluss/"),
        ("/skane", "/skane/"),
        ("/skane/halsfluss", "/skane/halsfluss/"),
        ("/halsfluss?a=1", "/halsfluss/?a=1"),
    ],
)
def test_an_address_without_its_slash_leads_on(gunicorn, path, leads_to):
    answer = gunicorn.client.get(path, headers=OURS)
    assert (answer.status_code, answer.headers.get("Location")) == (301, leads_to)


def test_http_leads_to_https(gunicorn):
    for path in ("/halsfluss/", "/halsfluss/?a=1"):
        answer = gunicorn.client.get(path, headers=OURS | {"X-Forwarded-Proto": "http"})
        assert (answer.status_code, answer.headers["Location"]) == (301, f"https://vard.example{path}")


def test_another_host_is_refused(gunicorn):
    assert gunicorn.client.get("/halsfluss/", headers=OURS | {"Host": "annan.example"}).status_code == 400


def test_what_is_no_address_without_its_slash_is_turned_away(gunicorn):
    for path in ("/halsfluss.json", "/sitemap.xml", "/sok/?q=a", "/skane/"):
        assert gunicorn.client.get(path, headers=OURS).status_code == 503
