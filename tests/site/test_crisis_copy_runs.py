"""Making the crisis copy: one run after another, its links, its processes."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from articles.models import TopicArea
from tests.site.conftest import export
from vardguiden.crisis_copy import making, tree, workers
from vardguiden.crisis_copy.asking import CopyFailed, Site
from vardguiden.crisis_copy.links import Links
from vardguiden.crisis_copy.stamp import OLDEST, stamped, with_its_old_stamp


@pytest.fixture
def few(collected, monkeypatch, library, units):
    """A copy of a handful of addresses."""
    held = ["/", "/halsfluss/", "/halsfluss.json", "/a-o/", "/kopia/"]
    monkeypatch.setattr(making, "addresses", lambda regions, now: list(held))
    monkeypatch.setattr(making, "static_files", lambda: ["/static/css/tokens.css"])
    return held


def contents(folder):
    site = folder / "current/site"
    return {
        str(path.relative_to(site)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file()
    }


def test_a_second_run_writes_what_has_changed_and_removes_what_is_gone(few, folder):
    assert "6 adresser, 6 ändrade" in export(folder) and "nginx -s reload" in export(folder / "another")
    before = contents(folder)
    TopicArea.objects.filter(slug="ogon").update(name="Ögonen")
    few.remove("/halsfluss.json")
    said = export(folder)
    after = contents(folder)
    assert "nginx -s reload" in said  # no JSON is left, nor its headers
    assert {name for name in before if name not in after} == {f"halsfluss.json{end}" for end in ("", ".br", ".gz")}
    changed = {name for name in after if after[name] != before[name] and not name.endswith((".br", ".gz"))}
    assert changed == {"index.html", "kopia/index.html"}
    assert len(list(folder.glob("made-*"))) == 1


@pytest.mark.parametrize("stopped", ["fault", "database", "disk"])
def test_a_run_that_fails_leaves_the_old_copy_as_it_was(few, folder, monkeypatch, stopped):
    export(folder)
    before = contents(folder)
    few.append("/regioner/")
    failure = {"fault": CopyFailed("Nej."), "database": OperationalError("gone"), "disk": OSError("full")}[stopped]
    ordinary = Site.ask

    def ask(self, address):
        if address == "/regioner/":
            raise failure
        return ordinary(self, address)

    monkeypatch.setattr(Site, "ask", ask)
    with pytest.raises(CommandError, match="som den var"):
        export(folder)
    assert contents(folder) == before
    assert len(list(folder.glob("made-*"))) == 2  # as after kill -9, too
    monkeypatch.setattr(Site, "ask", ordinary)
    export(folder)
    assert len(list(folder.glob("made-*"))) == 1


@pytest.mark.parametrize(("path", "why"), [("/konto/", "är personlig"), ("/test-500/", "svaret var 500")])
def test_nothing_personal_and_no_fault_is_copied(few, folder, path, why):
    few.append(path)
    with pytest.raises(CommandError, match=why):
        export(folder)
    assert not (folder / "current").exists()


def test_a_page_that_has_gone_is_left_out(few, folder):
    few.append("/finns-inte/")
    assert "7 adresser" in export(folder) and not (folder / "current/site/finns-inte").exists()


def test_two_runs_at_once_are_refused(few, folder):
    with tree.Tree(folder).locked(), pytest.raises(CommandError, match="En annan export"):
        export(folder)


def test_a_page_that_stays_the_same_keeps_its_time_for_a_day():
    page = b'<html lang="sv"><time datetime="@saved@" data-saved>@saved-in-words@</time>'
    first = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
    old = stamped(page, first)
    assert b'datetime="2026-03-12T08:00+01:00" data-saved>12 mars 2026, kl. 08.00<' in old
    assert with_its_old_stamp(page, old, first + OLDEST - timedelta(minutes=1)) == old
    assert b"13 mars 2026, kl. 08.00" in with_its_old_stamp(page, old, first + OLDEST)


# ---- links, processes ----


@pytest.mark.parametrize(
    ("page", "link", "led"),
    [
        ("/skane/halsfluss/", "/skane/halsfluss/version/1/", "/halsfluss/version/1/"),
        ("/mottagning/x/", "/gotland/mottagning/x/", "/gotland/"),
        ("/skane/mottagning/x/", "/mottagning/x/", "/mottagning/x/"),
        ("/halsfluss/", "/halsfluss/andringar/?fran=1&amp;till=2", "/kopia/#vilar"),
        ("/halsfluss/", "/uppsala/halsfluss/", "/halsfluss/"),
        ("/skane/", "/skane/hitta-vard/?typ=narakut", "/skane/hitta-vard/#narakut"),
        ("/skane/", "/skane/hitta-vard/?typ=vardcentral&amp;q=Malm%C3%B6", "/regioner/skane/malmo/"),
        ("/", "/hitta-vard/?oppet=nu", "/hitta-vard/"),
        ("/", "/halsfluss/#kallor", "/halsfluss/#kallor"),
    ],
)
def test_a_link_leads_to_what_the_copy_has(page, link, led):
    links = Links(
        "/ /halsfluss/ /halsfluss/version/1/ /skane/ /gotland/ /skane/halsfluss/ /mottagning/x/ /skane/mottagning/x/"
        " /hitta-vard/ /skane/hitta-vard/ /regioner/skane/malmo/ /kopia/".split()
    )
    assert links.lead(page, f'<a href="{link}">') == (f'<a href="{led}">', [])


def test_a_link_that_leads_nowhere_is_told():
    assert Links(["/", "/kopia/"]).lead("/", '<a href="/finns-inte/"><form>')[1] == ["<form>", "/finns-inte/"]


def doubled(number):
    if number == 13:
        raise CopyFailed("Tretton.")
    if number == 14:
        os._exit(1)
    return number * 2


@pytest.fixture
def _connections_stay(monkeypatch):
    monkeypatch.setattr(workers.connections, "close_all", lambda: None)


@pytest.mark.usefixtures("_connections_stay")
def test_processes_share_the_work():
    assert sorted(workers.each(list(range(10)), doubled, 3)) == [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]


@pytest.mark.usefixtures("_connections_stay")
@pytest.mark.parametrize(("number", "why"), [(13, "Tretton"), (14, "tog slut för tidigt")])
def test_a_failure_in_one_process_is_a_failure(number, why):
    with pytest.raises(CopyFailed, match=why):
        list(workers.each([1, 2, number, 3], doubled, 2))
