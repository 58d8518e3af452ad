"""How long a log-in lasts: eight hours at a time, and never past 24 from when one logged in.

The end is one moment, kept in the session itself: nothing else that is written there moves it, and the database gives
out no session after it. The cookie ends with the browser, as before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

LASTS = timedelta(seconds=settings.SESSION_COOKIE_AGE)
LONGEST = timedelta(hours=24)  # over the 20 hours past which WCAG 2.2.1 lets a limit be a limit
WARNED = timedelta(minutes=15)
_BEGAN, _ENDS = "logged_in_at", "logged_in_until"


@dataclass(frozen=True, slots=True)
class LogIn:
    """When someone logged in, and the moment at which they are logged out."""

    began: datetime
    ends: datetime

    @property
    def is_soon_over(self) -> bool:
        return timezone.now() >= self.ends - WARNED

    @property
    def can_go_on(self) -> bool:
        """Whether it can be prolonged."""
        return self.ends < self.began + LONGEST

    @property
    def news_in(self) -> int:
        """Seconds until there is something else to say: that it is soon over, or that it is."""
        moment = self.ends if self.is_soon_over else self.ends - WARNED
        return ceil((moment - timezone.now()).total_seconds())


class SessionStore(DatabaseSessionStore):
    """Django's own, but for its end once someone has logged in."""

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        log_in = self.log_in
        return log_in.ends if log_in else super().get_expiry_date(**kwargs)

    @property
    def log_in(self) -> LogIn | None:
        """None before anyone has logged in."""
        if not has_an_end(self):
            return None
        return LogIn(datetime.fromisoformat(self[_BEGAN]), datetime.fromisoformat(self[_ENDS]))


def begin(session: SessionBase) -> None:
    """Someone has just logged in."""
    session[_BEGAN] = timezone.now().isoformat()
    prolong(session)


def prolong(session: SessionBase) -> None:
    """Eight hours from now, or as much of them as is left."""
    latest = datetime.fromisoformat(session[_BEGAN]) + LONGEST
    session[_ENDS] = min(timezone.now() + LASTS, latest).isoformat()


def has_an_end(session: SessionBase) -> bool:
    """Not so for a log-in from before ends were kept."""
    return _ENDS in session
