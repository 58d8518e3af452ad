"""Searches that found nothing: what is counted, and what is kept of them."""

import logging

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.actions import misses as missing
from articles.models import SearchMiss
from tests.desk.listening import said

pytestmark = pytest.mark.usefixtures("uncounted")
HOME = "192.0.2.1"


@pytest.mark.parametrize("path", ["/sok/", "/sok.json", "/skane/sok/"])
def test_a_search_that_finds_nothing_is_counted(library, units, client, path):
    for query in ("Kvantfysik ", "kvantfysik", "KVANTFYSIK!"):
        assert client.get(path, {"q": query}).status_code == 200
    found = SearchMiss.objects.get()
    assert (found.term, found.day, found.count) == ("kvantfysik", timezone.localdate(), 3)


def test_nothing_else_is_counted(library, units, client):
    for query in ("halsfluss", "", "vårdcentral Lund"):
        client.get("/sok/", {"q": query})
    client.get("/forslag/", {"q": "kvantfysik"})
    client.head("/sok/", {"q": "kvantfysik"})
    assert not SearchMiss.objects.exists()


def test_what_is_kept_says_nothing_of_who_asked():
    assert {field.name for field in SearchMiss._meta.get_fields()} == {"id", "term", "day", "count"}
    assert "dx" not in str(SearchMiss(term="dx qy", day="2026-03-12"))


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("Gurgelsjuka", "gurgelsjuka"), ("  ont   i Örgat!? ", "ont i örgat"), ("covid-99", "covid-99"),
        ("b12 x", "b12 x"), ("ab", "ab"), ("ett två tre fyra fem", "ett två tre fyra fem"), ("ألم", "ألم"),
        ("a", None), ("!!!", None), ("123", None), ("x" * 61, None), ("ett två tre fyra fem sex", None),
        ("900101-1234", None), ("anna 070-123 45 67", None), ("anna@example.se", None), ("@anna", None),
        ("kod 1234", None), ("12 34 ab", None), ("ring 12 34 56", None), ("anna at example dot se", None),
        ("", None), ("a\x00b", "a b"), ("🤒🤒", None),
    ],
)  # fmt: skip
def test_what_is_counted_of_a_query(query, term):
    assert missing.counted_term(query) == term


def test_no_more_new_terms_a_day_than_there_is_room_for(db, monkeypatch):
    monkeypatch.setattr(missing, "NEW_A_DAY", 2)
    for term in ("qaa", "qbb", "qcc", "qaa"):
        missing.note_miss(term, address=HOME)
    assert dict(SearchMiss.objects.values_list("term", "count")) == {"qaa": 2, "qbb": 1}


def test_one_connection_does_not_fill_the_day(library, units, client):
    """Nor does it keep others' words from being counted; the search answers as before."""
    for number in range(missing.PER_HOUR + 5):
        word = "".join("qxzjvwbkpt"[int(digit)] for digit in f"{number:03}")
        answer = client.get("/sok.json", {"q": word}, REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
        assert answer.status_code == 200 and answer.json()["hits"] == []
    assert SearchMiss.objects.count() == missing.PER_HOUR
    client.get("/sok.json", {"q": "kvantfysik"}, REMOTE_ADDR="2001:db8:1:3::1")
    assert SearchMiss.objects.filter(term="kvantfysik").exists()


def test_what_is_not_counted_anyway_counts_for_nothing(db):
    for _ in range(missing.PER_HOUR + 5):
        missing.note_miss("kod 1234", address=HOME)
    missing.note_miss("kvantfysik", address=HOME)
    assert SearchMiss.objects.count() == 1


def test_counting_is_one_statement(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        missing.note_miss("qxyz", address=HOME)
    with django_assert_num_queries(0):
        missing.note_miss("kod 1234", address=HOME)


def test_the_page_stands_when_nothing_can_be_written(library, units, client, caplog):
    with transaction.atomic(), caplog.at_level(logging.WARNING):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        answer = client.get("/sok/", {"q": "kvantfysik"})
        transaction.set_rollback(True)
    assert answer.status_code == 200
    assert "Vi hittade inget på" in said(answer)
    assert "räknades inte" in caplog.text
    assert "kvantfysik" not in caplog.text
    assert not SearchMiss.objects.exists()


def test_whatever_the_database_says_the_caller_hears_nothing(db, monkeypatch):
    def fail(*args):
        raise DatabaseError("kvantfysik")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        missing.note_miss("kvantfysik", address=HOME)


@pytest.mark.parametrize("term", ["a1234", "anna@x", "1 2 3 4"])
def test_the_database_keeps_no_numbers_or_addresses(db, term):
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchMiss.objects.create(term=term, day=timezone.localdate())
