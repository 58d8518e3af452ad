"""Who may change which care units: a regional admin those of the own region, a unit's manager the own unit."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.rights import Right
from regions.assignments import regions_where, units_where
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet

RIGHTS = (
    Right(
        _("Ändra, bekräfta och flytta mottagningar, och svara på läsarnas rapporter"),
        (Role.REGIONAL_ADMIN, Role.UNIT_MANAGER),
        _("Regionadministratören i sin egen region, den mottagningsansvariga sin egen mottagning."),
    ),
    Right(
        _("Lägga upp, slå ihop och stänga mottagningar och byta deras webbadress"),
        (Role.REGIONAL_ADMIN,),
        _("Bara i sin egen region. Adresser som har funnits leder rätt för alltid."),
    ),
    Right(
        _("Läsa in mottagningar från en fil, och påminna många på en gång"),
        (Role.REGIONAL_ADMIN,),
        _("Rader om en annan region avvisas."),
    ),
    Right(_("Ändra regionens kontakter, avgifter, meny och meddelanden"), (Role.REGIONAL_ADMIN,)),
)

DECIDED_BY_REGION = frozenset({"closed_on", "closed_note", "successor_id", "is_example", "source", "source_id"})
"""The facts of a unit's document that its manager may not change; no form of theirs has them."""


def administers(user: User, region_code: str) -> bool:
    """Whether the person looks after the units of a region, and what holds in it."""
    return region_code in regions_where(user, Role.REGIONAL_ADMIN)


def may_edit(user: User, unit: CareUnit) -> bool:
    return administers(user, unit.region_id) or unit.pk in units_where(user, Role.UNIT_MANAGER)


def may_open_catalogue(user: User) -> bool:
    """Whether the person has any care unit to look after."""
    return bool(regions_where(user, Role.REGIONAL_ADMIN) or units_where(user, Role.UNIT_MANAGER))


def units_to_edit(user: User) -> CareUnitQuerySet:
    """The units that the person may change; every list, form, export and bulk action begins here."""
    return CareUnit.objects.filter(
        Q(region__in=regions_where(user, Role.REGIONAL_ADMIN)) | Q(pk__in=units_where(user, Role.UNIT_MANAGER))
    )
