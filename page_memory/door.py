"""The door: a WSGI application before Django that answers what is in the memory, and asks Django for the rest.

A page from here has passed none of Django's middleware. So the door asks itself what they would have asked: is this a
name that the site answers to, did it come over HTTPS, is it GET or HEAD, which encoding can the reader take, does the
reader have the page already. Whatever it is not sure of it leaves to Django.
"""

import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import brotli

from page_memory.answers import Answer
from page_memory.builders import Builders
from page_memory.contact import Contact
from page_memory.copies import Copies
from page_memory.http import chosen_encoding, for_all, has_it, only_tracks, without_person
from page_memory.pages import Headers, Key, Page, Pages
from page_memory.rules import Counts, Environ, Rules
from page_memory.shown import Shown

StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

SHOWN = "page_memory.shown"  # where in the WSGI environ the building of a page is taken down
AGE_MARK = re.compile(rb"<!--copy ([a-z-]+)-->")  # where a page that has become old says so, and in which language
GONE_AFTER = 2.0  # seconds without the database until nobody waits for it
LONGEST_PATH = 300
KNOWN_NAMES = 100
OF_THE_BODY = {"Content-Type", "Content-Encoding", "Content-Length"}
_MADE_HERE = {"content-length", "content-encoding", "etag", "vary", "cache-control"}


