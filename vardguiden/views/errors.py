"""Error pages in the look, in plain Swedish, with a way on. None of them may fail itself."""

import logging
from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from accounts.typed import give_back, typed_in

logger = logging.getLogger(__name__)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    response = render(request, template, status=status)
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    typed = typed_in(request)
    return give_back(request, typed, status=403) if typed else _page(request, "errors/csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _too_large()
    # Perhaps the host itself is wrong: nothing of the request may be used.
    advice = _("Något är fel med adressen eller det som skickades. Gå till startsidan och försök igen därifrån.")
    return _apart("400.html", 400, _("Adressen gick inte att läsa"), advice)


def _too_large() -> HttpResponse:
    advice = _(
        "Det får plats ungefär en miljon tecken. Gå tillbaka med webbläsarens bakåtknapp, korta texten och försök igen."
        " Inget är sparat eller ändrat."
    )
    return _apart("400.html", 413, _("Texten är för stor att skicka"), advice)


def server_error(request: HttpRequest) -> HttpResponse:
    advice = _("Felet är inte ditt. Vänta någon minut och ladda sedan om sidan.")
    return _apart("500.html", 500, _("Något gick fel hos oss"), advice)


def without_database(path: str) -> HttpResponse:
    """The page, or for programs the sentence, that says that the database is gone."""
    advice = _("Vänta någon minut och ladda sedan om sidan.")
    response = _apart("500.html", 503, _("Tjänsten svarar inte just nu"), advice)
    response["Retry-After"] = "10"
    return response


def _apart(plain: str, status: int, title: str, advice: str) -> HttpResponse:
    """A page that asks neither the request nor the database; if even that fails, the plain one without any tags."""
    try:
        text = loader.get_template("errors/apart.html").render({"title": title, "advice": advice})
    except Exception:
        logger.exception("The error page could not be shown in the look.")
        text = loader.get_template(plain).render()
    response = HttpResponse(text, status=status)
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
def fail_on_purpose(request: HttpRequest) -> NoReturn:
    """In the demo only: shows the page that a fault of ours gives."""
    raise RuntimeError("A fault made on purpose, to see the error page.")
