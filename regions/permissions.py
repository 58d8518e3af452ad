"""Who may change which care units: a regional admin those of the own region, a unit's manager the own unit."""

from django.db.models import Q

from accounts.models import Role, User
from regions.assignments import regions_where, units_where
from regions.models import CareUnit
from regions.models.unit import CareUnitQuerySet


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