@dataclass
class Door:
    """One a process."""

    application: Application
    pages: Pages
    contact: Contact
    copies: Copies
    rules: Rules
    counts: Counts = field(default_factory=Counts)
    _names: set[str] = field(default_factory=set)
    _builders: Builders = field(default_factory=Builders)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._past(environ, start_response)
        page = self._held(key)
        if page is not None:
            return self._answer(key, page, environ, start_response)
        return self._miss(key, environ, start_response)

    def from_memory(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes] | None:
        """The answer if it lies ready: nothing is waited for, built or compressed. Else None, and nothing has begun."""
        key = self._key(environ)
        page = key and self._held(key)
        if not key or not page or chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) not in page.forms:
            return None
        return self._answer(key, page, environ, start_response)

    # ---- what may be answered from here ----

    def _key(self, environ: Environ) -> Key | None:
        """Which page is asked for; None for what only Django can answer."""
        self.contact.begin()
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        query = environ.get("QUERY_STRING")
        if query and not (self.contact.lost_for() > GONE_AFTER and only_tracks(query)):
            return None
        if self._is_personal(environ) and self.contact.lost_for() < GONE_AFTER:
            return None
        if not self._is_our_name(environ.get("HTTP_HOST", "")):
            return None
        secure = self._is_secure(environ)
        path: str = environ["PATH_INFO"]
        if (self.rules.only_https and not secure) or len(path) > LONGEST_PATH or environ.get("SCRIPT_NAME"):
            return None
        return secure, path

    def _is_personal(self, environ: Environ) -> bool:
        cookies = environ.get("HTTP_COOKIE", "")
        return "HTTP_AUTHORIZATION" in environ or any(name in cookies for name in self.rules.personal_cookies)

    def _is_our_name(self, host: str) -> bool:
        if host in self._names:
            return True
        if not self.rules.host_is_ours(host):
            return False
        if len(self._names) < KNOWN_NAMES:
            self._names.add(host)
        return True

    @staticmethod
    def _is_secure(environ: Environ) -> bool:
        told = environ.get("HTTP_X_FORWARDED_PROTO")
        return (environ.get("wsgi.url_scheme") if told is None else told.split(",")[0].strip()) == "https"

    # ---- from memory ----

    def _held(self, key: Key) -> Page | None:
        page = self.pages.get(key)
        return page if page is not None and self.contact.is_current() else None

    def _answer(self, key: Key, page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        encoding = chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        form = page.forms.get(encoding)
        if form is None:
            form = page.form(encoding)
            self.pages.grown(key, page)
        headers = [*form.headers, ("Cache-Control", self._policy(page))]
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and has_it(asked, form.etag):
            self.counts.not_modified += 1
            start_response("304 Not Modified", [each for each in headers if each[0] not in OF_THE_BODY])
            return ()
        self.counts.hits += 1
        start_response("200 OK", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (form.body,)

    def _policy(self, page: Page) -> str:
        left = page.until - time.time()
        age = self.rules.max_age
        if left < 2 * age:  # what the clock ends, no cache shows after it
            return f"public, max-age={max(0, min(age, int(left)))}, stale-if-error=86400"
        return f"public, max-age={age}, stale-while-revalidate={age}, stale-if-error=86400"

    # ---- from Django ----

    def _past(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Django answers; but when the database has been gone a while no reader waits for it in vain. What someone has
        written only Django can give back."""
        if self.contact.lost_for() > GONE_AFTER and not environ["PATH_INFO"].startswith(self.rules.own_paths):
            read = self._read_on(environ, start_response)
            if read is not None:
                return read
            if environ["REQUEST_METHOD"] in ("GET", "HEAD") and not self._is_elsewhere(environ):
                return self._turn_away(environ, start_response)
        return self.application(environ, start_response)

    def _is_elsewhere(self, environ: Environ) -> bool:
        """Whether Django sends the reader to another address, or to nobody, which needs no database."""
        is_wrong = self.rules.only_https and not self._is_secure(environ)
        lacks_slash = self.rules.moves_on(environ["PATH_INFO"])
        return is_wrong or lacks_slash or not self._is_our_name(environ.get("HTTP_HOST", ""))

    def _turn_away(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.counts.turned_away += 1
        headers, body = self.rules.unavailable(environ)
        start_response("503 Service Unavailable", headers)
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _miss(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if key[1].startswith(self.rules.own_paths):
            return self.application(environ, start_response)
        if not self.contact.is_current():
            read = self._read_on(without_person(environ), start_response)
            if read is not None:
                return read
        # One that has been gone a while is not waited for: each of its readers would hold a thread meanwhile.
        if self.contact.lost_for() > GONE_AFTER or not self.contact.becomes_current():
            old = self._old(key, environ, start_response)
            return self._past(environ, start_response) if old is None else old
        if self._builders.is_kept_out(key, self.pages.changes):
            return self._past(environ, start_response)
        if self._builders.failed_lately(key):
            old = self._old(key, environ, start_response)
            if old is not None:
                return old
        other = self._builders.take(key)
        if other is not None:
            return self._after(other, key, environ, start_response)
        try:
            return self._build(key, environ, start_response)
        finally:
            self._builders.done(key)

    def _after(
        self, other: threading.Event, key: Key, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """What another has built; if it came to nothing, the page as it was."""
        is_done = self._builders.wait(other, lambda: self.contact.lost_for() > GONE_AFTER)
        page = self._held(key)
        if page is not None:
            return self._answer(key, page, environ, start_response)
        if not is_done or self._builders.failed_lately(key):
            old = self._old(key, environ, start_response)
            if old is not None:
                return old
        return self._past(environ, start_response)

    def _build(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        since, now = self.pages.changes, datetime.now(self.rules.zone)
        shown = Shown()
        answer = self._asked(for_all(environ) | {SHOWN: shown})
        if answer.status[0] == "5":
            self._builders.fails(key)
            old = self._old(key, environ, start_response)
            if old is not None:
                answer.close()
                return old
        if not answer.header("content-length"):  # a stream, as long as it wants
            return self._as_it_is(key, answer, environ, start_response)
        body = b"".join(answer.body)
        answer.close()
        if not answer.may_be_kept(body) or not shown.is_the_same_for_all:
            if answer.status[0] != "5":
                self.copies.remove(key)
            return self._as_it_is(key, Answer(answer.status, answer.headers, (body,)), environ, start_response)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _MADE_HERE]
        page = Page.made(headers, body, shown.keys, shown.until(now, self.rules.zone).timestamp())
        self.counts.built += 1
        if self.pages.put(key, page, since):
            self.copies.keep(key, page)
            self.copies.look_after(self.pages.held())
        return self._answer(key, page, environ, start_response)

    def _asked(self, environ: Environ) -> Answer:
        begun: list[Any] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
            begun[:] = [status, headers]
            return lambda data: None

        body = self.application(environ, start)
        return Answer(begun[0], begun[1], body)

    def _as_it_is(self, key: Key, answer: Answer, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """What is not to be kept goes on to the reader as Django gave it, and is not waited for the next time."""
        self.counts.not_kept += 1
        self._builders.keeps_out(key, self.pages.changes)
        start_response(answer.status, answer.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            answer.close()
            return ()
        return answer.body

    # ---- when the database is gone ----

    def _read_on(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes] | None:
        """What a replica has, or takes no database; it is not kept, since nobody hears of changes. None if it takes the
        database itself."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        if self._is_personal(environ) or not self.rules.reads_on():
            if not self.rules.does_without(environ["PATH_INFO"]):
                return None
            environ = without_person(environ)
        answer = self._asked(environ)
        if answer.status[0] == "5":
            answer.close()
            return None
        start_response(answer.status, answer.headers)
        return answer.body

    def _old(self, key: Key, environ: Environ, start_response: StartResponse) -> Iterable[bytes] | None:
        """The page as it was when it was built last, saying so; None if it never was."""
        page = self.copies.get(key)
        if page is None:
            return None
        self.counts.old += 1
        built = datetime.fromtimestamp(page.built_at, self.rules.zone)
        body = brotli.decompress(page.compressed)
        body = AGE_MARK.sub(lambda mark: self.rules.old_page(built, mark[1].decode()), body, count=1)
        form = Page.made(page.headers, body, (), 0.0).form(chosen_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        age = str(max(0, int(time.time() - page.built_at)))
        start_response("200 OK", [*form.headers, ("Age", age), ("Cache-Control", "no-cache")])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (form.body,)
