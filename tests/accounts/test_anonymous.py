"""Forms that anyone may send: how many came from one connection."""

import pytest
from django.core.cache import cache

from accounts.anonymous import connection_of, too_many

pytestmark = pytest.mark.usefixtures("uncounted")


def counted(times, address="192.0.2.1", form="rapport"):
    return [too_many(form, address, per_hour=3) for _ in range(times)]


def test_each_form_and_each_address_is_counted_by_itself():
    assert counted(5) == [False, False, False, True, True]
    assert counted(1, address="192.0.2.2") == counted(1, form="kod") == [False]


def test_an_hour_that_ends_while_one_is_counted_begins_anew(monkeypatch):
    counted(3)
    incr = cache.incr

    def just_gone(key):
        cache.delete(key)
        monkeypatch.setattr(cache, "incr", incr)
        return incr(key)

    monkeypatch.setattr(cache, "incr", just_gone)
    assert counted(4) == [False, False, False, True]


@pytest.mark.parametrize(
    ("address", "connection"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::9", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::1", "::"),
        ("", ""),
        ("192.0.2.1:4711", "192.0.2.1:4711"),
        ("<script>", "<script>"),
    ],
)
def test_all_addresses_of_one_line_are_one_connection(address, connection):
    assert connection_of(address) == connection


def test_whoever_changes_the_address_within_the_line_is_still_counted():
    line = [f"2001:db8:1:2::{number:x}" for number in range(1, 6)]
    assert [too_many("rapport", address, per_hour=3) for address in line] == [False, False, False, True, True]
    assert counted(1, address="2001:db8:1:3::1") == [False]


def test_many_connections_push_nobody_elses_count_out():
    counted(3)
    for number in range(2_000):
        counted(1, address=f"2001:db8:0:{number:x}::1")
    assert counted(1) == [True]
