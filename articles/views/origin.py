"""Where a form without a session was sent from."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_here(request: HttpRequest, *, hides_itself: bool = False) -> bool:
    """Whether the form was sent from a page of ours, or by something that is no browser.

    A page that `hides_itself` (Referrer-Policy: no-referrer) gives its origin as "null", and so may any page elsewhere:
    then the browser's word on whether it was our own counts, where it gives one.
    """
    origin = request.headers.get("Origin")
    if hides_itself and origin == "null":
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return origin is None or _host(origin) == request.get_host()


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all: then it is not ours
        return ""
