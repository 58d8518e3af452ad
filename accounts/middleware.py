"""Who comes in where: closed by default, and staff only with a second factor.

Neither looks at the user on an open page: whoever reads a public page must not be asked for a session.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django_htmx.http import HTMX_STOP_POLLING

from accounts import second_factor, sessions
from accounts.typed import give_back, page_of_form, typed_in

View = Callable[..., HttpResponseBase]


def is_open(view: View) -> bool:
    """Whether the view is marked `@login_not_required`."""
    return not getattr(view, "login_required", True)


class ClosedByDefault(LoginRequiredMiddleware):
    """Django's own, which looks at the user first and at the mark after that; here the mark comes first. Who sends a
    form after the session has ended gets back what was typed. Who asks for a part of a page is told in that part, by a
    status that no form takes for its answer."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if is_open(view_func):
            return None
        if request.user.is_authenticated:
            if not sessions.has_an_end(request.session):  # logged in before ends were kept: counted from now
                sessions.begin(request.session)
            return None
        if "HX-Request" in request.headers:
            return render(request, "account/log_in_time.html#asked", status=HTMX_STOP_POLLING)
        if request.method != "POST":
            return super().process_view(request, view_func, view_args, view_kwargs)
        typed = typed_in(request)
        return give_back(request, typed, status=401) if typed else redirect_to_login(page_of_form(request))


class StaffNeedSecondFactor:
    """Sends staff who have no second factor to the page where they get one, whatever closed page they ask for."""

    ON_THE_WAY = frozenset({"mfa_activate_totp", "account_reauthenticate", "account_logout", "log_in_time"})

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if is_open(view) or not request.user.is_authenticated or not request.user.is_staff:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in self.ON_THE_WAY:
            return None
        return None if second_factor.is_enrolled(request.user) else redirect("mfa_activate_totp")
