"""Questions that are written once and planned once answer as the ORM would, and survive what a plan does not."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import ProgrammingError, connection
from django.db.models import Q, Value

from page_memory.heard import heard
from page_memory.shown import Shown, begin
from regions import prepared
from regions.models import CareUnit, Municipality
from regions.prepared import Given, Prepared, ask, remembered

in_region = Prepared(
    lambda: (
        Municipality.objects.filter(Q(region=Given("region")), ~Q(name__contains="100%"))
        .annotate(share=Value("100 %"))
        .select_related("region")
        .order_by("code")
    )
)


def prepared_statements(containing):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE position(%s in statement) > 0", [containing])
        return cursor.fetchall()


@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("region", ["09", "12", "14", "99"])
def test_answers_as_the_orm(region, django_assert_num_queries):
    plain = Municipality.objects.filter(region=region).order_by("code")
    found = in_region(region=region)
    assert found == list(plain)
    assert [row.share for row in found] == ["100 %"] * len(found)
    with django_assert_num_queries(0):
        assert all(row.region.code == region for row in found)
    with django_assert_num_queries(1):
        in_region(region=region)


@pytest.mark.usefixtures("units")
def test_is_written_once_and_planned_once():
    written = []
    named = Prepared(lambda: written.append(1) or CareUnit.objects.filter(slug=Given("named_here")).only("slug"))
    slugs = list(CareUnit.objects.values_list("slug", flat=True)[:3])
    assert [named(named_here=slug)[0].slug for slug in slugs] == slugs
    assert named(named_here="' OR TRUE --") == []
    assert written == [1]
    assert len(prepared_statements('FROM "regions_careunit" WHERE "regions_careunit"."slug" = ($1)')) == 1


@pytest.fixture
def own_connection(db, monkeypatch):
    """A connection outside the test's transaction, where a plan can be lost and asked anew."""
    own = connection.copy()
    monkeypatch.setattr(prepared, "connection", own)
    yield own
    own.close()


def run(own, statement):
    with own.cursor() as cursor:
        cursor.execute(statement)


WORD = "SELECT word FROM lost_plan WHERE word = %(word)s"


@pytest.mark.parametrize("lost", ["ALTER TABLE lost_plan ALTER word TYPE varchar(9)", "DEALLOCATE ALL"])
def test_a_plan_that_is_lost_is_done_without(own_connection, lost):
    """The table was changed by an upgrade, or another connection of a pool has answered."""
    run(own_connection, "CREATE TEMPORARY TABLE lost_plan AS SELECT 'a'::varchar(3) AS word")
    assert ask(WORD, {"word": "a"}) == ask(WORD, {"word": "a"}) == [("a",)]
    run(own_connection, f"DO $$ BEGIN EXECUTE '{lost}'; END $$")  # so that psycopg does not hear of it
    assert ask(WORD, {"word": "a"}) == [("a",)]
    assert ask(WORD, {"word": "b"}) == []


def test_a_fault_in_the_question_is_told_as_django_tells_it(own_connection):
    with pytest.raises(ProgrammingError):
        ask("SELECT nothing FROM nowhere", {})


def test_values_are_given_by_name_or_in_order_and_a_percent_sign_is_one(own_connection):
    assert ask("SELECT %(b)s::int - %(a)s::int, %(b)s::int, '%%s'", {"a": 1, "b": 3}) == [(2, 3, "%s")]
    assert ask("SELECT %s::int - %s::int, '%%(a)s'", [3, 1]) == [(2, "%(a)s")]


# ---- what is remembered ----

UNITS = "SELECT (SELECT count(*) FROM regions_careunit), (SELECT count(*) FROM regions_openingspan), %(word)s"
PEOPLE = "SELECT count(*) FROM accounts_user"


@pytest.fixture
def line(monkeypatch):
    """The line on which the database tells of changes, as it is when it is good."""
    line = SimpleNamespace(is_current=lambda: True)
    monkeypatch.setattr(heard, "_contact", line)
    monkeypatch.setattr(prepared, "_kept", {})
    return line


@pytest.fixture
def times_asked(own_connection):
    """How many statements a question takes."""

    def count(text, given):
        asked = []
        with own_connection.execute_wrapper(lambda do, *rest: asked.append(1) or do(*rest)):
            remembered(text, given)
        return len(asked)

    return count


@pytest.mark.parametrize(
    ("happens", "asked"),
    [
        (lambda line: None, 0),
        (lambda line: heard.change("article:7"), 0),
        (lambda line: heard.change("unit:12,13"), 1),
        (lambda line: heard.change("unit"), 1),
        (lambda line: heard.gap(), 1),
        (lambda line: setattr(line, "is_current", lambda: False), 1),
    ],
    ids=["nothing", "another subject", "some units", "any unit", "a gap", "the line is lost"],
)
def test_an_answer_is_remembered_until_something_that_it_was_read_from_changes(line, times_asked, happens, asked):
    assert times_asked(UNITS, {"word": "a"}) == 1
    assert times_asked(UNITS, {"word": "b"}) == 1
    happens(line)
    assert times_asked(UNITS, {"word": "a"}) == asked


def test_what_tells_of_no_change_and_what_a_transaction_sees_is_not_remembered(line, times_asked, own_connection):
    assert [times_asked(PEOPLE, {}) for _ in range(2)] == [1, 1]
    assert [times_asked("SELECT now()", {}) for _ in range(2)] == [1, 1]
    own_connection.set_autocommit(False)
    own_connection.in_atomic_block = True
    assert [times_asked(UNITS, {"word": "a"}) for _ in range(2)] == [1, 1]
    own_connection.in_atomic_block = False
    own_connection.rollback()


@pytest.mark.parametrize(("meanwhile", "asked"), [("", 0), ("article:7", 1), ("unit", 1)])
def test_what_a_replica_may_have_lacked_is_not_remembered(line, times_asked, own_connection, meanwhile, asked):
    """Something was heard between the moment when it was chosen and its answer."""
    own_connection.read_since = heard.moment
    if meanwhile:
        heard.change(meanwhile)
    assert times_asked(UNITS, {"word": "a"}) == 1
    own_connection.read_since = heard.moment  # the next page's
    assert times_asked(UNITS, {"word": "a"}) == asked
    assert times_asked(UNITS, {"word": "a"}) == 0


def test_a_page_that_shows_what_was_remembered_changes_with_it_and_by_the_clock(line, times_asked):
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    for asked in (1, 0):
        shown = Shown()
        end = begin(shown)
        with connection.execute_wrapper(shown.watch), prepared.connection.execute_wrapper(shown.watch):
            assert times_asked(UNITS, {"word": "a"}) == asked
        end()
        assert (shown.keys, shown.is_the_same_for_all) == ({"unit"}, True)
        assert shown.until(noon, UTC) == noon.replace(minute=1)


def test_no_more_is_kept_than_fits(line, times_asked, monkeypatch):
    monkeypatch.setattr(prepared, "MOST_KEPT", 3)
    assert [times_asked(UNITS, {"word": str(n)}) for n in range(10)] == [1] * 10
    assert len(prepared._kept) <= 3
