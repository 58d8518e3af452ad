"""Reads a copy of the site from a web server, as a browser with no site to ask would find it."""

import html
import re
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli

PATIENCE = 60  # seconds
LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
OF_A_STYLESHEET = re.compile(r"url\(\s*['\"]?([^'\")]+)")
TYPES = {
    "": "text/html; charset=utf-8",
    ".json": "application/json",
    ".css": 'text/css; charset="utf-8"',
    ".js": 'text/javascript; charset="utf-8"',
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class Crawl:
    """What was found from some addresses on: dead links with the page of each, faults, and how many of each kind."""

    def __init__(self, port, site_url, starts):
        self.site_url, self.came_from = site_url, dict.fromkeys(starts, "")
        self.dead, self.faults, self.kinds = {}, [], Counter()
        waiting = list(starts)
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as asked:
            while waiting:
                address = waiting.pop()
                for found in self._read(asked, address):
                    if found not in self.came_from:
                        self.came_from[found] = address
                        waiting.append(found)

    def _read(self, asked, address):
        """The addresses that one answer leads to."""
        asked.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = asked.getresponse()
        body = answer.read()
        if answer.status != 200:
            self.dead[address] = self.came_from[address]
            return
        if answer.getheader("Content-Encoding") == "br":
            body = brotli.decompress(body)
        kind = answer.getheader("Content-Type")
        self.kinds[kind] += 1
        path = urlsplit(address).path
        self._expect(kind == TYPES.get(Path(path).suffix, kind) and kind, f"{address} is {kind}")
        self._expect(answer.getheader("X-Content-Type-Options") == "nosniff", f"{address} may be sniffed")
        if kind.startswith("text/html"):
            self._expect(answer.getheader("Content-Security-Policy"), f"{address} has no policy")
        yield from self._links(address, kind, body)

    def _links(self, address, kind, body):
        text = body.decode("utf-8") if kind.startswith("text/") else ""
        if kind.startswith("text/html"):
            self._expect("<form" not in text, f"{address} has a form")
            self._expect("data-saved>" in text, f"{address} does not say when it was saved")
            frozen = [
                words
                for words in ("Öppet till", "Öppet dygnet", "öppnar i morgon", "Öppet nu", "I dag,")
                if words in text
            ]
            self._expect(not frozen, f"{address} says {frozen}")
        found = LINK.findall(text) if kind.startswith("text/html") else OF_A_STYLESHEET.findall(text)
        for link in map(html.unescape, found):
            path = urljoin(address, link.removeprefix(self.site_url) or "/").partition("#")[0]
            if path.startswith("/") and not path.startswith("//"):
                yield path

    def _expect(self, holds, fault):
        if not holds:
            self.faults.append(fault)
