"""Those who keep facts fresh, and how tests act as them."""

import pytest
from django.test import Client
from django.urls import reverse

from regions.models import UnitContact
from tests.regions.catalogue import admin_of

HERE = "http://testserver"
MAIL = "linden@example.org"


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def maj(db):
    return admin_of("12")


@pytest.fixture
def reached(linden):
    UnitContact.objects.create(unit=linden, email=MAIL)
    return linden


def remind(maj, *units, commit, **said):
    with commit(execute=True):
        said = {"enhet": [unit.pk for unit in units], "skicka": "1"} | said
        return client_of(maj).post(reverse("freshness_remind"), said, follow=True)
