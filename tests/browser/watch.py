"""What goes wrong in a page while a test looks at something else, and what a page asks for."""

from urllib.parse import urlsplit

# What htmx says of suggestions that were on their way when the reader left the page; other faults have other names.
ABORTED = ("htmx:sendAbort", "htmx:afterRequest")


class Watch:
    """Follows one page, and keeps its faults in words."""

    def __init__(self, site, expects=()):
        self.site = site
        self.expects = expects
        self.faults = []
        self.requests = []

    def follow(self, page):
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._request)
        page.on("websocket", lambda socket: self.faults.append(f"another host: {socket.url}"))

    def _console(self, message):
        if message.type not in ("error", "warning"):
            return
        if not any(words in message.text for words in (*self.expects, *ABORTED)):
            self.faults.append(f"console on {urlsplit(message.page.url).path}: {message.text}")

    def _request(self, request):
        self.requests.append(request.url)
        if not request.url.startswith((f"{self.site}/", "data:", "blob:")):
            self.faults.append(f"another host: {request.url}")
