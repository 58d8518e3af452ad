"""deploy/nginx.conf in a real nginx: what a reader gets of the site's own words, and what of the copy."""

import json
import re
import shutil
import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.nginx import ROOT, Nginx, nginx_or_skip, readable_folder
from tests.running_demo import free_port
from tests.running_parts import Gunicorn
from vardguiden.crisis_copy import maps, tree

pytestmark = pytest.mark.django_db
SESSION = {"Cookie": "a=b; __Host-sessionid=c"}
HTML, PLAIN = (("Content-Type", "text/html; charset=utf-8"),), (("Content-Type", "text/plain; charset=utf-8"),)
COPY = {
    "/": HTML,
    "/halsfluss/": HTML,
    "/halsfluss.json": (("Content-Type", "application/json"),),
    "/kopia/": HTML,
    "/static/js/app.js": (("Content-Type", 'text/javascript; charset="utf-8"'),),
    "/static/js/app.0123456789ab.js": (("Content-Type", 'text/javascript; charset="utf-8"'),),
    "/503.html": (*HTML, ("Retry-After", "120")),
}


def write_copy(folder, addresses=COPY):
    """A small copy, made as export_site makes one."""
    new = tree.Tree(folder).begin(datetime.now(UTC))
    for address in addresses:
        words = f"<h1>{address} ur kopian</h1>".ljust(300)
        tree.write(tree.file_of(new / "site", address), words.encode(), is_text=True)
    maps.write_maps(new, addresses, {}, datetime.now(UTC))
    tree.Tree(folder).put_in_place(new)


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker):
    nginx_or_skip()
    with readable_folder() as folder:
        with django_db_blocker.unblock():
            write_copy(folder)
        yield folder


# ---- the site is up, and its database is gone ----


@pytest.fixture(scope="module")
def site(copy):
    """gunicorn with no database."""
    site = Gunicorn(DATABASE_URL=f"postgres://ingen@/{copy}/ingen", TRUSTED_PROXIES="1", PAGE_COPIES_DIR="0")
    yield site
    site.stop()


@pytest.fixture(scope="module")
def before(copy, site):
    """nginx before that site, which has one server of two."""
    with Nginx(copy, copy, site.port, free_port()) as nginx:
        yield nginx


def test_what_a_reader_typed_comes_back_when_the_database_is_gone(before):
    form = "helpful=nej&comment=Jag+hittade+inte+det&website="
    own = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    status, headers, body = before.ask("/halsfluss/svar/", "POST", form, **own)
    assert (status, headers["retry-after"]) == (503, "5") and "no-store" in headers["cache-control"]
    assert "Inget är sparat eller ändrat" in body.decode() and "Jag hittade inte det" in body.decode()


@pytest.mark.parametrize("address", ["/sok.json?q=feber", "/oppna-data/artiklar.json", "/oppna-data/mottagningar.csv"])
def test_programs_get_the_sites_own_words(before, site, address):
    own = site.client.get(address)
    status, headers, body = before.ask(address)
    assert status == own.status_code == 503
    assert json.loads(body) == own.json()
    for name in ("content-type", "retry-after", "cache-control", "access-control-allow-origin"):
        assert headers[name] == own.headers[name], name
    assert json.loads(before.ask(address, **SESSION)[2]) == own.json()


def test_readers_get_the_copy_and_who_is_logged_in_the_sites_own_words(before):
    for address in ("/halsfluss/", "/halsfluss.json"):
        status, headers, body = before.ask(address)
        assert (status, headers["x-copy"]) == (200, "1") and b"ur kopian" in body
    status, headers, body = before.ask("/konto/", **SESSION)
    assert status == 503 and headers["retry-after"] == "5" and "x-copy" not in headers
    assert "Tjänsten svarar inte just nu" in body.decode()


def test_http_leads_to_https_at_the_sites_own_name_and_sends_no_stranger_on(copy):
    site = Gunicorn(
        DATABASE_URL=f"postgres://ingen@/{copy}/ingen", SITE_URL="https://vard.example", PAGE_COPIES_DIR="0"
    )
    try:
        with Nginx(copy, copy, site.port, free_port()) as nginx:
            for address in ("/halsfluss/?a=1", "/metrics/"):
                status, headers, _ = nginx.ask(address, port=nginx.http_port, Host="vard.example")
                assert (status, headers["location"]) == (301, f"https://vard.example{address}")
            status, headers, _ = nginx.ask("/halsfluss/", port=nginx.http_port, Host="annan.example")
            assert status == 400 and "location" not in headers
            assert nginx.ask("/metrics", port=nginx.http_port, Host="vard.example")[0] == 404
    finally:
        site.stop()


