"""A door with a Django and a line to the database that do as the test wants."""

from datetime import UTC

from page_memory.copies import Copies
from page_memory.door import SHOWN, Door
from page_memory.pages import Pages
from page_memory.rules import Rules
from page_memory.shown import Shown, Subject, register

BODY = b"<!doctype html><main>" + "Halsfluss är en infektion. ".encode() * 200 + b"<!--copy sv--></main>"
THING = Subject("thing", ("things_of_the_test",))
register(THING)


class Line:
    """A contact with the database as the test wants it."""

    def __init__(self):
        self.current, self.lost, self.waited = True, 0.0, 0

    def begin(self):
        pass

    def is_current(self):
        return self.current

    def becomes_current(self):
        self.waited += 1
        return self.current

    def lost_for(self):
        return self.lost


class Django:
    """Stands for the site: counts how often it is asked, and answers as it is told."""

    def __init__(self):
        self.asked = []
        self.status, self.body = "200 OK", BODY
        self.headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=10"}
        self.meanwhile = lambda: None
        self.reads = "SELECT * FROM things_of_the_test"

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        shown = environ.get(SHOWN, Shown())
        shown.watch(lambda *a: None, self.reads, None, False, {})
        self.meanwhile()
        headers = self.headers if self.body is None else self.headers | {"Content-Length": str(len(self.body))}
        start_response(self.status, list(headers.items()))
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return iter([b"a", b"b"]) if self.body is None else [self.body]


class Site:
    def __init__(self, folder=None, only_https=False, most_bytes=10_000_000):
        self.django, self.line = Django(), Line()
        self.pages = Pages(most_bytes)
        rules = Rules(
            host_is_ours=lambda host: host in ("vard.example", "vard.example:443"),
            only_https=only_https,
            personal_cookies=("__Host-sessionid",),
            own_paths=("/static/", "/healthz"),
            zone=UTC,
            max_age=10,
            old_page=lambda built, language: f"<p lang={language}>Sidan kan vara gammal</p>".encode(),
            unavailable=lambda environ: ([("Retry-After", "10")], b"Ring 112"),
        )
        self.copies = Copies(folder)
        self.door = Door(self.django, self.pages, self.line, self.copies, rules)

    def get(self, *path, **asked):
        return self._answer(self.door, *path, **asked)

    def from_memory(self, *path, **asked):
        """None if it does not lie ready."""
        return self._answer(self.door.from_memory, *path, **asked)

    @staticmethod
    def _answer(door, path="/halsfluss/", method="GET", query="", **headers):
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": ""}
        environ |= {"wsgi.url_scheme": "http", "HTTP_HOST": "vard.example", "REMOTE_ADDR": "192.0.2.1"}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        begun = []
        body = door(environ, lambda status, fields, exc_info=None: begun.append((status, fields)))
        return None if body is None and not begun else Answer(*begun[-1], b"".join(body))


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.body = int(status.split()[0]), body
        self.headers = dict(headers)
        assert len(self.headers) == len(headers), "a header twice"
