"""Where a unit's staff are reached: given, changed, taken away; and the links sent there, ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.models import CareUnit, UnitContact
from regions.models.freshness import link_key
from regions.permissions import may_edit


@transaction.atomic
def save_contact(*, by: User, unit: CareUnit, email: str) -> UnitContact | None:
    """Gives the unit this address, or none. With another address, links sent to the earlier one hold no longer.

    Raises:
        Refused: the person may not change the unit.
    """
    contact = _locked(by, unit)
    if email == (contact.email if contact else ""):
        return contact
    if not email:
        UnitContact.objects.filter(unit=unit).delete()
    else:
        contact, _made = UnitContact.objects.update_or_create(unit=unit, defaults={"email": email, "key": link_key()})
    record("unit.contact_changed", by=by, obj=unit, region_code=unit.region_id, has_address=bool(email))
    return contact if email else None


@transaction.atomic
def revoke_links(*, by: User, unit: CareUnit) -> None:
    """Ends every link that was sent to the unit.

    Raises:
        Refused: the person may not change the unit, or it has no address.
    """
    contact = _locked(by, unit)
    if contact is None:
        raise Refused(_("Mottagningen har ingen adress och därför inga länkar."))
    contact.key = link_key()
    contact.save(update_fields=["key"])
    record("unit.links_revoked", by=by, obj=unit, region_code=unit.region_id)


def _locked(by: User, unit: CareUnit) -> UnitContact | None:
    CareUnit.objects.select_for_update().get(pk=unit.pk)
    if not may_edit(by, unit):
        raise Refused(_("Du får inte ändra den här mottagningen."))
    return UnitContact.objects.select_for_update().filter(unit=unit).first()
