"""Someone reads about the open data, and another site shows our cards in a frame."""

import json
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser

FRAME = (
    '<!doctype html><html lang="sv"><title>Annan webbplats</title><body style="margin:0"><iframe id="card" src="{}" \
title="Kort" width="{}" height="420" style="border:0"></iframe></body></html>'
)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page(reader, width):
    page = reader(width=width)
    page.goto("/oppna-data/")
    expect(page.get_by_role("heading", name="Öppna data", level=1)).to_be_visible()
    page.get_by_text("Så ser svaret ut").first.click()
    assert beside_the_screen(page) == []
    assert axe_violations(page) == []
    assert kept_in_browser(page) == []


def test_in_the_dark(reader):
    page = reader(color_scheme="dark")
    page.goto("/oppna-data/")
    assert axe_violations(page) == []


def test_the_first_example_works_as_it_is_copied(reader, site):
    page = reader()
    page.goto("/oppna-data/")
    command = page.locator("pre").first.inner_text()
    path = re.search(r'https?://[^/]+(/[^"]*)"', command)[1]
    with urlopen(site.url + path) as answer:
        assert len(json.load(answer)["units"]) == 2


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["unit", "article"])
def test_a_card_in_a_narrow_frame(reader, site, kind, dark):
    with urlopen(f"{site.url}/oppna-data/mottagningar.json?typ=vardcentral&limit=1") as answer:
        uid = json.load(answer)["units"][0]["uid"]
    path = {"unit": f"/inbaddat/mottagning/{uid}/", "article": "/inbaddat/artikel/halsfluss/"}[kind]
    page = reader(width=280, color_scheme="dark" if dark else "light")
    page.goto(path)
    assert beside_the_screen(page) == []
    assert axe_violations(page) == []
    assert kept_in_browser(page) == []


@pytest.fixture
def other_site(site):
    """Another site, with a page that frames one of ours: /inbaddat/… shows /inbaddat/…"""

    class Framing(BaseHTTPRequestHandler):
        def do_GET(self):
            body = FRAME.format(site.url + self.path, 280).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Framing)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_another_site_frames_a_card_and_not_a_page(chromium, other_site):
    page = chromium.new_page()
    page.goto(f"{other_site}/inbaddat/artikel/halsfluss/")
    card = page.frame_locator("#card")
    expect(card.get_by_role("heading", level=1)).to_contain_text("Halsfluss")
    link = card.get_by_role("link", name="Läs hela texten")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener")
    page.goto(f"{other_site}/halsfluss/")
    page.wait_for_load_state("networkidle")
    expect(page.frame_locator("#card").get_by_role("heading", level=1)).to_have_count(0)
    page.close()
