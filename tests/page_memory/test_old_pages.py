"""When the database is gone, or a page cannot be made: the door shows what was there, and says how old it is."""

import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import brotli
import pytest

from page_memory.copies import Copies
from tests.page_memory.fronted import Site


@pytest.fixture
def with_copies(tmp_path):
    tmp_path.chmod(0o700)
    return Site(tmp_path / "copies")


def test_without_the_database_a_page_that_was_built_is_still_there_and_says_its_age(with_copies, time_machine):
    site = with_copies
    site.get()
    site.line.current, site.line.lost = False, 60.0
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=3))
    for accepts, unpack in (("br", brotli.decompress), ("", bytes)):
        answer = site.get(accept_encoding=accepts, cookie="__Host-sessionid=abc")
        assert answer.status == 200
        assert "Sidan kan vara gammal" in unpack(answer.body).decode()
        assert int(answer.headers["Age"]) >= 3 * 3600
        assert answer.headers["Cache-Control"] == "no-cache"
    assert site.get(method="HEAD").body == b""
    assert len(site.django.asked) == 1


def test_one_that_is_gone_is_not_waited_for(with_copies):
    site = with_copies
    site.get()
    waited = site.line.waited
    site.line.current, site.line.lost = False, 60.0
    assert [site.get().status, site.get("/aldrig-byggd/").status] == [200, 503]
    assert site.line.waited == waited
    site.line.lost = 0.5
    site.get()
    assert site.line.waited == waited + 1


def test_another_worker_built_the_page(with_copies, tmp_path):
    with_copies.get()
    other = Site(tmp_path / "copies")
    other.line.current, other.line.lost = False, 60.0
    assert other.get().status == 200
    assert other.django.asked == []


def test_without_the_database_nobody_waits_for_the_rest_in_vain(with_copies):
    site = with_copies
    site.line.current, site.line.lost = False, 60.0
    for asked in ({"path": "/sok/", "query": "q=hosta"}, {"path": "/aldrig-byggd/"}):
        answer = site.get(**asked)
        assert (answer.status, answer.body, answer.headers["Retry-After"]) == (503, b"Ring 112", "10")
    assert site.django.asked == []
    for own in ("/static/css/tokens.css", "/healthz"):
        assert site.get(own).status == 200
    assert site.get(method="POST").status == 200  # Django alone gives back what was written


def test_whence_a_reader_came_does_not_matter_then(with_copies):
    site = with_copies
    site.get()
    site.line.current, site.line.lost = False, 60.0
    assert site.get(query="utm_source=brev&utm_medium=e-post&fbclid=abc").status == 200
    for query in ("utm_source=brev&q=hosta", "sida=2", "xutm_source=1", "&"):
        assert site.get(query=query).status == 503
    site.line.current, site.line.lost = True, 0.0
    site.get(query="utm_source=brev")
    assert len(site.django.asked) == 2  # with the database there Django answers, as it does for every query


def test_in_the_first_moments_django_is_asked(with_copies):
    site = with_copies
    site.line.current, site.line.lost = False, 0.5
    assert site.get("/aldrig-byggd/").status == 200
    assert site.get("/sok/", query="q=hosta").status == 200


def test_a_fault_of_ours_shows_the_page_as_it_was(with_copies):
    site = with_copies
    site.get()
    site.pages.forget("thing")
    site.django.status = "500 Internal Server Error"
    assert "Sidan kan vara gammal" in site.get().body.decode()
    assert site.get("/en-annan/").status == 500


@pytest.fixture
def building(with_copies):
    """A site where one reader's page is being built anew, until the test lets it go on."""
    site = with_copies
    site.get()
    site.pages.forget("thing")
    begun, go_on = threading.Event(), threading.Event()
    site.django.meanwhile = lambda: (begun.set(), go_on.wait(20))
    with ThreadPoolExecutor(8) as readers:
        site.first = readers.submit(site.get)
        begun.wait(10)
        site.readers, site.go_on = readers, go_on.set
        yield site
        go_on.set()


def waiting(site, number=4):
    asked = [site.readers.submit(site.get) for _ in range(number)]
    time.sleep(0.5)
    assert not any(each.done() for each in asked)
    return asked


def test_who_waits_for_a_building_that_fails_gets_the_page_as_it_was_too(building):
    asked = waiting(building)
    building.django.status = "503 Service Unavailable"
    building.go_on()
    for each in (building.first, *asked):
        assert (each.result(10).status, "Age" in each.result().headers) == (200, True)
    assert len(building.django.asked) == 2
    assert "Age" in building.get().headers  # nor does the next one wait for another attempt just now
    assert len(building.django.asked) == 2


def test_nobody_waits_on_for_a_building_when_the_database_has_gone(building):
    asked = waiting(building)
    building.line.current, building.line.lost = False, 60.0
    for each in asked:
        assert "Age" in each.result(3).headers
    assert not building.first.done()


def test_a_page_that_failed_is_built_again_soon(with_copies, monkeypatch):
    site = with_copies
    site.get()
    site.pages.forget("thing")
    site.django.status = "503 Service Unavailable"
    assert "Age" in site.get().headers
    site.django.status = "200 OK"
    monkeypatch.setattr("page_memory.builders.FAILED_FOR", 0.0)
    assert "Age" not in site.get().headers


def test_a_page_that_is_gone_is_gone_from_the_copies_too(with_copies):
    site = with_copies
    site.get()
    site.pages.forget("thing")
    site.django.status = "410 Gone"
    site.get()
    site.line.current, site.line.lost = False, 60.0
    assert site.get().status == 503


