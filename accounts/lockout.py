"""What is kept of a failed log-in: enough to stop whoever guesses passwords, and nothing that tells who it was.

People take the page for another and type their personal number or their password as the name. So what stands in the
table is a digest of it, and of the browser nothing. The audit log, from which nothing is ever taken away, has the tries
on someone's account alone, and of a name that is locked only the try that locked it.
"""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.anonymous import connection_of
from accounts.audit import record
from accounts.models import User

KEPT = timedelta(hours=1)  # longer than any lock
# From one connection, whatever the names. A whole hospital may be behind one: what succeeds is not counted, nor a name
# that is locked, so that it takes six people who each lock themselves out.
MOST_FAILURES = 30
WINDOW = timedelta(minutes=10)


def name_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """What failed log-ins are counted by, in place of the name that was typed."""
    typed = str((credentials or request.POST).get("username") or "")
    return salted_hmac("accounts.lockout", User.normalize_username(typed), algorithm="sha256").hexdigest()


def connection(request: HttpRequest) -> str | None:
    """Where from failed log-ins are counted."""
    found = connection_of(request.META.get("REMOTE_ADDR", ""))
    try:
        ip_address(found)
    except ValueError:  # the table holds addresses alone; all that come without one share a count
        return None
    return found


def has_failed_too_often(request: HttpRequest) -> bool:
    """Whether so many have failed from the same connection that nobody there is let try, for as long as that is."""
    recent = AccessAttempt.objects.filter(
        ip_address=connection(request), attempt_time__gt=timezone.now() - WINDOW
    ).aggregate(failures=Sum("failures_since_start"))
    return (recent["failures"] or 0) >= MOST_FAILURES


class Handler(AxesDatabaseHandler):
    """Counts as axes does, without what the browser says of itself, and audits what was tried."""

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        was_locked = _is_locked(request)
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = ""  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)
        username = User.normalize_username(str(credentials.get("username") or ""))
        user = None if was_locked else User.objects.filter(username=username).first()
        if user is not None:
            details: dict[str, Any] = {"locked": True} if _is_locked(request) else {}
            record("login_failed", by=None, obj=user, **details)


def _is_locked(request: HttpRequest | None) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def forget_attempts() -> int:
    """Deletes failed log-ins that lock nobody any longer. Returns how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()[0]
