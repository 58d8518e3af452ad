"""Logging in, logging out and my account. The names are allauth's own, so that its redirects find their way."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from django.urls import include, path
from django.views.generic import RedirectView

from accounts import views
from accounts.private import private

to_second_factor = RedirectView.as_view(pattern_name="mfa_index")  # nobody takes away their own second factor

log_in = [
    path("", private(views.LogIn.as_view()), name="account_login"),
    path("kod/", private(mfa_views.authenticate), name="mfa_authenticate"),
    path("avstangt/", private(account_views.account_inactive), name="account_inactive"),
    path("hjalp/", views.login_help, name="login_help"),
    path("hjalp/", views.login_help, name="account_signup"),
    path("hjalp/", views.login_help, name="account_reset_password"),
    path("hjalp/", views.login_help, name="account_set_password"),
]
own = [
    path("", views.account, name="account"),
    path("inloggning/", views.log_in_time, name="log_in_time"),
    path("losenord/", private(account_views.password_change), name="account_change_password"),
    path("bekrafta/", private(account_views.reauthenticate), name="account_reauthenticate"),
    path("bekrafta/kod/", private(mfa_views.reauthenticate), name="mfa_reauthenticate"),
    path("tvasteg/", private(mfa_views.index), name="mfa_index"),
    path("tvasteg/lagg-till/", private(totp_views.activate_totp), name="mfa_activate_totp"),
    path("tvasteg/ta-bort/", private(to_second_factor), name="mfa_deactivate_totp"),
    path("tvasteg/reservkoder/", private(code_views.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "tvasteg/reservkoder/nya/",
        private(code_views.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tvasteg/reservkoder/fil/",
        private(views.RecoveryCodesFile.as_view()),
        name="mfa_download_recovery_codes",
    ),
]
urlpatterns = [
    path("logga-in/", include(log_in)),
    path("logga-ut/", views.log_out, name="account_logout"),
    path("konto/", include(own)),
]
