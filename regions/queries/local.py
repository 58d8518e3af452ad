"""What holds in a region, for its readers and for those who keep it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from page_memory.shown import shows
from regions.facts import RegionFact
from regions.kinds import PLURALS, SLUG_OF_KIND, UnitKind
from regions.models import ContactKind, Region, RegionContact, RegionFee
from regions.subjects import REGION

# What people look for most, where no region has chosen for itself.
COMMON_KINDS = (
    UnitKind.PRIMARY_CARE,
    UnitKind.URGENT_CARE,
    UnitKind.EMERGENCY,
    UnitKind.PHARMACY,
    UnitKind.CHILD_HEALTH,
    UnitKind.DENTAL,
    UnitKind.YOUTH,
    UnitKind.PSYCHIATRY,
)


@dataclass(frozen=True, slots=True)
class WhatHolds:
    """A region's contacts and fees, each in the region's own order."""

    contacts: list[RegionContact] = field(default_factory=list)
    fees: list[RegionFee] = field(default_factory=list)

    @property
    def charged(self) -> list[RegionFee]:
        return [fee for fee in self.fees if not fee.is_free and not fee.no_show]

    @property
    def no_show(self) -> list[RegionFee]:
        return [fee for fee in self.fees if fee.no_show]

    @property
    def free(self) -> list[RegionFee]:
        return [fee for fee in self.fees if fee.is_free]

    def at(self, kinds: Iterable[str]) -> "WhatHolds":
        """Only the fees of such units, and those of all units."""
        asked = {"", *kinds}
        return WhatHolds(self.contacts, [fee for fee in self.fees if fee.unit_kind in asked])

    def contact(self, *kinds: ContactKind) -> RegionContact | None:
        """The first there is of the kinds, in the order asked for."""
        found = {contact.kind: contact for contact in self.contacts}
        return next((found[kind] for kind in kinds if kind in found), None)

    @property
    def patient_board(self) -> RegionContact | None:
        return self.contact(ContactKind.PATIENT_BOARD)


def what_holds(*codes: str) -> dict[str, WhatHolds]:
    """Region code → what holds there. Two queries, however many regions."""
    found = {code: WhatHolds() for code in codes}
    with shows(REGION) as owners:
        owners.update(codes)
        for contact in RegionContact.objects.filter(region__in=codes).order_by("position", "pk"):
            found[contact.region_id].contacts.append(contact)
        for fee in RegionFee.objects.filter(region__in=codes).order_by("position", "pk"):
            found[fee.region_id].fees.append(fee)
    return found


def contacts_of(region: RegionFact | None) -> WhatHolds:
    """Its contacts alone; nothing is asked when no region is chosen."""
    if region is None:
        return WhatHolds()
    with shows(REGION) as owners:
        owners.add(region.code)
        return WhatHolds(list(RegionContact.objects.filter(region=region.code).order_by("position", "pk")))


def suggested_of(row: Region | None) -> list[UnitKind]:
    """The kinds of care to offer a reader first: the region's own menu, or the one for the whole country."""
    own = row.suggested_kinds if row else []
    return [UnitKind(kind) for kind in own] or list(COMMON_KINDS)


def suggested_kinds(region: RegionFact | None) -> list[UnitKind]:
    """The same for the region that is read, at the price of a query where there is one."""
    return suggested_of(Region.objects.only("suggested_kinds").filter(code=region.code).first() if region else None)


def as_links(kinds: Iterable[UnitKind]) -> list[tuple[str, str]]:
    """(slug in an address, plural) of each kind, for a menu."""
    return [(SLUG_OF_KIND[kind], str(PLURALS[kind])) for kind in kinds]
