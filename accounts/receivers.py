"""Audits what Django and allauth tell about log-ins and second factors, and counts a log-in from its moment. They are
the only ones who know.
A wrong password is audited where it is counted (accounts.lockout)."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts import actions, second_factor, sessions
from accounts.audit import record
from accounts.models import User


@receiver(user_logged_in)
def begin_log_in(request: HttpRequest, **_: Any) -> None:
    sessions.begin(request.session)


@receiver(user_logged_in)
def audit_login(user: User, **_: Any) -> None:
    record("logged_in", by=user, obj=user)


@receiver(user_logged_out)
def audit_logout(user: User | None, **_: Any) -> None:
    if user is not None:
        record("logged_out", by=user, obj=user)


@receiver(password_changed)
def audit_password_change(user: User, **_: Any) -> None:
    record("password_changed", by=user, obj=user)


@receiver(mfa_signals.authentication_failed)
def audit_failed_code(user: User, reauthentication: bool = False, **_: Any) -> None:
    record(second_factor.FAILED, by=None, obj=user, logged_in=reauthentication)


@receiver(mfa_signals.authenticator_used)
def audit_recovery_code(user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record("recovery_code_used", by=user, obj=user)


@receiver(mfa_signals.authenticator_added)
def finish_enrolment(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """With a new second factor, every log-in that was made without it ends, except the one that enrolled it; and the
    code that showed that the app holds the secret opens nothing more."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    step = second_factor.step_of(authenticator, request.POST.get("code", ""))
    if step is not None:
        second_factor.mark_used(authenticator, step)
    user = actions.end_sessions(by=user, user=user)
    request.user = user
    update_session_auth_hash(request, user)
    record("second_factor_enrolled", by=user, obj=user)


@receiver(mfa_signals.authenticator_reset)
def audit_new_recovery_codes(user: User, **_: Any) -> None:
    record("recovery_codes_created", by=user, obj=user)
