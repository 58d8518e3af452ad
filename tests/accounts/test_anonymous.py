"""Forms that anyone may send: how many came from one connection."""

import pytest
from django.core.cache import cache

from accounts.anonymous import too_many

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
