"""Logging out and staying logged in, my account, and the pages that say whom to turn to. The rest of logging in is
allauth's views."""

from typing import Any

from allauth.account.internal.flows.logout import logout
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts import second_factor, sessions
from accounts.private import PersonalRequest, private


@private
@require_GET
def account(request: PersonalRequest) -> HttpResponse:
    """My account: name, roles, second factor, and the ways to change them."""
    recovery_codes = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    context = {
        "authenticator": second_factor.authenticator_of(request.user),
        "codes_left": len(recovery_codes.wrap().get_unused_codes()) if recovery_codes else 0,
    }
    return render(request, "account/account.html", context)


@private
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in_time(request: PersonalRequest) -> HttpResponse:
    """Until when one is logged in, for a page that is open; POST prolongs it, asking does not. Without a script the
    button leads to my account, in a tab of its own, so that nothing typed is left."""
    prolonged = request.method == "POST"
    if prolonged:
        sessions.prolong(request.session)
    if "HX-Request" in request.headers:
        return render(request, "account/log_in_time.html#asked", {"prolonged": prolonged})
    if prolonged:
        messages.success(request, _("Du är kvar inloggad. Stäng fliken och fortsätt i den som du kom från."))
    return redirect("account")


@private
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_out(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """GET asks, POST logs out and has the browser forget what it kept. (`extra_context` is how the admin calls.)"""
    if request.method != "POST":
        return render(request, "account/logout.html")
    logout(request, show_message=False)
    response = redirect("account_logout")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@private
@login_not_required
@require_GET
def login_help(request: HttpRequest) -> HttpResponse:
    """For whoever has no account, or has lost the password or the phone: whom to turn to."""
    return render(request, "account/login_help.html")


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]) -> HttpResponse:
    """What axes answers while a user name is locked at an address."""
    page = render(request, "account/locked_out.html", status=429)
    page["Cache-Control"] = "private, no-store"
    page["X-Robots-Tag"] = "noindex"
    return page


class LogIn(LoginView):
    """The form of user name and password. It says with its status too when no password was looked at."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, "too_many_from_here"):
            response.status_code = 429
        return response


class RecoveryCodesFile(DownloadRecoveryCodesView):
    """The recovery codes as a text file with a Swedish name."""

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="reservkoder.txt"'
        return response
