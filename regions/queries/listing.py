"""How many of a region's vårdcentraler take new patients on their list."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from regions.facts import RegionFact
from regions.kinds import UnitKind
from regions.models import CareUnit


@dataclass(frozen=True, slots=True)
class ListingCount:
    """Of all the vårdcentraler: how many take new patients, and how many have not said."""

    units: int
    takes_new: int
    unknown: int


def listing_count(region: RegionFact | None) -> ListingCount | None:
    """One query; None where no region is chosen."""
    if region is None:
        return None
    found = CareUnit.objects.in_use(timezone.localdate()).of_kind(UnitKind.PRIMARY_CARE).in_region(region.code)
    return ListingCount(
        **found.aggregate(
            units=Count("pk"),
            takes_new=Count("pk", filter=Q(takes_new_listings=True)),
            unknown=Count("pk", filter=Q(takes_new_listings__isnull=True)),
        )
    )