# ---- no server answers ----


@pytest.fixture(scope="module")
def alone(copy):
    with Nginx(copy, copy, free_port(), free_port()) as nginx:
        yield nginx


def test_who_is_logged_in_reads_the_copys_public_pages_too(alone):
    status, headers, body = alone.ask("/halsfluss/", **SESSION)
    assert (status, headers["x-copy"]) == (200, "1") and b"/halsfluss/ ur kopian" in body
    for address, method in (("/konto/", "GET"), ("/halsfluss/", "POST")):
        status, headers, body = alone.ask(address, method, **SESSION)
        assert (status, headers["retry-after"]) == (503, "120") and b"/503.html ur kopian" in body


def test_http_leads_to_the_copy_too(alone):
    status, headers, _ = alone.ask("/halsfluss/", port=alone.http_port, Host="vard.example")
    assert (status, headers["location"]) == (301, "https://vard.example/halsfluss/")


def test_programs_get_json_also_then(alone):
    for address in ("/sok.json?q=feber", "/oppna-data/mottagningar.csv"):
        status, headers, body = alone.ask(address)
        assert (status, headers["content-type"]) == (503, "application/json")
        assert json.loads(body)["code"] == "unavailable"
    assert alone.ask("/halsfluss.json")[0] == 200


@pytest.mark.parametrize(
    ("address", "method", "sent", "status", "words"),
    [
        ("/" + "a" * 9_000, "GET", {}, 414, "Adressen är för lång"),
        ("/?q=" + "a" * 9_000, "GET", SESSION, 414, "Adressen är för lång"),
        ("/", "GET", {"Cookie": "a" * 9_000}, 400, "Ta bort webbplatsens kakor"),
        ("/%00", "GET", {}, 400, "gick inte att läsa"),
        ("/../hemligt", "GET", {}, 400, "gick inte att läsa"),
        ("/", "GET", {"Content-Length": "ett"}, 400, "gick inte att läsa"),
        ("/halsfluss/svar/", "POST", {"Content-Length": "60000000"}, 413, "Inget är sparat eller ändrat"),
        ("/halsfluss/", "GET", {"Content-Length": "60000000"}, 413, "Inget är sparat eller ändrat"),
        ("/static/js/app.js", "POST", {}, 405, "inte att skicka något hit"),
        ("/static/js/app.js", "GET", {"If-Match": '"annat"'}, 412, "Ladda om den"),
        ("/halsfluss/", "GET", {"If-Match": '"annat"'}, 412, "Ladda om den"),
    ],
)
def test_what_nginx_refuses_it_refuses_in_plain_words(alone, address, method, sent, status, words):
    refused, headers, body = alone.ask(address, method, **sent)
    assert refused == status and headers["content-type"] == "text/html; charset=utf-8"
    assert words in body.decode() and b'href="tel:112"' in body and b'href="tel:1177"' in body


def test_the_page_for_what_is_missing_is_there_without_a_copy_too(folder):
    with Nginx(folder, folder / "none", free_port(), free_port()) as nginx:
        for address, method in (("/halsfluss/", "GET"), ("/halsfluss/svar/", "POST"), ("/kopia/", "GET")):
            status, headers, body = nginx.ask(address, method)
            assert (status, headers["retry-after"]) == (503, "120")
            assert "Vårdguiden svarar inte just nu" in body.decode() and b'href="tel:112"' in body


def test_pages_that_nginx_alone_may_ask_for_are_the_sites_to_answer_by_name(folder, copy):
    port = free_port()
    with answering(port), Nginx(folder, copy, port, free_port()) as nginx:
        for address in ("/503.html", "/refused"):
            status, headers, body = nginx.ask(address)
            assert status == 200 and "content-type" not in headers and b"X-Forwarded-For" in body


