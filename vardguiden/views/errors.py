"""Error pages in the look, in plain Swedish, with a way on. None of them may fail itself."""

from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, status=status)
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "errors/csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # Perhaps the host itself is wrong: nothing of the request may be used.
    response = HttpResponse(loader.get_template("400.html").render(), status=400)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(loader.get_template("500.html").render(), status=500)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
def fail_on_purpose(request: HttpRequest) -> NoReturn:
    """In the demo only: shows the page that a fault of ours gives."""
    raise RuntimeError("A fault made on purpose, to see the error page.")
