"""The admin behind our own log-in: its log-in form would let a password alone through."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class StaffAdminSite(AdminSite):
    """Logs in, logs out and changes passwords as the rest of the site does."""

    site_title = _("Vårdguiden, administration")
    site_header = _("Administration")
    index_title = _("Administration")
    LEFT_OUT = frozenset({"account", "auth", "axes", "mfa"})  # tables whose rules the plain forms would walk past

    @method_decorator(login_not_required)
    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sends the unknown to our log-in; staff who are logged in go on, and no one sees a second log-in form."""
        return redirect("admin:index")

    def index(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sends staff for whom there is nothing here to their own page, from which they reach what is theirs."""
        if not self.get_app_list(request):
            return redirect("account")
        return super().index(request, extra_context)

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        from accounts.views import log_out  # models are not loaded when the site is

        return log_out(request)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        return redirect("account_change_password")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        kept = [model for model in models if model._meta.app_label not in self.LEFT_OUT]
        super().register(kept, admin_class, **options)
