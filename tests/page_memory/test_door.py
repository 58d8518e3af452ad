"""The door answers from memory only what Django would have answered to anyone, and as Django would have answered it."""

import gzip
import threading
from datetime import UTC, datetime

import brotli
import pytest

from page_memory.door import SHOWN
from page_memory.shown import register_tables
from tests.page_memory.fronted import BODY, Site


@pytest.fixture
def site():
    return Site()


def test_a_page_is_built_once(site):
    first, second = site.get(), site.get()
    assert first.body == second.body == BODY
    assert len(site.django.asked) == 1
    assert second.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("br;q=0, *;q=0", ""),
        ("gzip;q=0.5, identity;q=1", ""),
        ("br;q=nonsense", ""),
        ("zstd", ""),
        ("", ""),
    ],
)
def test_the_reader_gets_an_encoding_that_it_takes(site, accepts, encoding):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    for _ in range(2):
        answer = site.get(accept_encoding=accepts)
        assert answer.headers.get("Content-Encoding", "") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert unpack(answer.body) == BODY


def test_from_memory_comes_only_what_lies_ready(site):
    assert site.from_memory(accept_encoding="br") is None  # not built yet
    built = site.get(accept_encoding="br")
    ready = site.from_memory(accept_encoding="br")
    assert (ready.status, ready.headers, ready.body) == (200, built.headers, built.body)
    assert site.from_memory(accept_encoding="br", if_none_match=built.headers["ETag"]).status == 304
    for asked in (
        {"accept_encoding": "gzip"},  # not compressed yet
        {"accept_encoding": "br", "query": "q=hosta"},
        {"accept_encoding": "br", "method": "POST"},
        {"accept_encoding": "br", "cookie": "__Host-sessionid=abc"},
        {"accept_encoding": "br", "host": "annan.example"},
        {"accept_encoding": "br", "path": "/feber/"},
    ):
        assert site.from_memory(**asked) is None
    site.line.current = False
    assert site.from_memory(accept_encoding="br") is None
    assert len(site.django.asked) == 1


def test_each_encoding_has_a_strong_tag_of_its_own(site):
    tags = {site.get(accept_encoding=accepts).headers["ETag"] for accepts in ("br", "gzip", "")}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)


def test_the_tag_changes_with_the_page(site):
    before = site.get().headers["ETag"]
    site.django.body = BODY.replace(b"infektion", b"sjukdom")
    site.pages.forget("thing")
    assert site.get().headers["ETag"] != before


def test_who_has_the_page_is_told_so(site):
    tag = site.get().headers["ETag"]
    for asked in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = site.get(if_none_match=asked)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["ETag"] == tag
        assert {"Cache-Control", "Vary"} <= set(answer.headers)
        assert not {"Content-Length", "Content-Type", "Content-Encoding"} & set(answer.headers)
    assert site.get(if_none_match='"other"').status == 200
    assert site.get(if_none_match=tag, accept_encoding="br").status == 200  # that one is another representation


def test_head_gets_the_headers_alone_also_first_of_all(site):
    head, page = site.get(method="HEAD"), site.get()
    assert head.body == b""
    assert head.headers == page.headers
    assert len(site.django.asked) == 1


def test_what_is_built_knows_nothing_of_who_asked(site):
    site.get(cookie="_ga=1", referer="https://other.example/", user_agent="x", accept_language="en", hx_request="true")
    seen = {name for name in site.django.asked[0] if name.startswith("HTTP_")}
    assert seen == {"HTTP_HOST"}


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "POST"},
        {"query": "q=hosta"},
        {"cookie": "__Host-sessionid=abc"},
        {"authorization": "Basic abc"},
        {"host": "other.example"},
        {"path": "/" + "a" * 400},
    ],
)
def test_what_may_be_someones_own_is_left_to_django(site, asked):
    site.get()
    for _ in range(2):
        site.get(**asked)
    assert len(site.django.asked) == 3
    assert SHOWN not in site.django.asked[-1]