def test_a_folder_that_others_can_write_in_is_not_used(tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    folder.chmod(0o777)
    site = Site(folder)
    site.get()
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_removed_is_made_anew_unless_another_has_made_it(with_copies, tmp_path, caplog):
    site, folder = with_copies, tmp_path / "copies"
    site.get()
    shutil.rmtree(folder)
    site.get("/en-annan/")
    assert len(list(folder.glob("??/*"))) == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(folder)
    folder.mkdir()
    folder.chmod(0o777)
    site.get("/en-tredje/"), site.get("/en-fjarde/")
    assert list(folder.iterdir()) == []
    assert [record.msg for record in caplog.records] == ["page_memory.copies_not_kept"]  # once
    assert caplog.records[0].reason == "others can write in it"


def test_copies_of_what_is_held_in_memory_are_not_the_first_to_go(with_copies, tmp_path, monkeypatch):
    """They were written long ago, since what is held need not be built again."""
    monkeypatch.setattr("page_memory.copies.MOST_IN_A_FOLDER", 3)
    monkeypatch.setattr("page_memory.copies.SWEEP_EACH", 1)
    monkeypatch.setattr("page_memory.copies._name", lambda key: f"00/{key[1].strip('/')}")
    site, folder = with_copies, tmp_path / "copies" / "00"
    site.get("/mest-last/")
    for number in range(6):
        os.utime(folder / "mest-last", (1, 1))
        site.get("/mest-last/")  # from memory
        site.copies._next_look = 0.0
        site.copies.look_after(site.pages.held()).join()
        site.get(f"/sida-{number}/")
    assert (folder / "mest-last").exists()
    assert len(list(folder.iterdir())) == 4
    assert len(site.django.asked) == 7


def test_a_folder_that_is_emptied_gets_what_is_held_in_memory_again(with_copies, tmp_path):
    site, folder = with_copies, tmp_path / "copies"
    site.get(), site.get("/en-annan/")
    shutil.rmtree(folder)
    assert site.copies.look_after(site.pages.held()) is None  # it has just been looked at
    site.copies._next_look = 0.0
    site.copies.look_after(site.pages.held()).join()
    assert len(list(folder.glob("??/*"))) == 2


def test_editions_that_nobody_uses_any_more_are_removed_and_nothing_else(tmp_path):
    names = ("0123456789ab", "ba9876543210", "cccccccccccc", "not-an-edition")
    for name in (*names, "elsewhere"):
        (tmp_path / name / "00").mkdir(parents=True)
        (tmp_path / name / "00" / "page").write_bytes(b"page")
    (tmp_path / "dddddddddddd").symlink_to(tmp_path / "elsewhere")
    for name in ("0123456789ab", "ba9876543210", "not-an-edition", "elsewhere"):
        for path in (tmp_path / name / "00", tmp_path / name):
            os.utime(path, (1, 1))
    os.utime(tmp_path / "ba9876543210" / "00")  # is written in
    site = Site(tmp_path / "eeeeeeeeeeee")
    site.get()
    site.copies._next_look = 0.0
    site.copies.look_after(site.pages.held()).join()
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {*names[1:], "elsewhere", "dddddddddddd", "eeeeeeeeeeee"}
    assert (tmp_path / "elsewhere" / "00" / "page").exists()


def test_a_broken_copy_is_as_none(with_copies, tmp_path):
    with_copies.get()
    for path in (tmp_path / "copies").glob("*/*"):
        path.write_bytes(b"\xff broken")
    with_copies.line.current, with_copies.line.lost = False, 60.0
    assert with_copies.get().status == 503


def test_a_copy_of_what_has_been_withdrawn_is_not_shown(with_copies, tmp_path, time_machine):
    """Whichever worker hears of it, and whichever is asked, also one that has started since."""
    site = with_copies
    begun = datetime.now(UTC)
    time_machine.move_to(begun, tick=False)
    site.get(), site.get("/en-annan/")
    time_machine.shift(10)
    site.copies.withdrawn.heard("thing:12", begun.timestamp() + 10)
    late = Site(tmp_path / "copies")
    for each in (site, late):
        each.line.current, each.line.lost = False, 60.0
        assert (each.get().status, each.get("/en-annan/").status) == (503, 503)
    site.line.current, site.line.lost = True, 0.0
    time_machine.shift(10)
    site.pages.forget("thing")
    site.get()
    site.line.current, site.line.lost = False, 60.0
    assert (site.get().status, site.get("/en-annan/").status) == (200, 503)


@pytest.mark.parametrize(
    ("shows", "told", "is_covered"),
    [
        ({"article:12"}, "article:12,13", True),
        ({"article:12"}, "article:13", False),
        ({"article:12"}, "article", True),
        ({"article"}, "article:13", True),
        ({"unit:12"}, "article", False),
        (set(), "article", False),
    ],
)
def test_what_shows_something_withdrawn(tmp_path, shows, told, is_covered):
    withdrawn = Copies(tmp_path / "copies").withdrawn
    withdrawn.heard(told, 100.0)
    assert withdrawn.covers(shows, 99.0) is is_covered
    assert not withdrawn.covers(shows, 101.0)


def test_what_was_withdrawn_unheard_is_learned_and_what_was_heard_is_not_learned_again(tmp_path):
    withdrawn = Copies(tmp_path / "copies").withdrawn
    withdrawn.heard("article:12", 100.0)
    withdrawn.learned([("article:12", 99.0), ("article:13", 150.0)], 200.0)
    assert not withdrawn.covers({"article:12"}, 101.0)
    assert withdrawn.covers({"article:13"}, 199.0) and withdrawn.covers({"article"}, 199.0)
    (tmp_path / "copies" / "withdrawn.json").unlink()  # the folder may be emptied: who has heard still knows
    assert withdrawn.covers({"article:13"}, 199.0)
