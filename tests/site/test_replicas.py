"""Public pages are read from a streaming replica, made by PostgreSQL's own pg_basebackup, and nobody notices."""

import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.middleware import is_open
from articles.models import SearchMiss
from regions.models import RegionNotice
from tests.site.scaled_out import TOKEN, Pair, Site, until
from tests.test_house import views

STAFF = {"Cookie": f"{settings.SESSION_COOKIE_NAME}=of-someone"}
OF_THE_PRIMARY = "/oppna-data/mottagningar/andringar.json"
TITLE = "Bussarna går inte i dag"


@pytest.fixture(scope="module")
def pair(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        made = Pair(connection.settings_dict["NAME"])
    yield made
    made.remove()


@pytest.fixture(scope="module")
def sites(pair):
    """One that reads replicas however old they are, so that one sees which was read; and one as they are run, with the
    page memory."""
    started = [Site(pair, "patient", max_lag=36_000, page_memory=0), Site(pair, "strict", max_lag=1, page_memory=64)]
    try:
        yield [site.wait() for site in started]
    finally:
        for site in started:
            site.stop()


@pytest.fixture
def patient(sites):
    return sites[0]


@pytest.fixture
def strict(sites):
    return sites[1]


@pytest.fixture
def written(django_db_blocker):
    """What a test has committed, and what is taken away again."""
    with django_db_blocker.unblock():
        yield
        RegionNotice.objects.filter(title=TITLE).delete()
        SearchMiss.objects.filter(term="xyzzyplugh").delete()
        connection.close()


@pytest.fixture
def paused(pair, written):
    """The replica stands still while the primary gets a notice, which is thus on the primary alone."""
    pair.pause()
    RegionNotice.objects.create(region_id="12", title=TITLE, starts_at=timezone.now())
    yield
    pair.resume()


def told(site, **headers):
    status, text = site.get("/skane/", **headers)
    assert status == 200
    return TITLE in text


def test_readers_read_the_replica_and_staff_what_they_have_written(patient, paused, pair):
    assert not told(patient)
    assert told(patient, **STAFF)
    pair.resume()
    assert told(patient)


def test_a_change_that_is_known_of_is_read_at_once(patient, paused, pair):
    assert not told(patient)
    patient.get("/must-have?" + pair.primary.ask("SELECT pg_current_wal_flush_lsn()"))
    assert told(patient)


def test_a_replica_that_lags_is_left(strict, pair):
    pair.pause()
    pair.primary.ask("SELECT pg_logical_emit_message(false, '', 'something', true)")
    until(lambda: not strict.reads_the_replica(), "a page from the primary")
    pair.resume()
    until(strict.reads_the_replica, "a page from the replica, with all that the primary has")


def test_what_a_search_did_not_find_is_counted_on_the_primary(patient, written):
    status, text = patient.get("/sok/?q=xyzzyplugh")
    assert (status, "xyzzyplugh" in text) == (200, True)
    assert SearchMiss.objects.get(term="xyzzyplugh").count == 1
    assert "in the middle of a page" not in patient.log.read_text()  # the replica was not asked to write


def test_a_replica_killed_while_many_read_is_no_fault_to_them_and_is_read_again(strict, pair):
    stop = threading.Event()

    def read():
        answers = []
        while not stop.is_set():
            answers += [
                strict.get(path)[0] for path in ("/skane/", "/skane/?past", "/halsfluss/?past", "/sok/?q=feber")
            ]
        return answers

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            until(strict.reads_the_replica, "readers")
            pair.kill()
            strict.get("/skane/")
            pair.primary.go_on()
            pair.start_again()
            until(strict.reads_the_replica, "readers of the replica that has come back")
        finally:
            stop.set()
    answers = [status for reader in readers for status in reader.result()]
    assert set(answers) == {200}
    assert "Traceback" not in strict.log.read_text()


def test_a_replica_that_hangs_holds_nobody_for_long(strict, pair):
    until(strict.reads_the_replica, "readers")
    pair.signal(signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert {status for status, _ in pool.map(strict.get, ["/skane/?past"] * 12)} == {200}
    finally:
        pair.signal(signal.SIGCONT)


def test_metrics_tell_of_a_replica_and_answer_while_it_hangs(strict, pair):
    def told_of(name):
        status, text = strict.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        assert "vardguiden_database_up 1.0" in text
        return dict(re.findall(r"^vardguiden_replica_(\w+)\{.*\} (.+)$", text, re.MULTILINE)).get(name)

    until(lambda: told_of("up") == "1.0", "the replica")
    assert float(until(lambda: told_of("lag_seconds"), "how far it is behind")) >= 0
    pair.signal(signal.SIGSTOP)
    try:
        until(lambda: told_of("up") == "0.0", "word that it hangs")
        assert told_of("lag_seconds") is None
    finally:
        pair.signal(signal.SIGCONT)
    until(lambda: told_of("up") == "1.0", "the replica again")


def test_a_page_in_memory_tells_of_a_change_that_no_replica_has(strict, pair, written):
    assert not told(strict)
    pair.pause()
    RegionNotice.objects.create(region_id="12", title=TITLE, starts_at=timezone.now())
    until(lambda: told(strict), "the notice, which nothing but the primary has")
    assert told(strict)
    pair.resume()


def test_public_pages_are_read_while_the_primary_is_gone(strict, pair):
    pair.level()
    until(strict.reads_the_replica, "a page from the replica")
    strict.close()
    try:
        until(lambda: strict.get("/readyz")[0] == 503, "the loss to be noticed")
        for _ in range(2):
            for path in ("/skane/", "/halsfluss/", "/hitta-vard/", "/sok/?q=feber", "/sok/?q=xyzzyplugh"):
                assert strict.get(path)[0] == 200, path
            until(lambda: strict.get(OF_THE_PRIMARY)[0] == 503, "a plain word that the primary is gone")
        until(lambda: strict.get("/halsfluss/", **STAFF)[0] == 200, "the page, as any reader gets it")
    finally:
        strict.open()
    until(lambda: strict.get(OF_THE_PRIMARY)[0] == 200, "the primary")


@pytest.mark.django_db  # so that the tests' database is made also when nothing but this file is run
def test_only_pages_that_no_form_leads_to_and_that_only_read_are_marked():
    marked = {name: view for name, view in views() if getattr(view, "from_a_replica", False)}
    assert {"home", "article", "unit", "find_care", "search", "sitemap", "open_units", "unit_card"} <= set(marked)
    assert all(is_open(view) for view in marked.values())
    # A feed of changes asks what is being written just now; a report's outcome is shown as soon as it is sent.
    feeds = {"open_units_changes", "open_articles_changes", "open_units_bulk", "open_articles_bulk"}
    forms = {"report", "report_outcome", "feedback", "confirm_by_link", "review_by_link", "readyz"}
    assert not (feeds | forms) & set(marked)
