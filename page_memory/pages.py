"""The pages held in memory: bounded in bytes, the least recently asked for goes first, forgotten when they change."""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import brotli

from page_memory.http import BROTLI, GZIP

Headers = list[tuple[str, str]]
Key = tuple[bool, str]  # whether it was asked for over HTTPS, and the path
LOG_LENGTH = 2_000  # changes remembered, to compare with a page that was being built meanwhile
OVERHEAD = 1_500  # bytes that a page takes besides its body: headers, keys, its place in the indexes


@dataclass(frozen=True, slots=True)
class Form:
    """A page in one encoding, ready to send."""

    headers: Headers
    body: bytes
    etag: str


@dataclass(slots=True)
class Page:
    """A page as it was built: its own headers, its body in brotli, what it shows, and until when that is true."""

    headers: Headers
    compressed: bytes
    digest: str
    keys: frozenset[str]
    until: float  # seconds since 1970
    built_at: float
    counted: int = 0  # bytes, as the memory has counted them
    forms: dict[str, Form] = field(default_factory=dict)

    @classmethod
    def made(cls, headers: Headers, body: bytes, keys: Iterable[str], until: float) -> "Page":
        digest = hashlib.blake2b(body, digest_size=12).hexdigest()
        return cls(headers, brotli.compress(body, quality=5), digest, frozenset(keys), until, time.time())

    def form(self, encoding: str) -> Form:
        """The page in an encoding. Brotli and gzip are kept, since browsers ask for them."""
        found = self.forms.get(encoding)
        if found is None:
            found = self._form(encoding)
            if encoding:
                self.forms[encoding] = found
        return found

    def _form(self, encoding: str) -> Form:
        if encoding == BROTLI:
            body = self.compressed
        else:
            body = brotli.decompress(self.compressed)
            if encoding == GZIP:
                body = gzip.compress(body, compresslevel=6, mtime=0)
        etag = f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'
        encoded = [("Content-Encoding", encoding)] if encoding else []
        length = ("Content-Length", str(len(body)))
        headers = [*self.headers, ("Vary", "Accept-Encoding"), ("ETag", etag), *encoded, length]
        return Form(headers, body, etag)

    @property
    def bytes(self) -> int:
        others = sum(len(form.body) for encoding, form in list(self.forms.items()) if encoding == GZIP)
        return len(self.compressed) + others + OVERHEAD


class Pages:
    """The pages of one process. Reading needs no lock; a change and a new page take one."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        self._empty()
        self.changes = 0  # how many have been heard of: a page is built since one of them

    def _empty(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._by_key: defaultdict[str, set[Key]] = defaultdict(set)
        self._log: deque[tuple[int, frozenset[str] | None]] = deque(maxlen=LOG_LENGTH)
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> Page | None:
        """The page, if it is held and still true by the clock."""
        page = self._pages.get(key)
        if page is None or page.until <= time.time():
            return None
        try:
            self._pages.move_to_end(key)
        except KeyError:  # forgotten by another thread just now
            return None
        return page

    def held(self) -> Iterator[tuple[Key, Page]]:
        """What is held now, as long as it is when its turn comes."""
        for key, page in list(self._pages.items()):  # in one step: no lock
            if self._pages.get(key) is page and page.until > time.time():
                yield key, page

    def put(self, key: Key, page: Page, since: int) -> bool:
        """Holds a page that was begun when `since` changes had been heard of; not if what it shows has changed
        since."""
        with self._lock:
            if self._changed(page.keys, since):
                return False
            self._drop(key)
            self._pages[key] = page
            for name in page.keys:
                self._by_key[name].add(key)
            self._count(page)
        return True

    def grown(self, key: Key, page: Page) -> None:
        """A page has got one more form."""
        with self._lock:
            if self._pages.get(key) is page:
                self._count(page)

    def forget(self, changed: str) -> None:
        """What the database has told: "unit:12,13", or "unit" for any of them."""
        name, _, owners = changed.partition(":")
        with self._lock:
            names = frozenset((name, *(f"{name}:{owner}" for owner in owners.split(",")))) if owners else None
            touched = names or frozenset(k for k in self._by_key if k == name or k.startswith(f"{name}:"))
            self.changes += 1
            self._log.append((self.changes, names or frozenset({name, f"{name}:"})))
            for each in touched:
                for key in list(self._by_key.get(each, ())):
                    self._drop(key)

    def forget_all(self) -> None:
        """Something may have changed unheard."""
        with self._lock:
            self._empty()
            self.changes += 1
            self._log.append((self.changes, None))

    def _changed(self, keys: frozenset[str], since: int) -> bool:
        if since < self.changes - LOG_LENGTH:
            return True
        for number, names in reversed(self._log):
            if number <= since:
                return False
            if names is None or names & keys or any(f"{key.partition(':')[0]}:" in names for key in keys):
                return True
        return False

    def _count(self, page: Page) -> None:
        now = page.bytes
        self.bytes += now - page.counted
        page.counted = now
        while self.bytes > self.most_bytes and self._pages:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.bytes -= page.counted
        for name in page.keys:
            self._by_key[name].discard(key)
            if not self._by_key[name]:
                del self._by_key[name]
