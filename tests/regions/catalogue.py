"""The catalogue in tests: who looks after what, and how its addresses are asked for."""

from django.urls import reverse

from accounts.models import Role
from regions.models import Assignment
from tests.cast import staff


def log_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def admin_of(region_code="12", username="maj"):
    user = staff(username)
    Assignment.objects.create(user=user, region_id=region_code, role=Role.REGIONAL_ADMIN)
    return user


def manager_of(unit, username="mona"):
    user = staff(username)
    Assignment.objects.create(user=user, unit=unit, role=Role.UNIT_MANAGER)
    return user


def at(name, unit, *more):
    """A unit's page of the catalogue."""
    return reverse(f"catalogue_{name}", args=[unit.slug, *more])


def send(client, name, unit, **typed):
    """Sends one of its forms."""
    return client.post(at(name, unit), typed, secure=True)


def public(client, unit):
    """The unit's page as readers have it."""
    return client.get(f"/mottagning/{unit.slug}/", secure=True)
