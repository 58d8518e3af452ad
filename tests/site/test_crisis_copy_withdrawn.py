"""A text that is withdrawn leaves the crisis copy at once, and not first at the next run."""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from vardguiden.crisis_copy.tree import ENCODINGS, file_of
from vardguiden.crisis_copy.withdrawing import take_out_withdrawn
from vardguiden.management.commands import export_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
OF_MIGRAN = ("/migran/", "/migran/version/1/", "/skane/migran/", "/migran.json", "/gotland/migran.json")
OTHERS = ("/", "/halsfluss/", "/skane/halsfluss/", "/halsfluss.json", "/en/migran/", "/skane/", "/migran-hos-barn/")


@pytest.fixture
def copy(tmp_path):
    """A copy that is served, with some pages and their smaller forms."""
    site = tmp_path / "made-1/site"
    for address in (*OF_MIGRAN, *OTHERS):
        file = file_of(site, address)
        file.parent.mkdir(parents=True, exist_ok=True)
        for ending in ("", *ENCODINGS):
            file.with_name(file.name + ending).write_text(address)
    (tmp_path / "current").symlink_to("made-1")
    return tmp_path


def withdraw(**which):
    Article.objects.filter(**which).update(live=None, withdrawn_at=timezone.now())


def left(copy):
    return {address for address in (*OF_MIGRAN, *OTHERS) if file_of(copy / "current/site", address).exists()}


def test_its_pages_go_in_every_region_and_no_others(copy):
    withdraw(slug="migran", language="sv")
    assert take_out_withdrawn(copy, None) == len(OF_MIGRAN) - 1  # the version lies under the page
    assert left(copy) == set(OTHERS)
    assert not list((copy / "current/site").glob("migran.json*"))
    assert take_out_withdrawn(copy, None) == 0


def test_a_translation_goes_alone(copy):
    withdraw(slug="migran", language="en")
    take_out_withdrawn(copy, None)
    assert left(copy) == {*OF_MIGRAN, *OTHERS} - {"/en/migran/"}


def test_what_a_region_has_added_goes_from_its_own_page(copy):
    withdraw(adds_to__slug="halsfluss", region__slug="skane")
    take_out_withdrawn(copy, None)
    assert left(copy) == {*OF_MIGRAN, *OTHERS} - {"/skane/halsfluss/"}


def test_what_was_withdrawn_before_the_copy_was_made_is_not_looked_for(copy):
    withdraw(slug="migran", language="sv")
    assert take_out_withdrawn(copy, timezone.now() + timedelta(seconds=1)) == 0
    assert left(copy) == {*OF_MIGRAN, *OTHERS}


def test_a_text_that_has_come_back_stays(copy):
    withdraw(slug="migran", language="sv")
    Article.objects.filter(slug="migran", language="sv").update(withdrawn_at=None)
    assert take_out_withdrawn(copy, None) == 0


def test_it_is_looked_for_between_two_runs(copy, monkeypatch):
    class Told(threading.Event):
        """Hears of the stop after some looks."""

        looks = 0

        def wait(self, timeout=None):
            self.looks += 1
            assert timeout <= export_site.WITHDRAWN_EACH
            return self.looks > 2

    monkeypatch.setattr(export_site.connection, "close", lambda: None)
    command = export_site.Command()
    command.folder = copy
    withdraw(slug="migran", language="sv")
    told = Told()
    command.rest(told, 600)
    assert told.looks == 3
    assert left(copy) == set(OTHERS)


def test_a_database_that_is_away_ends_nothing(copy, monkeypatch):
    def gone(*args):
        raise export_site.OperationalError

    monkeypatch.setattr(export_site, "take_out_withdrawn", gone)
    monkeypatch.setattr(export_site.connection, "close", lambda: None)
    command = export_site.Command()
    command.folder = copy
    told = threading.Event()
    command.rest(told, 0.01)
    assert left(copy) == {*OF_MIGRAN, *OTHERS}
