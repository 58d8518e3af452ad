"""Those who keep facts fresh, and how tests act as them."""

import pytest
from django.urls import reverse

from regions.models import UnitContact
from tests.cast import client_of
from tests.regions.catalogue import admin_of

HERE = "http://testserver"
MAIL = "linden@example.org"


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
