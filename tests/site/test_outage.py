"""The database is stopped, killed, silenced and full: readers get a plain page at once, and the site once it is back."""

import re
import time

import pytest

from tests.running_parts import Gunicorn, Postgres, until


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def postgres(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        postgres = Postgres()
    yield postgres
    postgres.remove()


@pytest.fixture(scope="module")
def gunicorn(postgres):
    gunicorn = Gunicorn(DATABASE_URL=postgres.url, REQUEST_DEADLINE="3", WEB_THREADS="4")
    yield gunicorn
    gunicorn.stop()


def test_try(postgres, gunicorn):
    c = gunicorn.client
    print(gunicorn.status("/sok/?q=hosta"))
    postgres.stop()
    for path in ("/sok/?q=hosta", "/sok.json?q=hosta", "/readyz", "/halsfluss/"):
        t = time.time()
        r = c.get(path)
        print(path, r.status_code, round(time.time() - t, 3), r.headers)
        print(r.text[:3000])
    postgres.start()
    t = time.time()
    until(lambda: gunicorn.status("/sok/?q=hosta") == 200, "back")
    print("back after", time.time() - t)
    postgres.fall_silent()
    t = time.time()
    for i in range(6):
        t = time.time()
        r = c.get("/sok/?q=hosta")
        print(r.status_code, time.time() - t)
    postgres.speak()
    t = time.time()
    until(lambda: gunicorn.status("/sok/?q=hosta") == 200, "back")
    print("back after", time.time() - t)
    print(gunicorn.printed())
    assert 0
