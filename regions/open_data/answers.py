"""How open data is answered: to any site, with the next page's address, and a sentence where the question is wrong."""

import json
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from regions.open_data.licences import Licence

View = Callable[..., HttpResponseBase]
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
AT_ONCE = 2  # of all that there is, in one process: each holds a thread, and the database's attention, until it is made
TRY_AGAIN = 30  # seconds
_room = BoundedSemaphore(AT_ONCE)


class Unclear(Exception):
    """What was asked cannot be answered. The sentence is for people, the code for programs."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


def fault(unclear: Unclear) -> JsonResponse:
    response = as_json({"code": unclear.code, "message": unclear.message}, status=unclear.status)
    if unclear.status == 429:
        response["Retry-After"], response["Cache-Control"] = str(TRY_AGAIN), "no-store"
    return response


def open_data(tell: Callable[[Unclear], HttpResponse] = fault) -> Callable[[View], View]:
    """A view that anyone may read, from any site too. `tell` words what was wrong with the question."""

    def decorate(view: View) -> View:
        @login_not_required
        @require_http_methods(["GET", "HEAD", "OPTIONS"])
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "OPTIONS":  # a browser asks first when a page of another site sends If-None-Match
                return HttpResponse(status=204, headers=CORS | PREFLIGHT)
            try:
                response = view(request, *args, **kwargs)
            except Unclear as unclear:
                response = tell(unclear)
            return any_site(response)

        return answer

    return decorate


def any_site(response: HttpResponseBase) -> HttpResponseBase:
    """The answer, which a page of any other site may read."""
    for name, value in CORS.items():
        response[name] = value
    return response


def as_json(data: Mapping[str, Any], *, status: int = 200, content_type: str = "application/json") -> JsonResponse:
    return JsonResponse(data, status=status, content_type=content_type, json_dumps_params={"ensure_ascii": False})


def line(data: Mapping[str, Any]) -> str:
    """One line of NDJSON."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")) + "\n"


def streamed(request: HttpRequest, parts: Iterator[str], content_type: str, filename: str) -> HttpResponseBase:
    """The parts as they are made, so that memory stays the same however many they are."""
    headers = {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(headers=headers) if request.method == "HEAD" else StreamingHttpResponse(parts, headers=headers)


def whole(request: HttpRequest, parts: Iterator[str], content_type: str, filename: str) -> HttpResponseBase:
    """All there is, as `streamed`; refused while so many others are being given it that readers would wait."""
    if request.method != "HEAD":
        if not _room.acquire(blocking=False):
            raise Unclear("busy", _("Många hämtar allt just nu. Försök igen om en halv minut."), status=429)
        parts = _Held(parts)
    return streamed(request, parts, content_type, filename)


class _Held(Iterator[str]):
    """What is being made. It gives its room back when it has been made, fails, or is closed or thrown away."""

    def __init__(self, parts: Iterator[str]) -> None:
        self._parts, self.close = parts, weakref.finalize(self, _room.release)

    def __next__(self) -> str:
        try:
            return next(self._parts)
        except BaseException:
            self.close()
            raise


def linked(response: HttpResponseBase, licence: Licence, **addresses: str | None) -> HttpResponseBase:
    """The answer with its licence, and what else there is, in the Link header (RFC 8288)."""
    links = [("license", licence.url), *((name, url) for name, url in addresses.items() if url)]
    response["Link"] = ", ".join(f'<{url}>; rel="{name}"' for name, url in links)
    return response


def address(path: str, query: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> str:
    """The whole address of a path, the same whoever asks."""
    asked = urlencode(query, doseq=True) if query else ""
    return settings.SITE_URL + path + (f"?{asked}" if asked else "")


def this_with(request: HttpRequest, **changed: str) -> str:
    """The address that was asked for, with something changed in its query."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    return address(request.path, list(query.lists()))
