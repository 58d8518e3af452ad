"""Those who keep facts fresh, and how tests act as them."""

from django.test import Client

from accounts.models import Role
from regions.models import Assignment
from tests.cast import staff

HERE = "http://testserver"


def admin_of(region, username="maj"):
    user = staff(username)
    Assignment.objects.create(user=user, role=Role.REGIONAL_ADMIN, region_id=region)
    return user


def manager_of(unit, username="mona"):
    user = staff(username)
    Assignment.objects.create(user=user, role=Role.UNIT_MANAGER, unit=unit)
    return user


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