def test_a_cookie_that_is_not_ours_does_not_matter(site):
    site.get()
    site.get(cookie="_ga=1; theme=dark")
    assert len(site.django.asked) == 1


def test_http_is_left_to_django_to_redirect_where_only_https_will_do():
    site = Site(only_https=True)
    assert site.get(x_forwarded_proto="https").status == 200
    site.get()  # plain http
    site.get(x_forwarded_proto="http, https")
    assert [SHOWN in asked for asked in site.django.asked] == [True, False, False]


def test_a_page_over_http_is_another_page(site):
    site.get(x_forwarded_proto="https")
    site.get()
    assert len(site.django.asked) == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", {}),
        ("301 Moved Permanently", {"Location": "/"}),
        ("200 OK", {"Cache-Control": "private, no-store"}),
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"Vary": "Accept-Encoding, Cookie"}),
        ("200 OK", {"Vary": "HX-Request"}),
    ],
)
def test_only_what_is_the_same_for_all_is_kept(site, status, headers):
    site.django.status = status
    site.django.headers |= headers
    for _ in range(2):
        answer = site.get()
        assert answer.status == int(status[:3])
        assert headers.items() <= answer.headers.items()
        assert site.get(method="HEAD").body == b""
    assert len(site.pages) == 0


def test_a_page_that_reads_a_table_of_persons_is_not_kept(site):
    register_tables(["persons_of_the_test"])
    site.django.reads = "SELECT name FROM persons_of_the_test"
    site.get()
    assert len(site.pages) == 0


def test_a_stream_goes_through_as_it_comes(site):
    site.django.body = None
    assert site.get().body == b"ab"
    assert len(site.pages) == 0


def test_an_address_where_nothing_was_is_looked_at_again_after_a_change(site):
    site.django.status = "404 Not Found"
    site.get(), site.get()
    site.django.status = "200 OK"
    site.pages.forget("thing")
    site.get(), site.get()
    assert len(site.django.asked) == 3


def test_a_change_while_a_page_is_built_keeps_it_out(site):
    site.django.meanwhile = lambda: site.pages.forget("thing")
    assert site.get().status == 200
    assert len(site.pages) == 0
    site.django.meanwhile = lambda: site.pages.forget("other")
    site.get()
    assert len(site.pages) == 1


def test_one_builds_while_others_wait(site):
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        go_on.wait(10)

    site.django.meanwhile = slow
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(site.get())) for _ in range(8)]
    threads[0].start()
    begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert [answer.body for answer in answers] == [BODY] * 8
    assert len(site.django.asked) == 1


def test_the_memory_is_bounded_and_the_least_asked_for_goes():
    site = Site(most_bytes=20_000)
    for number in range(50):
        site.get(f"/sida-{number}/")
        site.get("/")
        assert site.pages.bytes <= 20_000
    asked = len(site.django.asked)
    site.get("/")
    assert len(site.django.asked) == asked
    site.get("/sida-0/")
    assert len(site.django.asked) == asked + 1


def test_a_page_counts_every_form_that_it_is_held_in(site):
    site.get(accept_encoding="br")
    before = site.pages.bytes
    gzipped = site.get(accept_encoding="gzip")
    assert site.pages.bytes == before + len(gzipped.body)
    site.pages.forget("thing")
    assert (len(site.pages), site.pages.bytes) == (0, 0)


def test_a_page_ends_when_the_clock_says_so(site, time_machine):
    time_machine.move_to(datetime(2026, 3, 10, 23, 59, 50, tzinfo=UTC), tick=False)
    assert site.get().headers["Cache-Control"] == "public, max-age=10, stale-if-error=86400"
    time_machine.move_to(datetime(2026, 3, 10, 23, 59, 57, tzinfo=UTC), tick=False)
    assert "max-age=3," in site.get().headers["Cache-Control"]
    time_machine.move_to(datetime(2026, 3, 11, 0, 0, tzinfo=UTC), tick=False)
    answer = site.get()
    assert len(site.django.asked) == 2
    assert "max-age=10, stale-while-revalidate=10, stale-if-error=" in answer.headers["Cache-Control"]
