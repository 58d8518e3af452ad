"""What a page shows cannot change without the page being forgotten: not by the hand of anyone, nor by the clock."""

import os
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from articles import subjects as articles
from page_memory.door import SHOWN
from page_memory.pages import Page, Pages
from page_memory.shown import CHANNEL, Shown, Subject, named
from regions import subjects as regions
from regions.models import CareUnit
from tests.page_memory.hearing import told_of
from tests.test_access import OPEN

pytestmark = pytest.mark.django_db  # so that the loaded database is made; changes are committed in a copy of it
SWEDEN = ZoneInfo("Europe/Stockholm")
NOT_TABLES = {
    "articles_revisionpart",
    "articles_unsigned",
    "articles_is_known",
    "articles_reviews_that_hold",
    "regions_unit_documents",
}
SUBJECTS = [each for each in (*articles.ALL, *regions.ALL) if isinstance(each, Subject)]
TABLES = sorted({table for subject in SUBJECTS for table in subject.tables} - NOT_TABLES)
# Another value than the one that is there, by the column's type. What the database refuses cannot happen by any road.
OTHER = {
    "text": "{0} || 'x'",
    "character varying": "{0} || 'x'",
    "integer": "{0} + 1",
    "smallint": "{0} + 1",
    "bigint": "{0} + 1",
    "numeric": "{0} + 1",
    "double precision": "{0} + 1",
    "boolean": "NOT {0}",
    "date": "{0} + 1",
    "timestamp with time zone": "{0} - interval '1 day'",
    "time without time zone": "{0} + interval '7 minutes'",
    "ARRAY": "{0}[2:]",
}
ROWS = 3  # of each table, spread over it, and as many of what the pages are about
OF_THE_PAGES = {
    "article_id": "SELECT id FROM articles_article WHERE slug = 'halsfluss'",
    "adds_to_id": "SELECT id FROM articles_article WHERE slug = 'halsfluss'",
    "revision_id": "SELECT live_id FROM articles_article WHERE slug = 'halsfluss'",
    "review_id": "SELECT review.id FROM articles_review AS review JOIN articles_article AS article"
    " ON article.live_id = review.revision_id WHERE article.slug = 'halsfluss'",
    "unit_id": "SELECT id FROM regions_careunit WHERE region_id = '12' ORDER BY id LIMIT 1",
    "region_id": "'12'",
    "code": "'12'",
}
SHARE = int(
    os.environ.get("PAGE_CHANGES_SHARE", "8")
)  # each page is looked at after one change of so many; 1: after all


class Taken(Shown):
    """A page, and what it has taken down while it was built."""

    def __init__(self, path):
        super().__init__()
        self.path, self.tables = path, set()
        response = Client().get(path, **{SHOWN: self, "HTTP_X_FORWARDED_PROTO": "https"})
        public = response.get("Cache-Control", "").startswith("public") and not response.streaming
        self.is_kept = response.status_code == 200 and public and self.is_the_same_for_all
        self.body = response.content if self.is_kept else b""

    def watch(self, execute, sql, params, many, context):
        self.tables |= named(sql)
        return super().watch(execute, sql, params, many, context)

    def is_forgotten_for(self, told):
        """As the memory itself decides."""
        memory = Pages(10_000_000)
        memory.put((True, self.path), Page.made([], b"", self.keys, float("inf")), 0)
        for change in told:
            memory.forget(change)
        return len(memory) == 0


@pytest.fixture(scope="module")
def line(own_database):
    """A connection that hears what the database tells."""
    with own_database.connect() as line:
        line.execute(f"LISTEN {CHANNEL}")
        yield line


@pytest.fixture(scope="module")
def pages(own_database, django_db_blocker):
    """Public pages of every kind."""
    with django_db_blocker.unblock():
        taken = [Taken(path) for path in _paths()]
    return [page for page in taken if page.is_kept]


def _paths():
    unit = CareUnit.objects.filter(region_id="12", spans__isnull=False).order_by("pk")[0]
    for name, arguments in OPEN.items():
        path = reverse(name, args=[{"<unit>": unit.slug, "<uid>": unit.uid}.get(each, each) for each in arguments])
        yield path
        yield f"/skane{path}"


def test_pages_of_every_kind_are_kept(pages):
    kept = {page.path for page in pages}
    assert {"/", "/skane/", "/halsfluss/", "/skane/halsfluss/", "/en/halsfluss/", "/hitta-vard/", "/a-o/"} <= kept
    assert {"/regioner/skane/", "/regioner/skane/horby/", "/dina-rattigheter/", "/om/kvalitet/", "/sitemap.xml"} <= kept
    assert any(path.startswith("/skane/mottagning/") for path in kept)


