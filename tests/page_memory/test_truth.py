"""Two servers with one database: a change by any road is seen by both, and what has not changed is not asked again."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.conf import settings

from language.analysis import slug
from regions.models import CareUnit
from tests.page_memory.servers import Server
from tests.regions.pages import units_in
from tests.running_parts import Gunicorn, until

pytestmark = pytest.mark.django_db
ARTICLE, IN_SKANE = "/halsfluss/", "/skane/halsfluss/"
FOUND_IN_LUND = "/hitta-vard/?q=v%C3%A5rdcentral+Lund"


@pytest.fixture(scope="module")
def servers(own_database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("servers")
    folder.chmod(0o700)
    servers = [Server(own_database.url, folder) for _ in range(2)]
    yield servers
    for server in servers:
        server.stop()


@pytest.fixture
def sql(own_database):
    """Runs a statement and commits it."""
    with own_database.connect() as line:
        yield line.execute


@pytest.fixture
def seen(servers, capsys):
    """Asks both servers for a page until both show (or no longer show) some words, and prints how long it took."""

    def wait(path, words, shown=True):
        took = max(server.until(lambda s=server: (words in s.text(path)) is shown) for server in servers)
        with capsys.disabled():
            print(f" [seen by both after {took:.2f} s]", end="")

    return wait


def test_a_page_is_answered_from_memory(servers, sql):
    """Proved by a change that the database was kept from telling of."""
    before = [server.text(ARTICLE) for server in servers]
    sql("SET session_replication_role = replica")
    sql("UPDATE articles_topicarea SET name = name || ' – ändrat i tysthet'")
    sql("SET session_replication_role = origin")
    assert [server.text(ARTICLE) for server in servers] == before
    sql("UPDATE articles_topicarea SET name = replace(name, ' – ändrat i tysthet', '')")


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "PATH_INFO", "Script-Name", "Path-Info"])
def test_no_header_moves_the_site_to_another_place(servers, header):
    """Not from this machine either, where gunicorn would believe it: that is where the proxy stands."""
    server = servers[0]
    page = server.text("/feber/")
    moved = server.client.get("/feber/", headers={header: "/feber"})
    assert (moved.status_code, moved.text) == (200, page)
    assert "<h1" in page and server.text("/") != page


def test_plain_sql_is_seen_by_both(servers, sql, seen):
    [server.text(ARTICLE) for server in servers]
    sql("UPDATE articles_topicarea SET name = name || ' och mer'")
    seen(ARTICLE, " och mer")


def test_a_crisis_is_seen_on_every_page_of_its_region_and_on_no_other(servers, sql, seen):
    for path in (IN_SKANE, "/skane/om-oss/", "/halland/om-oss/", FOUND_IN_LUND):
        [server.text(path) for server in servers]
    sql(
        "INSERT INTO regions_regionnotice (region_id, level, title, text, link, starts_at)"
        " VALUES ('12', 'crisis', 'Koka vattnet', 'I hela Skåne.', '', now())"
    )
    for path in (IN_SKANE, "/skane/om-oss/", FOUND_IN_LUND):
        seen(path, "Koka vattnet")
    assert all("Koka vattnet" not in server.text("/halland/om-oss/") for server in servers)
    sql("DELETE FROM regions_regionnotice WHERE title = 'Koka vattnet'")
    for path in (IN_SKANE, FOUND_IN_LUND):
        seen(path, "Koka vattnet", shown=False)


def test_what_another_process_writes_is_seen_in_every_place_that_shows_it(servers, seen, own_database):
    unit = CareUnit.objects.filter(region_id="12").select_related("municipality").order_by("pk")[0]
    municipality = f"/regioner/skane/{slug(unit.municipality.name)}/"
    [server.text(path) for server in servers for path in (unit.get_absolute_url(), municipality)]
    words = f"from regions.models import CareUnit; CareUnit.objects.filter(pk={unit.pk}).update(name='Nytt namn här')"
    environment = os.environ | {"DATABASE_URL": own_database.url}
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", words], cwd=settings.BASE_DIR, env=environment, check=True
    )
    seen(unit.get_absolute_url(), "Nytt namn här")
    seen(municipality, "Nytt namn här")


@pytest.mark.parametrize("path", ["/skane/hitta-vard/", f"/skane{FOUND_IN_LUND}", FOUND_IN_LUND])
def test_a_unit_in_the_list_of_find_care_is_seen_by_both(servers, sql, seen, path):
    [server.text(path) for server in servers for _ in range(2)]
    first = next(iter(units_in(servers[0].client.get(path))))
    sql("UPDATE regions_careunit SET name = 'Nytt i listan' WHERE name = %s", [first])
    seen(path, "Nytt i listan")
    sql("UPDATE regions_careunit SET name = %s WHERE name = 'Nytt i listan'", [first])
    seen(path, "Nytt i listan", shown=False)


def test_a_unit_beside_an_article_is_seen_by_both(servers, sql, seen):
    pages = [server.text(IN_SKANE) for server in servers for _ in range(2)]
    named = re.search(r'<ul class="plain"><li><a href="/skane/mottagning/([^/]+)/"', pages[0])[1]
    sql("UPDATE regions_careunit SET name = 'Nytt bredvid texten' WHERE slug = %s", [named])
    seen(IN_SKANE, "Nytt bredvid texten")


def test_a_page_comes_from_memory_while_every_thread_waits_for_the_database(own_database, sql):
    server = Gunicorn(DATABASE_URL=own_database.url, WEB_THREADS="2", REQUEST_DEADLINE="50")
    waiters = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    try:
        page = server.client.get(ARTICLE).content
        server.client.get("/hitta-vard/?q=apotek+Lund")  # the directory is read; names are looked for in the database
        with own_database.connect() as line, ThreadPoolExecutor(4) as readers:
            line.execute("BEGIN")
            line.execute("LOCK TABLE regions_careunit IN ACCESS EXCLUSIVE MODE")
            care = [
                readers.submit(httpx.get, f"{server.url}/hitta-vard/?q=apoteket+kronan+Lund", timeout=60)
                for _ in range(4)
            ]
            until(lambda: sql(waiters).fetchone()[0] == 2, "the threads do not wait")
            assert [server.client.get(ARTICLE).content for _ in range(5)] == [page] * 5
            assert not any(each.done() for each in care)
            line.execute("ROLLBACK")
            assert [each.result().status_code for each in care] == [200] * 4
    finally:
        server.stop()


def test_who_asks_at_once_while_a_table_is_locked_gets_the_page_as_it_was(servers, sql, own_database):
    server, path = servers[0], "/magsjuka/"
    assert server.status(path) == 200
    with own_database.connect() as line, ThreadPoolExecutor(4) as readers:
        line.execute("BEGIN")
        line.execute("LOCK TABLE articles_article IN ACCESS EXCLUSIVE MODE")
        sql("SELECT pg_notify('vardguiden_pages', 'article')")
        asked = [readers.submit(httpx.get, f"{server.url}{path}", timeout=60) for _ in range(4)]
        answers = [each.result() for each in asked]
        next_one = httpx.get(f"{server.url}{path}", timeout=60)
        line.execute("ROLLBACK")
    assert [(each.status_code, "Age" in each.headers) for each in (*answers, next_one)] == [(200, True)] * 5
    assert max(each.elapsed.total_seconds() for each in answers) < 9  # one wait for the lock, of five seconds
    assert next_one.elapsed.total_seconds() < 2
    server.until(lambda: "Age" not in server.client.get(path).headers)


def test_a_page_that_is_withdrawn_is_gone(servers, sql):
    [server.text("/forkylning/") for server in servers]
    sql("UPDATE articles_article SET live_id = NULL, withdrawn_at = now() WHERE slug = 'forkylning'")
    for server in servers:
        server.until(lambda s=server: s.status("/forkylning/") == 410)


def test_when_the_line_is_cut_nothing_is_missed(servers, sql, seen):
    [server.text("/skane/om-oss/") for server in servers]
    sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE query = 'SELECT 1' AND pid <> pg_backend_pid() AND datname = current_database()"
    )
    sql(
        "INSERT INTO regions_regionnotice (region_id, level, title, text, link, starts_at)"
        " VALUES ('12', 'information', 'Nytt telefonnummer', 'Från i dag.', '', now())"
    )
    seen("/skane/om-oss/", "Nytt telefonnummer")
