"""The links that let a unit's staff confirm its facts without an account: signed, for one reminder, for 30 days."""

import hmac
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from regions.models import UnitContact, UnitReminder

LINK_DAYS = 30
_signer = TimestampSigner(salt="regions.reminder")


def token_of(reminder: UnitReminder, contact: UnitContact) -> str:
    """What stands in the link: the reminder, and the key that a new address or a revocation changes."""
    return _signer.sign(f"{reminder.pk}.{contact.key}")


def reminder_of_link(token: str) -> UnitReminder:
    """The reminder that the link was made for.

    Raises:
        Refused: we never made the link, or it holds no longer.
    """
    try:
        pk, key = _signer.unsign(token, max_age=timedelta(days=LINK_DAYS)).split(".", 1)
        found = UnitReminder.objects.select_related("unit__region", "unit__contact").get(pk=int(pk))
        fits = hmac.compare_digest(found.unit.contact.key, key)
    except SignatureExpired:
        raise Refused(_("Länken gällde i 30 dagar och har gått ut. Ni får en ny med nästa påminnelse.")) from None
    except (BadSignature, ValueError, UnitReminder.DoesNotExist):
        raise Refused(_("Länken är inte hel. Öppna den direkt från mejlet, eller kopiera hela raden.")) from None
    except UnitContact.DoesNotExist:
        fits = False
    if not fits:
        raise Refused(_("Länken är återkallad. Ni får en ny med nästa påminnelse."))
    return found
