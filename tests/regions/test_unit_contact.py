"""The address to which a unit's reminders go: kept by those who may change the unit, and shown to no one else."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from regions.documents import documents
from regions.models import UnitContact, UnitVersion
from tests.cast import client_of
from tests.regions.catalogue import admin_of, manager_of
from tests.regions.freshness_cast import *  # noqa: F403
from tests.regions.freshness_cast import MAIL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]


def test_the_address_is_for_those_who_may_change_the_unit_and_no_one_else(client, linden, maj):
    answer = client_of(maj).post(reverse("unit_contact", args=[linden.slug]), {"email": MAIL})
    assert answer["Location"] == reverse("freshness")
    assert linden.contact.email == MAIL
    assert MAIL not in client.get(linden.get_absolute_url()).content.decode()
    assert MAIL not in str(documents([linden.pk]))
    assert MAIL not in str(list(UnitVersion.objects.filter(unit=linden.pk).values()))
    assert MAIL not in str(list(AuditEvent.objects.values()))
    assert MAIL in client_of(manager_of(linden)).get(reverse("unit_contact", args=[linden.slug])).content.decode()
    other = client_of(admin_of("14", "gun"))
    assert other.get(reverse("unit_contact", args=[linden.slug])).status_code == 404
    assert other.post(reverse("unit_contact", args=[linden.slug]), {"email": "x@example.org"}).status_code == 404


@pytest.mark.parametrize("typed", ["inte en adress", "a@b", "a@example.org\nBcc: x@example.org", "\x00@example.org"])
def test_what_is_no_address_is_told_and_kept(linden, maj, typed):
    answer = client_of(maj).post(reverse("unit_contact", args=[linden.slug]), {"email": typed})
    assert answer.status_code == 400
    assert not UnitContact.objects.exists()


def test_an_empty_address_takes_it_away(reached, maj):
    client_of(maj).post(reverse("unit_contact", args=[reached.slug]), {"email": ""})
    assert not UnitContact.objects.exists()
