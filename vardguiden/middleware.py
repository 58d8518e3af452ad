"""What holds for every answer: how long it may be kept, and a plain page for what Django answers too tersely."""

from collections.abc import Callable
from hashlib import sha1
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext_lazy as _

from page_memory.http import only_tracks
from page_memory.shown import is_being_built
from vardguiden import deadline

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GetResponse = Callable[[HttpRequest], HttpResponse]


class ClientAddress:
    """Sets REMOTE_ADDR to the reader's own address, behind as many proxies as TRUSTED_PROXIES says.

    Each proxy adds the address it heard from last in X-Forwarded-For; what stands further left anyone may have written.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        passed = [address.strip() for address in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if 0 < settings.TRUSTED_PROXIES <= len(passed) and passed[-settings.TRUSTED_PROXIES]:
            request.META["REMOTE_ADDR"] = passed[-settings.TRUSTED_PROXIES]
        return self.get_response(request)


class CachePolicy:
    """Closed by default: an answer is `private, no-store`, unless an open view gave it without touching a session.

    A public page may be kept for some seconds, and longer while we are down; an error page is not kept, nor a page
    that answers what a reader has asked for in its address: a search and a place are the reader's own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        is_asked_for = _is_asked_for(request, response)
        if getattr(request, "as_it_was", None):  # answered without the database: no one keeps it
            response["Cache-Control"] = "private, no-store" if is_asked_for else "no-cache"
            return response
        match = request.resolver_match
        is_open = match is not None and getattr(match.func, "login_required", True) is False
        token_used = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)  # the page holds a form with a token
        personal = request.session.accessed or response.cookies or token_used
        if is_open and not personal and request.method in ("GET", "HEAD") and response.status_code in (200, 301, 302):
            age = settings.PUBLIC_MAX_AGE
            kept = f"public, max-age={age}, stale-while-revalidate={age}, stale-if-error=86400"
            response["Cache-Control"] = "private, no-store" if is_asked_for else kept
        else:
            response["Cache-Control"] = "private, no-store" if personal or not is_open else "no-store"
        if personal:
            response["X-Robots-Tag"] = "noindex"
            patch_vary_headers(response, ["Cookie"])
        return response


class ConditionalRead(ConditionalGetMiddleware):
    """Tags each answer that may be kept, and answers 304 to whoever has it: to HEAD too, which Django leaves out. A 304
    says, as the answer did, which sites may read it. The page memory, which asks for no reader, tags its pages itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if is_being_built():
            return response
        answer = self._answer(request, response)
        for name in ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers"):
            if response.has_header(name):
                answer[name] = response[name]
        return answer

    def _answer(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if response.content and self.needs_etag(response) and not response.has_header("ETag"):
            tag = sha1(response.content, usedforsecurity=False)  # Django's own, MD5, takes thrice as long
            response["ETag"] = f'"{tag.hexdigest()[:32]}"'
        if request.method == "GET":
            return super().process_response(request, response)
        return get_conditional_response(request, response.get("ETag"), None, response) or response


class PlainErrors:
    """Gives the short answers that Django makes itself (a wrong method, a bad request) a page in the look."""

    TEXTS = {
        400: (
            _("Något är fel med adressen eller det som skickades"),
            _("Gå tillbaka och försök igen, eller börja om från startsidan."),
        ),
        405: (_("Så kan sidan inte användas"), _("Gå till startsidan och försök igen därifrån.")),
        413: (_("Det du skickade är för stort"), _("Skicka en kortare text.")),
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        text = self.TEXTS.get(response.status_code)
        if text is None or _is_page(response):
            return response
        return self._page(request, response, *text)

    def _page(
        self, request: HttpRequest, response: HttpResponse, title: "StrOrPromise", advice: "StrOrPromise"
    ) -> HttpResponse:
        """The same answer, with its headers, and words that a person can read."""
        context: dict[str, Any] = {"error_title": title, "advice": advice}
        response.content = render_to_string("errors/plain.html", context, request)
        response["Content-Type"] = "text/html; charset=utf-8"
        response["Content-Length"] = str(len(response.content))
        return response


class FirstPiece:
    """Makes the first piece of an answer that is sent as it is made, while an error can still become a page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            deadline.for_each_statement()
            pieces = iter(response)
            response.streaming_content = chain([next(pieces, b"")], pieces)
        return response


def _is_asked_for(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it is a page, or a part of one, for a query of the reader's. What machines ask for is open data."""
    query = request.META.get("QUERY_STRING", "")
    return bool(query) and not only_tracks(query) and response.get("Content-Type", "").startswith("text/html")


def _is_page(response: HttpResponse) -> bool:
    return b"<main" in getattr(response, "content", b"") or "json" in response.get("Content-Type", "")