def test_a_translation_is_forgotten_when_any_text_changes(pages):
    """One that comes may be one that it points at; a Swedish page's links stay as they are."""
    keys = {page.path: page.keys for page in pages}
    assert "article" in keys["/en/halsfluss/"]
    assert "article" not in keys["/halsfluss/"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_that_a_page_shows_tells_of_its_changes(line, table):
    rows = line.execute(
        "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE tgrelid = %s::regclass AND proname = 'page_changed' AND tgenabled = 'O'",
        [table],
    )
    assert {name for (name,) in rows} == {f"{table}_{e}_page" for e in ("insert", "update", "delete", "truncate")}


@pytest.mark.parametrize("table", TABLES)
def test_a_page_that_would_look_different_is_forgotten(pages, line, django_db_blocker, table):
    """Each column of some rows is given another value by plain SQL, and put back."""
    reading = [page for page in pages if table in page.tables]
    with django_db_blocker.unblock():
        for number, (change, back, what) in enumerate(_changes(line, table)):
            told = told_of(line, change)
            left = [page for page in reading if not page.is_forgotten_for(told)] if told is not None else []
            for page in left[number % SHARE :: SHARE]:
                assert Taken(page.path).body == page.body, f"{page.path} shows {table}.{what}, and is not forgotten"
            if told is not None:
                told_of(line, back)


def _changes(line, table):
    columns = line.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " AND is_identity = 'NO'",
        [table],
    ).fetchall()
    [key] = line.execute(
        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]"
        " WHERE indrelid = %s::regclass AND indisprimary",
        [table],
    ).fetchone()
    for row in _rows(line, table, key, {column for column, _ in columns}):
        for column, kind in columns:
            if column == key or kind not in OTHER:
                continue
            [now] = line.execute(f'SELECT "{column}" FROM {table} WHERE {key} = %s', [row]).fetchone()
            if now is not None:
                other = OTHER[kind].format(f'"{column}"')
                change = f'UPDATE {table} SET "{column}" = {other} WHERE {key} = %s', [row]
                yield change, (f'UPDATE {table} SET "{column}" = %s WHERE {key} = %s', [now, row]), column


def _rows(line, table, key, columns):
    """Keys of some rows: spread over the table, and of what the pages are about."""
    every = line.execute(f"SELECT {key} FROM {table} ORDER BY {key}").fetchall()
    found = every[:: max(1, len(every) // ROWS)][:ROWS]
    for column in sorted(columns & set(OF_THE_PAGES)):
        of_them = f"SELECT {key} FROM {table} WHERE {column} IN ({OF_THE_PAGES[column]}) ORDER BY {key} LIMIT {ROWS}"
        found += line.execute(of_them).fetchall()
    return list(dict.fromkeys(row for (row,) in found))


NEW_NOTICE = """INSERT INTO regions_regionnotice (region_id, level, title, text, link, starts_at)
    VALUES (%s, 'information', 'a', 'b', '', now())"""


@pytest.mark.parametrize("region", ["12", "01"])
def test_a_row_that_is_new_or_gone_is_told_of(line, region):
    assert told_of(line, (NEW_NOTICE, [region])) == [f"region:{region}"]
    assert told_of(line, ("DELETE FROM regions_regionnotice WHERE title = 'a'", [])) == [f"region:{region}"]
    assert told_of(line, ("DELETE FROM regions_regionnotice WHERE title = 'a'", [])) == []


def test_many_rows_at_once_are_told_of_as_a_whole(line):
    assert "unit" in told_of(line, ("UPDATE regions_careunit SET street = street || ' '", []))


def test_a_page_is_as_the_clock_has_it_until_the_moment_that_it_has_told(own_database, django_db_blocker, time_machine):
    """Units' pages and a region's, minute by minute where something may happen, through two days and nights."""
    with django_db_blocker.unblock():
        units = CareUnit.objects.filter(region_id="12", spans__isnull=False).distinct().order_by("pk")
        paths = [unit.get_absolute_url() for unit in units[:: max(1, len(units) // 12)]]
        for path in [*paths, "/skane/", "/skane/halsfluss/"]:
            now, end = datetime(2026, 12, 23, 6, 0, tzinfo=SWEDEN), datetime(2026, 12, 25, 6, 0, tzinfo=SWEDEN)
            while now < end:
                time_machine.move_to(now, tick=False)
                page = Taken(path)
                until = page.until(now, SWEDEN)
                assert until > now
                time_machine.move_to(until - timedelta(seconds=1), tick=False)
                assert Taken(path).body == page.body, f"{path} at {now}, said to hold until {until}"
                now = max(until, now + timedelta(hours=5)) if until - now <= timedelta(minutes=1) else until
