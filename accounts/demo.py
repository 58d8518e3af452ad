"""The example cast, and the means to log in as one of them. Works in the demo and nowhere else."""

import hashlib
import time
from base64 import b32encode
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from accounts import second_factor
from accounts.models import Role, User

PASSWORD = "exempel-i-demon"  # noqa: S105  (everyone may know it: it opens example accounts only)


class NotTheDemo(Exception):
    """Example accounts were asked for where real people may work; the message says so in Swedish."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the example cast."""

    username: str
    name: str
    roles: tuple[Role, ...] = ()
    is_superuser: bool = False


CAST = (
    Member("admin", "Ada Exempel", is_superuser=True),
    Member("karin", "Karin Exempel", (Role.EDITOR,)),
    Member("rut", "Rut Exempel", (Role.FACT_REVIEWER,)),
    Member("sara", "Sara Exempel", (Role.LANGUAGE_REVIEWER,)),
    Member("ulf", "Ulf Exempel", (Role.PUBLISHER,)),
    Member("maj", "Maj Exempel", (Role.REGIONAL_ADMIN,)),
    Member("ronja", "Ronja Exempel"),
    Member("ulla", "Ulla Exempel"),
    Member("mona", "Mona Exempel"),
    Member("per", "Per Exempel", (Role.UNIT_STAFF,)),
    Member("nils", "Nils Exempel", (Role.NURSE,)),
)


def require_demo() -> None:
    if not settings.DEMO:
        raise NotTheDemo(
            "Det här är inte demon. Exempelkonton har lösenord och koder som alla känner till, "
            "så de finns bara när miljövariabeln VARDGUIDEN_DEMO=1 är satt."
        )


def secret_of(username: str) -> str:
    """The TOTP secret of an example account: always the same, so that an enrolled phone keeps working."""
    return b32encode(hashlib.sha256(f"vardguiden-demo-{username}".encode()).digest()[:20]).decode()


@transaction.atomic
def load_cast() -> list[User]:
    """Makes the example accounts, or sets them right again."""
    require_demo()
    return [_load(member) for member in CAST]


def _load(member: Member) -> User:
    user = User.objects.filter(username=member.username).first() or User(username=member.username)
    user.name, user.roles = member.name, list(member.roles)
    user.is_active = user.is_staff = True
    user.is_superuser = member.is_superuser
    if user.pk is None or not user.check_password(PASSWORD):
        user.set_password(PASSWORD)
    user.save()
    enrol(user, secret_of(user.username))
    return user


def enrol(user: User, secret: str) -> None:
    """Gives a person the second factor of this secret, unless it is the one they have."""
    authenticator = second_factor.authenticator_of(user)
    if authenticator is None:
        totp.TOTP.activate(user, secret)
    elif not _holds(authenticator, secret):
        authenticator.data = {"secret": encrypt(secret)}
        authenticator.save(update_fields=["data"])


def _holds(authenticator: Authenticator, secret: str) -> bool:
    try:
        return decrypt(authenticator.data["secret"]) == secret
    except InvalidToken:  # encrypted with a SECRET_KEY that is gone
        return False


def code_for(user: User) -> str | None:
    """A code that opens now: this half minute's, or the next one's when that is used. None: wait half a minute."""
    require_demo()
    authenticator = second_factor.authenticator_of(user)
    if authenticator is None:
        return None
    current = int(time.time()) // app_settings.TOTP_PERIOD
    for step in totp.yield_hotp_counters_from_time():
        if step >= current and not second_factor.is_used(authenticator, step):
            return totp.format_hotp_value(totp.hotp_value(decrypt(authenticator.data["secret"]), step))
    return None
