"""The database is gone: find care goes on with the care units that the process knows, and says from when."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.regions.pages import units_in
from tests.running_parts import Gunicorn, until

pytestmark = pytest.mark.django_db
LUND = "/hitta-vard/?q=v%C3%A5rdcentral+Lund"
OLD = "Vi har ett tekniskt fel"
STAFF = {"Cookie": "__Host-sessionid=" + "a" * 32}


@pytest.fixture(scope="module", params=[{"PAGE_MEMORY_MB": "0"}, {}], ids=["Django alone", "behind the page memory"])
def site(postgres, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copies")
    folder.chmod(0o700)
    server = Gunicorn(DATABASE_URL=postgres.url, PAGE_COPIES_DIR=str(folder), WEB_CONCURRENCY="1", **request.param)
    until(lambda: server.status("/halsfluss/") == 200, server.printed)
    yield server
    server.stop()


@pytest.fixture
def asked_before(site):
    """A page of find care from before the outage."""
    page = site.client.get(LUND)
    assert page.status_code == 200
    assert OLD not in page.text
    return page


def test_it_answers_with_what_it_knows_and_says_so(postgres, site, asked_before):
    postgres.stop()
    try:
        until(lambda: OLD in site.client.get(LUND).text, site.printed)
        page = site.client.get(LUND)
        assert list(units_in(page)) == list(units_in(asked_before))
        assert "Sidan visas som den var den" in page.text and "ring före ett besök" in page.text
        assert page.headers["Cache-Control"] == "private, no-store"
        assert site.client.get(LUND, headers=STAFF).status_code == 200
        for path in (
            "/skane/hitta-vard/?typ=apotek&oppet=nu",
            "/hitta-vard/karta/?q=Lund",
            "/hitta-vard/?q=413+01&sida=2",
        ):
            assert site.status(path) == 200
        answer = site.client.get("/hitta-vard.json?q=apotek+Malm%C3%B6")
        assert answer.json()["units"] and answer.json()["as_of"]
        assert answer.headers["Cache-Control"] == "no-cache"
        with ThreadPoolExecutor(8) as many:
            assert set(many.map(site.status, [LUND, "/hitta-vard/?q=Kiruna&oppet=nu"] * 20)) == {200}
        # Words of names are looked for in the database.
        assert site.status("/hitta-vard/?q=mottagningen+kronan+Lund") == 503
        assert "Traceback" not in site.printed()
    finally:
        postgres.start()
    until(lambda: OLD not in site.client.get(LUND).text, site.printed)
    page = site.client.get(LUND)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    assert site.client.get("/hitta-vard.json?q=apotek+Malm%C3%B6").json()["as_of"] is None


def test_a_change_made_after_the_outage_is_seen(postgres, site, asked_before):
    first = next(iter(units_in(asked_before)))
    postgres.stop()
    until(lambda: OLD in site.client.get(LUND).text, site.printed)
    postgres.start()
    postgres.sql(f"UPDATE regions_careunit SET name = 'Efter avbrottet' WHERE name = '{first}'")
    until(lambda: OLD not in site.client.get(LUND).text, site.printed)
    assert "Efter avbrottet" in units_in(site.client.get(LUND))
    postgres.sql(f"UPDATE regions_careunit SET name = '{first}' WHERE name = 'Efter avbrottet'")
