"""The administrators' raw view of a unit: told in the audit log and in the unit's history, and deleting nothing."""

import pytest
from django.urls import reverse

from accounts import demo
from accounts.models import AuditEvent, User
from regions.models import CareUnit, UnitVersion
from tests.regions.catalogue import log_in
from tests.regions.typed_form import typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client):
    chief = User.objects.create_superuser("chief", password="x", name="Chef Exempel", is_staff=True)
    demo.enrol(chief, demo.secret_of("chief"))
    return log_in(client, chief)


def test_a_change_is_told_by_name(client, chief, linden):
    path = reverse("admin:regions_careunit_change", args=[linden.pk])
    typed = typed_in(client.get(path, secure=True))
    typed = {name: value for name, value in typed.items() if not name.startswith("_")}
    response = client.post(path, typed | {"operator": "Nytt bolag"}, secure=True)
    assert response.status_code == 302, response.content.decode()[-3000:]
    linden.refresh_from_db()
    assert linden.operator == "Nytt bolag"
    version = UnitVersion.objects.filter(unit=linden.pk).latest("pk")
    assert (version.by_name, version.note) == ("Chef Exempel", "Administrationen")
    assert AuditEvent.objects.filter(action="admin_changed", object_id=str(linden.pk)).exists()


def test_nothing_is_deleted(client, chief, linden):
    assert client.post(reverse("admin:regions_careunit_delete", args=[linden.pk]), secure=True).status_code == 403
    assert CareUnit.objects.filter(pk=linden.pk).exists()
