"""Where a person has which role: read once for each person and request."""

from django.db.models import QuerySet

from accounts.models import Role, User
from regions.models import Assignment

_MEMO = "_assigned_roles"  # a user object lives as long as its request


def regions_where(user: User, *roles: Role) -> frozenset[str]:
    """The codes of the regions where the person is active in one of the roles."""
    if not user.is_active or not user.is_staff:
        return frozenset()
    if not hasattr(user, _MEMO):
        setattr(user, _MEMO, list(Assignment.objects.filter(user=user).values_list("region_id", "role")))
    return frozenset(region for region, role in getattr(user, _MEMO) if role in roles)


def assigned(region: str, role: Role) -> "QuerySet[Assignment, int]":
    """The ids of those who have the role in the region."""
    return Assignment.objects.filter(region=region, role=role).values_list("user", flat=True)
