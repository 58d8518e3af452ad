"""While a newer lexicon is read, readers are answered with the one at hand; whoever changed it sees what it did."""

import importlib
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from django.db.models import F

from articles.models import Article, Synonym
from articles.queries import search_articles
from articles.queries.search import at_hand, lexicon
from tests.cast import staff
from vardguiden.queries import find

learning = importlib.import_module("articles.queries.search.learning")
WORD = "zqvaxelfeber"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def read_once(own_database, django_db_blocker):
    with django_db_blocker.unblock():
        return at_hand.read_lexicon(0, None)


@pytest.fixture
def own_lexicon(read_once, monkeypatch):
    """The process's lexicon of a database in which changes are committed; read in time, however busy the machine."""
    monkeypatch.setattr(at_hand, "_current", read_once)
    monkeypatch.setattr(at_hand, "PATIENCE", 60)
    lexicon()
    yield
    elsewhere(lambda: Synonym.objects.filter(text=WORD).delete())


def change():
    Synonym.objects.create(article=Article.objects.get(slug="halsfluss", language="sv"), text=WORD)


def found(*, may_wait=True):
    return [hit.topic.slug for hit in search_articles(WORD, may_wait=may_wait).hits][:1]


def elsewhere(work):
    """In a thread that is in no transaction, as a request is."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(closing(work)).result()


def closing(work):
    def done():
        try:
            return work()
        finally:
            connection.close()

    return done


def test_who_changed_it_finds_it_at_once(own_lexicon):
    elsewhere(change)
    assert elsewhere(found) == ["halsfluss"]


@pytest.fixture
def slowly(monkeypatch):
    """A reading that has read ends when it is told to go on; says when someone has come who finds it under way."""
    has_read, joined, go_on, read = threading.Event(), threading.Event(), threading.Event(), at_hand.read_lexicon

    def slow(*told):
        newer = read(*told)
        has_read.set()
        go_on.wait(60)
        return newer

    begin = at_hand._begin_reading

    def tell_who_joins():
        return begin() or joined.set()

    monkeypatch.setattr(at_hand, "_begin_reading", tell_who_joins)
    monkeypatch.setattr(at_hand, "read_lexicon", slow)
    yield has_read, joined, go_on
    go_on.set()
    with at_hand._one_at_a_time:  # what reads is done
        pass


def test_nobody_else_waits_while_it_is_read(own_lexicon, slowly):
    has_read, _, go_on = slowly
    elsewhere(change)
    with ThreadPoolExecutor(1) as first:
        waits = first.submit(closing(found))
        assert has_read.wait(60)
        assert [elsewhere(lambda: found(may_wait=False)) for _ in range(5)] == [[]] * 5
        go_on.set()
        assert waits.result() == ["halsfluss"]
    assert elsewhere(found) == ["halsfluss"]


def test_no_reader_waits_and_who_changed_it_waits_for_what_a_reader_has_begun(own_lexicon, slowly):
    has_read, joined, go_on = slowly
    elsewhere(change)
    assert elsewhere(lambda: found(may_wait=False)) == []
    assert has_read.wait(60)
    with ThreadPoolExecutor(1) as editor:
        waits = editor.submit(closing(found))
        assert joined.wait(60)
        go_on.set()
        assert waits.result() == ["halsfluss"]


def test_who_changed_it_after_it_was_read_waits_for_another_reading(own_lexicon, slowly):
    has_read, joined, go_on = slowly
    elsewhere(lambda: Synonym.objects.filter(article__slug="halsfluss").update(text=F("text")))  # counts as a change
    assert elsewhere(lambda: found(may_wait=False)) == []
    assert has_read.wait(60)
    elsewhere(change)
    with ThreadPoolExecutor(1) as editor:
        waits = editor.submit(closing(found))
        assert joined.wait(60)
        go_on.set()
        assert waits.result() == ["halsfluss"]


def test_what_has_come_is_found_before_all_is_read_anew(own_lexicon, monkeypatch):
    go_on, rules_of = threading.Event(), learning.rules_from
    monkeypatch.setattr(learning, "_takes_others_apart", lambda found, known: True)
    monkeypatch.setattr(learning, "rules_from", lambda *told: go_on.wait(60) and rules_of(*told))
    elsewhere(change)
    assert elsewhere(found) == ["halsfluss"]
    rough = at_hand.lexicon_at_hand()
    go_on.set()
    with at_hand._one_at_a_time:  # when the rest is read
        assert at_hand.lexicon_at_hand() is not rough
    assert elsewhere(found) == ["halsfluss"]


def test_the_first_reading_goes_on_when_a_request_has_no_time_left(own_lexicon, monkeypatch, settings):
    go_on, begun, read = threading.Event(), [], at_hand.read_lexicon

    def slow(*told):
        begun.append(told)
        go_on.wait(60)
        return read(*told)

    settings.REQUEST_DEADLINE = 0.1
    monkeypatch.setattr(at_hand, "_current", None)
    monkeypatch.setattr(at_hand, "read_lexicon", slow)
    with pytest.raises(OperationalError):
        elsewhere(lexicon)
    with pytest.raises(OperationalError):
        elsewhere(lexicon)
    go_on.set()
    with at_hand._one_at_a_time:
        assert at_hand._current is not None
    assert len(begun) == 1


def test_a_reading_that_fails_is_tried_again(own_lexicon, monkeypatch):
    read = at_hand.read_lexicon

    def gone(*told):
        raise OperationalError

    monkeypatch.setattr(at_hand, "read_lexicon", gone)
    elsewhere(change)
    assert elsewhere(found) == []
    monkeypatch.setattr(at_hand, "read_lexicon", read)
    assert elsewhere(found) == ["halsfluss"]


@pytest.mark.parametrize("path", ["/sok/", "/sok.json", "/en/sok/"])
def test_only_who_is_logged_in_may_wait(path, library, client, monkeypatch):
    page, waited = importlib.import_module("vardguiden.views.search"), []

    def find_and_tell(query, *, may_wait, **options):
        waited.append(may_wait)
        return find(query, may_wait=may_wait, **options)

    monkeypatch.setattr(page, "find", find_and_tell)
    client.get(path, {"q": "halsfluss"})
    client.force_login(staff("redaktor"))
    client.get(path, {"q": "halsfluss"})
    assert waited == [False, True]
