"""What someone typed in a form that could not be taken: given back, never kept. It is in that answer and nowhere else.

The page holds one form with the very fields, to copy from or to send again. The token is always a new one, so that
Django's own check stands: after logging in, which changes the token, the first press leads to the page with the new
token and the second is taken.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.anonymous import from_here

SECRET = re.compile(  # a postal code is none
    r"passw|l[oö]sen|secret|(?<![a-z])(?<!postal_)(code|token|otp)(?![a-z])", re.IGNORECASE
)
FROM = "kom-fran"
BOOKKEEPING = frozenset({"csrfmiddlewaretoken", "serial", "deras-utkast", "was", "utkast", "next", FROM})
SHORT = 40  # characters: a longer value, or one of several words, is shown to be copied


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form: those with words of a person's own, and the rest, which only go along."""

    words: list[tuple[str, str]]
    rest: list[tuple[str, str]]
    has_files: bool


def typed_in(request: HttpRequest) -> Typed | None:
    """What was typed, if it may be shown: sent by a browser from a page of ours, readable, and with no secret in it."""
    asks_for_page = "text/html" in request.headers.get("Accept", "")  # neither fetch nor htmx does
    if request.method != "POST" or not asks_for_page or not from_here(request):
        return None
    try:
        fields = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except UnreadablePostError:  # the browser is gone; what is too large or broken has its own page
        return None
    if any(SECRET.search(name) for name, _value in fields):
        return None
    fields = [(name, value) for name, value in fields if name not in ("csrfmiddlewaretoken", FROM)]
    if not any(value.strip() for name, value in fields if name not in BOOKKEEPING):
        return None
    words = [field for field in fields if _is_words(*field)]
    return Typed(words, [field for field in fields if field not in words], bool(request.FILES))


def _is_words(name: str, value: str) -> bool:
    return name not in BOOKKEEPING and (len(value) > SHORT or len(value.split()) > 1)


def page_of_form(request: HttpRequest) -> str:
    """The page that the form stood on, as far as the browser says: the form's own address may take no reading. The page
    that gives back what was typed hands on what it was told."""
    referer = request.POST.get(FROM) or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(referer)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()


def give_back(request: HttpRequest, typed: Typed, *, status: int) -> HttpResponse:
    """The page that says what happened, with what was typed and the way on."""
    context = {"typed": typed, "address": request.get_full_path(), "back": page_of_form(request), "back_name": FROM}
    response = render(request, "account/typed.html", context, status=status)
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex"
    return response
