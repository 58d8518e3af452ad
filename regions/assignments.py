"""Where a person has which role: in which regions, at which care units. Read once for each person and request."""

from django.db.models import QuerySet

from accounts.models import Role, User
from regions.models import Assignment

_MEMO = "_assigned_roles"  # a user object lives as long as its request


def regions_where(user: User, *roles: Role) -> frozenset[str]:
    """The codes of the regions where the person is active in one of the roles."""
    return frozenset(region for region, _, role in _assignments(user) if region and role in roles)


def units_where(user: User, *roles: Role) -> frozenset[int]:
    """The ids of the care units where the person is active in one of the roles."""
    return frozenset(unit for _, unit, role in _assignments(user) if unit and role in roles)


def _assignments(user: User) -> list[tuple[str | None, int | None, str]]:
    if not user.is_active or not user.is_staff:
        return []
    if not hasattr(user, _MEMO):
        setattr(user, _MEMO, list(Assignment.objects.filter(user=user).values_list("region_id", "unit_id", "role")))
    found: list[tuple[str | None, int | None, str]] = getattr(user, _MEMO)
    return found


def own_assignments(user: User) -> "QuerySet[Assignment]":
    """What the person looks after, regions before units."""
    own = Assignment.objects.filter(user=user).select_related("region", "unit")
    return own.order_by("region", "unit__name", "pk") if _assignments(user) else own.none()


def assigned(region: str, role: Role) -> "QuerySet[Assignment, int]":
    """The ids of those who have the role in the region."""
    return Assignment.objects.filter(region=region, role=role).values_list("user", flat=True)
