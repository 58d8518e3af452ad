"""The database is stopped, killed, silent, closed or locked: readers get a plain page, and the site once it is back."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.running_parts import Gunicorn, until
from vardguiden.embedded_postgres import binaries

pytestmark = pytest.mark.django_db
SEARCH = "/sok/?q=hemligaord"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def gunicorn(postgres):
    # Without the page memory, which would answer for the rest: here it is the rest that is tried.
    server = Gunicorn(DATABASE_URL=postgres.url, PAGE_MEMORY_MB="0", REQUEST_DEADLINE="6", WEB_THREADS="4")
    yield server
    server.stop()


@pytest.fixture
def site(postgres, gunicorn):
    """The site with a database that answers, also when the test before had taken it away."""
    until(lambda: gunicorn.status("/halsfluss/") == 200, gunicorn.printed)
    return gunicorn


def is_the_plain_page(response, title="Tjänsten svarar inte just nu"):
    assert response.status_code == 503, response.text[:500]
    assert response.headers["Retry-After"] == "5"
    assert "no-store" in response.headers["Cache-Control"]
    assert f"<h1>{title}</h1>" in response.text
    assert 'href="tel:112"' in response.text and 'href="tel:1177"' in response.text
    assert "Många artiklar går att läsa" in response.text
    for inside in ("Traceback", "psycopg", "OperationalError", "socket"):
        assert inside not in response.text
    return response.text


def logged(server, since):
    return server.printed()[since:]


@pytest.mark.parametrize("way", ["stop", "kill"])
def test_it_is_gone_and_comes_back(postgres, site, way):
    began = len(site.printed())
    getattr(postgres, way)()
    try:
        for path in (SEARCH, "/halsfluss/", "/skane/halsfluss/", "/redaktion/"):
            response = site.client.get(path, headers={"Cookie": "__Host-sessionid=" + "a" * 32})
            is_the_plain_page(response)
            assert "set-cookie" not in response.headers
        for path in ("/sok.json?q=a", "/oppna-data/mottagningar.json"):
            response = site.client.get(path)
            assert (response.status_code, response.json()["code"]) == (503, "unavailable")
            assert response.headers["Retry-After"] == "5"
        with ThreadPoolExecutor(8) as many:
            assert set(many.map(site.status, [SEARCH] * 100)) == {503}
        assert (site.status("/readyz"), site.status("/healthz"), site.status("/robots.txt")) == (503, 200, 200)
    finally:
        postgres.start()
    until(lambda: site.status("/halsfluss/") == 200, site.printed)
    said = logged(site, began)
    assert "The database does not answer" in said and "The database answers again." in said
    assert len(said.splitlines()) < 20, said
    assert "Traceback" not in said and "hemligaord" not in said


def test_nothing_typed_is_lost_silently(postgres, site):
    words = "Det rosslar i bröstet när jag <andas>"
    with httpx.Client(base_url=site.url, headers=BROWSER) as browser:
        log_in = browser.get("/logga-in/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', log_in.text)[1]
        cookie = {"Cookie": log_in.headers["set-cookie"].split(";")[0]}
        logged_in = {"Cookie": f"{cookie['Cookie']}; __Host-sessionid={'a' * 32}"}
        postgres.stop()
        try:
            title = "Det gick inte att skicka just nu"
            answer = browser.post("/halsfluss/svar/", data={"comment": words, "helpful": "no"})
            page = is_the_plain_page(answer, title)
            staff = {"summary": words, "serial": "4", "csrfmiddlewaretoken": token}
            kept = is_the_plain_page(browser.post("/redaktion/artiklar/1/skriv/", data=staff, headers=logged_in), title)
            secret = {"login": "karin", "password": "hemligt", "csrfmiddlewaretoken": token}
            refused = is_the_plain_page(browser.post("/logga-in/", data=secret, headers=cookie), title)
        finally:
            postgres.start()
        assert "Inget är sparat eller ändrat." in page and "&lt;andas&gt;</textarea>" in page
        assert 'action="/halsfluss/svar/"' in page and 'name="helpful" value="no"' in page
        assert (
            "csrfmiddlewaretoken" not in page and "set-cookie" not in answer.headers
        )  # a reader has no cookie, and gets none
        assert 'name="csrfmiddlewaretoken"' in kept and 'name="serial" value="4"' in kept
        assert "&lt;andas&gt;</textarea>" in kept and "Försök igen" in kept
        assert "bakåtknapp" in refused and "hemligt" not in refused


def test_it_is_silent(postgres, site):
    """The machine is there and answers nothing, as one that swaps, or whose disk has gone."""
    postgres.fall_silent()
    try:
        with ThreadPoolExecutor(8) as many:
            asked = many.map(site.status, [SEARCH, "/halsfluss/"] * 20)
            assert site.status("/healthz") == 200
            assert set(asked) == {503}
        assert site.status("/readyz") == 503
    finally:
        postgres.speak()
    until(lambda: site.status("/halsfluss/") == 200, site.printed)


def test_it_lets_nobody_in(postgres, site):
    name = postgres.name
    admin = [binaries.path_of("psql"), "-h", str(postgres.server.socket_dir), "-U", "postgres", "-d", "postgres", "-c"]
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    subprocess.run([*admin, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"], check=True, capture_output=True)
    try:
        subprocess.run([*admin, end], check=True, capture_output=True)
        is_the_plain_page(site.client.get(SEARCH))
    finally:
        subprocess.run([*admin, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"], check=True, capture_output=True)
    until(lambda: site.status("/halsfluss/") == 200, site.printed)


def test_backends_that_are_ended_cost_no_reader_an_error(postgres, site):
    assert [site.status("/halsfluss/") for _ in range(8)] == [200] * 8
    postgres.sql("SELECT pg_terminate_backend(pid, 10_000) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert [site.status("/halsfluss/") for _ in range(8)] == [200] * 8


def test_a_locked_table_holds_up_nobody_for_long(postgres, site):
    began = len(site.printed())
    lock = "BEGIN; LOCK TABLE articles_article; SELECT pg_sleep(60)"
    command = [binaries.path_of("psql"), "-h", str(postgres.server.socket_dir), "-U", "postgres", "-d", postgres.name]
    holder = subprocess.Popen([*command, "-c", lock], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        waits = (
            "SELECT count(*) FROM pg_locks WHERE relation = 'articles_article'::regclass AND mode LIKE 'AccessExcl%'"
        )
        until(lambda: postgres.sql(waits) == "1", "nobody has locked it")
        # The log says it of the first, or of the next, when it has just told of an outage before.
        until(
            lambda: is_the_plain_page(site.client.get("/halsfluss/")) and "lock timeout" in logged(site, began), "word"
        )
        assert site.status("/readyz") == 200
    finally:
        postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)'")
        holder.wait()
    until(lambda: site.status("/halsfluss/") == 200, site.printed)
    assert "lock timeout" in logged(site, began)


def test_an_answer_that_is_sent_as_it_is_made_becomes_a_page_while_it_can(postgres, site):
    postgres.stop()
    try:
        for path in ("/oppna-data/mottagningar.ndjson", "/oppna-data/mottagningar.csv"):
            assert site.status(path) == 503
    finally:
        postgres.start()
