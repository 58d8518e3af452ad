"""Error pages in the look, in plain Swedish, with a way on. None of them may fail itself."""

import logging
import sys
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.typed import give_back, typed_in
from vardguiden import deadline
from vardguiden.metrics.counters import DATABASE_FAILURES
from vardguiden.outage import BACK_SOON, is_outage
from vardguiden.views.mistyped import language_of, meant_by, right_address

logger = logging.getLogger(__name__)


def _page(request: HttpRequest, template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return _page(request, "404.html", 404)
    if address := right_address(request):
        return HttpResponsePermanentRedirect(address)
    meant = meant_by(request)
    with override(meant.language.tag):
        return _page(request, "404.html", 404, {"meant": meant})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    typed = typed_in(request)
    return give_back(request, typed, status=403) if typed else _page(request, "errors/csrf.html", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return _too_large()
    if is_outage(exception):  # a session that could not be saved becomes a bad request in Django
        return unavailable(request)
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
    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    with override(language_of(request.path).tag):
        advice = _("Felet är inte ditt. Vänta någon minut och ladda sedan om sidan.")
        return _apart("500.html", 500, _("Något gick fel hos oss"), advice)


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database is gone or too slow: what happened, what works all the same, and what was typed."""
    DATABASE_FAILURES.inc()
    return without_database(request.path) if request.method in ("GET", "HEAD") else _not_saved(request)


def without_database(path: str) -> HttpResponse:
    """The page, or for programs the sentence, that says that the database is gone; in the language of the address."""
    with override(language_of(path).tag):
        return _without_database(path)


def _without_database(path: str) -> HttpResponse:
    title, advice = _("Tjänsten svarar inte just nu"), _("Felet är vårt. Vänta en stund och ladda sedan om sidan.")
    response: HttpResponse
    if path.endswith(".json") or ("/oppna-data/" in path and not path.endswith("/")):
        response = JsonResponse({"code": "unavailable", "message": f"{title}."}, status=503)
        response["Access-Control-Allow-Origin"], response["Cache-Control"] = "*", "no-store"
    else:
        response = _apart("500.html", 503, title, advice)
    response["Retry-After"] = str(BACK_SOON)
    return response


def _not_saved(request: HttpRequest) -> HttpResponse:
    try:
        typed = typed_in(request)
    except SuspiciousOperation:  # it cannot be read, and so cannot be shown
        typed = None
    # Its cookie goes with the form that was sent: no one gets one here who had none.
    token = get_token(request) if typed and settings.CSRF_COOKIE_NAME in request.COOKIES else ""
    title = _("Det gick inte att skicka just nu")
    if deadline.has_committed():
        advice = _("Vi vet inte om allt blev sparat. Titta efter när det går igen, innan du skickar på nytt.")
    else:
        advice = _("Felet är vårt. Inget är sparat eller ändrat.")
    response = _apart(
        "500.html", 503, title, advice, "errors/not_saved.html",
        typed=typed, csrf_token=token, address=request.get_full_path(),
    )  # fmt: skip
    response["Cache-Control"], response["Retry-After"] = "private, no-store", str(BACK_SOON)
    return response


def _apart(
    plain: str, status: int, title: str, advice: str, template: str = "errors/apart.html", **more: Any
) -> HttpResponse:
    """A page that asks neither the request nor the database; if even that fails, the plain one without any tags."""
    context = {"title": title, "advice": advice, "unavailable": status == 503, **more}
    try:
        text = loader.get_template(template).render(context)
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
