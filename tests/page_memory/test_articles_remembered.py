"""An article's page that is built anew asks for the article only when an article has changed, and then it does."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from page_memory.door import SHOWN
from page_memory.heard import heard
from page_memory.shown import CHANNEL, Shown
from regions import prepared
from tests.page_memory.hearing import told_of

pytestmark = pytest.mark.django_db
NATIONAL, IN_SKANE, IN_HALLAND = "/halsfluss/", "/skane/halsfluss/", "/halland/halsfluss/"  # Skåne adds to it
SAYS_SKANE = "Halsfluss: sök där det är närmast i Skåne"
HALSFLUSS = "(SELECT id FROM articles_article WHERE slug = 'halsfluss' AND language = 'sv' AND region_id IS NULL)"


@pytest.fixture(scope="module")
def line(own_database):
    with own_database.connect() as line:
        line.execute(f"LISTEN {CHANNEL}")
        yield line


@pytest.fixture(autouse=True)
def hearing(monkeypatch):
    """A process that hears of each change, and has nothing yet."""
    monkeypatch.setattr(heard, "_contact", SimpleNamespace(is_current=lambda: True))
    monkeypatch.setattr(prepared, "_kept", {})


@pytest.fixture
def built(own_database, django_db_blocker):
    """The page as the memory has it built, and how many times the articles were asked for. In a thread of its own: its
    connection stands in no transaction."""

    def build(path, shown):
        with django_db_blocker.unblock(), CaptureQueriesContext(connection) as asked:
            response = Client().get(path, HTTP_X_FORWARDED_PROTO="https", **({SHOWN: shown} if shown else {}))
        connection.close()
        return response.content.decode(), sum("articles_article" in each["sql"] for each in asked.captured_queries)

    with ThreadPoolExecutor(max_workers=1) as thread:
        yield lambda path, for_all=True: thread.submit(build, path, Shown() if for_all else None).result()


@pytest.fixture
def change(line):
    """Commits a statement and hears of it; the next one is committed when the test is over."""
    backs = []

    def commit(statement, back):
        backs.append(back)
        for each in told_of(line, (statement,)):
            heard.change(each)

    yield commit
    for back in backs:
        line.execute(back)


ADDED_WORDS = (
    f"UPDATE articles_synonym SET text = text || ' i ny form' WHERE kind = 'name' AND article_id = {HALSFLUSS}",
    "UPDATE articles_synonym SET text = replace(text, ' i ny form', '')",
)
MOVED = "UPDATE articles_article SET region_id = '{1}' WHERE region_id = '{0}' AND adds_to_id = " + HALSFLUSS
IN_HALLAND_INSTEAD = (MOVED.format(12, 13), MOVED.format(13, 12))


def test_a_page_that_is_built_anew_asks_for_no_article(built):
    first, times = built(NATIONAL)
    assert times > 0
    assert built(NATIONAL) == (first, 0)


def test_all_regions_that_have_written_nothing_there_share_one_answer(built):
    built(IN_HALLAND)
    assert built(NATIONAL)[1] == 0
    assert SAYS_SKANE in built(IN_SKANE)[0]
    assert SAYS_SKANE not in built(IN_HALLAND)[0]


@pytest.mark.parametrize("path", [NATIONAL, IN_SKANE, IN_HALLAND])
def test_what_changes_is_asked_for(built, change, path):
    assert "i ny form" not in built(path)[0]
    change(*ADDED_WORDS)
    text, times = built(path)
    assert "i ny form" in text
    assert times > 0


def test_what_a_region_begins_to_write_and_no_longer_writes_is_seen(built, change):
    assert [SAYS_SKANE in built(path)[0] for path in (IN_SKANE, IN_HALLAND)] == [True, False]
    change(*IN_HALLAND_INSTEAD)
    assert [SAYS_SKANE in built(path)[0] for path in (IN_SKANE, IN_HALLAND)] == [False, True]


def test_what_is_withdrawn_is_gone(built, change, line, monkeypatch):
    live, of = line.execute(f"SELECT live_id, id FROM articles_article WHERE id = {HALSFLUSS}").fetchone()
    assert "MedicalWebPage" in built(NATIONAL)[0]
    # What is like an address that is gone is looked for in what another thread begins to read, and reads on after this.
    monkeypatch.setattr("vardguiden.views.mistyped.named_or_near", lambda said: [])
    live_is = "UPDATE articles_article SET live_id = {} WHERE id = {}".format
    change(live_is("NULL", of), live_is(live, of))
    assert "MedicalWebPage" not in built(NATIONAL)[0]


def test_who_is_given_no_page_from_the_memory_sees_what_they_have_just_published(built, line):
    """Also before this process has heard of it."""
    built(NATIONAL)
    line.execute(ADDED_WORDS[0])
    try:
        assert "i ny form" not in built(NATIONAL)[0]
        assert "i ny form" in built(NATIONAL, for_all=False)[0]
    finally:
        line.execute(ADDED_WORDS[1])
