"""Changes to accounts that are audited."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User


class Refusal(Exception):
    """An account may not be changed so; the message says why, in Swedish."""


@transaction.atomic
def end_sessions(*, by: User | None, user: User) -> User:
    """Ends all the person's log-ins, on every device."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.session_generation += 1
    user.save(update_fields=["session_generation"])
    record("sessions_ended", by=by, obj=user)
    return user


@transaction.atomic
def remove_second_factor(*, by: User | None, user: User) -> User:
    """Takes away a lost app and its recovery codes; the person enrols anew at the next log-in. `by` is None when it
    is done from the server's own command line."""
    if by is not None and by.pk == user.pk:
        raise Refusal(_("Du kan inte ta bort din egen tvåstegsverifiering. Be en annan systemadministratör."))
    if by is not None and not by.has_perm("accounts.change_user"):
        raise Refusal(_("Du får inte ta bort andras tvåstegsverifiering."))
    user = end_sessions(by=by, user=user)
    Authenticator.objects.filter(user_id=user.pk).delete()
    record("second_factor_removed", by=by, obj=user)
    return user


@transaction.atomic
def encrypt_second_factors_anew(*, by: User | None) -> tuple[int, int]:
    """Encrypts all apps' secrets and recovery codes with the SECRET_KEY of now, so that an earlier one can be taken out
    of the fallbacks. Returns how many there were, and how many no key reads: those are left as they are. `by` is None
    when it is done from the server's own command line."""
    done = unreadable = 0
    for each in Authenticator.objects.select_for_update().order_by("pk"):
        try:
            anew = {
                name: get_adapter().encrypt_anew(each.data[name]) for name in ("secret", "seed") if name in each.data
            }
        except InvalidToken:
            unreadable += 1
            continue
        each.data |= anew
        each.save(update_fields=["data"])
        done += 1
    record("second_factors_encrypted_anew", by=by, done=done, unreadable=unreadable)
    return done, unreadable
