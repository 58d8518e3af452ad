"""What is kept of a failed log-in: enough to stop whoever guesses passwords, and nothing that tells who it was.

People take the page for another and type their personal number or their password as the name. So what stands in the
table is a digest of it, and of the browser nothing.
"""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.anonymous import connection_of
from accounts.models import User

KEPT = timedelta(hours=1)  # longer than any lock


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


class Handler(AxesDatabaseHandler):
    """Counts as axes does, without what the browser says of itself."""

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        if request is not None:
            request.axes_user_agent = request.axes_http_accept = ""  # type: ignore[attr-defined]
        super().user_login_failed(sender, credentials, request, **kwargs)


def forget_attempts() -> int:
    """Deletes failed log-ins that lock nobody any longer. Returns how many."""
    return AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()[0]