def test_nothing_that_a_client_says_of_itself_reaches_the_site(before, folder):
    ours = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "127.0.0.1"}
    names = ("Ssl", "Protocol", "Proto", "For", "Host", "Port")
    false = {f"X-Forwarded-{name}": "on" for name in names} | {"Forwarded": "for=1.2.3.4", "X-Real-IP": "1.2.3.4"}
    assert before.ask("/healthz", **false)[0] == 200
    port = free_port()
    with answering(port), Nginx(folder, folder / "none", port, free_port()) as nginx:
        for method in ("GET", "POST"):
            there = json.loads(nginx.ask("/", method, **false)[2])
            assert {name: there[name] for name in ({*false} & {*there})} == ours


# ---- static files, and the page about the copy ----


KEPT = {".0123456789ab": "max-age=315360000, public, immutable", "": "max-age=60, public"}


def test_files_come_with_all_their_headers_before_nginx_has_read_the_copys_maps_and_after(folder, copy):
    with Nginx(folder, folder / "copy", free_port(), free_port()) as nginx:
        shutil.copytree(copy, folder / "copy", symlinks=True)
        for _ in range(2):
            for accepted in ("br", "gzip", ""):
                for mark, kept in KEPT.items():
                    status, headers, _ = nginx.ask(f"/static/js/app{mark}.js", Accept_Encoding=accepted)
                    assert status == 200 and headers.get("content-encoding", "") == accepted
                    assert headers["cache-control"] == kept
                    assert headers["content-type"] == 'text/javascript; charset="utf-8"'
                    assert headers["x-content-type-options"] == "nosniff"
            status, headers, body = nginx.ask("/kopia/")
            assert status == 200 and b"ur kopian" in body
            assert headers["content-type"] == "text/html; charset=utf-8"
            assert "default-src 'none'" in headers["content-security-policy"]
            assert headers["x-frame-options"] == "DENY"
            nginx.reload()
        assert nginx.ask("/halsfluss/")[1]["content-type"] == "text/html; charset=utf-8"


# ---- one server is silent, or is exchanged ----


class Answering(BaseHTTPRequestHandler):
    """A server that says which it is, after a while where the address asks for that."""

    def do_GET(self):
        if self.path.startswith("/lange/"):
            time.sleep(2)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps(dict(self.headers)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


@contextmanager
def answering(port):
    server = ThreadingHTTPServer(("127.0.0.1", port), Answering)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def test_a_silent_server_is_waited_for_once(folder):
    port, shorter = free_port(), ("proxy_read_timeout 13s", "proxy_read_timeout 1s")
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,  # takes connections, and answers nothing
        answering(port),
        Nginx(folder, folder / "none", silent.getsockname()[1], port, shorter) as nginx,
    ):
        began = time.monotonic()
        assert [nginx.ask("/halsfluss/")[0] for _ in range(20)] == [200] * 20
        assert 1 <= time.monotonic() - began < 2
        time.sleep(3.2)  # longer than a server that refuses would need to be left alone
        began = time.monotonic()
        assert [nginx.ask("/halsfluss/")[0] for _ in range(20)] == [200] * 20
        assert time.monotonic() - began < 1


def test_what_is_sent_or_personal_may_take_longer_than_a_public_page(folder):
    port = free_port()
    conf = (ROOT / "deploy/nginx.conf").read_text()
    read, personal, sent = (int(seconds) for seconds in re.findall(r"proxy_read_timeout (\d+)s", conf))
    assert read > 10 and personal > 60 and sent > 60  # REQUEST_DEADLINE, and gunicorn's timeout
    shorter = (f"proxy_read_timeout {read}s", "proxy_read_timeout 1s")
    with answering(port), Nginx(folder, folder / "none", free_port(), port, shorter) as nginx:
        assert nginx.ask("/lange/", "POST", "x=1")[0] == 200
        assert nginx.ask("/lange/", **SESSION)[0] == 200
        assert nginx.ask("/lange/")[0] == 503


def test_servers_that_are_exchanged_one_after_the_other_cost_no_request(folder):
    ports = free_port(), free_port()
    with Nginx(folder, folder / "none", *ports) as nginx:
        servers = [ExitStack(), ExitStack()]
        for server, port in zip(servers, ports, strict=True):
            server.enter_context(answering(port))
        try:
            for server, port in zip(servers, ports, strict=True):
                server.close()
                assert [nginx.ask("/", method)[0] for method in ("GET", "POST") * 5] == [200] * 10
                server.enter_context(answering(port))  # and at once the next
        finally:
            for server in servers:
                server.close()
