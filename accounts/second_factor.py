"""The second factor: whether a person has one, and what keeps its codes from being guessed or used twice.

allauth keeps both counts in the cache, which each worker has its own of; these hold for all workers at once.
"""

from datetime import timedelta

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.utils import timezone

from accounts.audit import events_about
from accounts.models import User

FAILED = "second_factor_failed"
MOST_FAILURES = 5
WINDOW = timedelta(minutes=15)
_USED = "used_step"  # in Authenticator.data: the latest half minute whose code has been used


def is_enrolled(user: User) -> bool:
    """Whether the person has an app that makes one-time codes."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()


def authenticator_of(user: User) -> Authenticator | None:
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()


def has_guessed_too_often(user: User) -> bool:
    """Whether so many wrong codes have been tried that the person has to wait."""
    recent = events_about(user).filter(action=FAILED, at__gt=timezone.now() - WINDOW)
    return recent.count() >= MOST_FAILURES


def step_of(authenticator: Authenticator, code: str) -> int | None:
    """The half minute whose code this is, or None when it is none of those that are accepted now."""
    secret = decrypt(authenticator.data["secret"])
    for step in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            return step
    return None


def is_used(authenticator: Authenticator, step: int) -> bool:
    return step <= authenticator.data.get(_USED, -1)


def mark_used(authenticator: Authenticator, step: int) -> None:
    """No code from this half minute, or an earlier one, opens anything again."""
    authenticator.data[_USED] = step
    authenticator.save(update_fields=["data"])
