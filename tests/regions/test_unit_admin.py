"""The administrators' raw view of units and regions: told in the audit log and the unit's history, deleting nothing."""

import pytest
from django.urls import reverse

from accounts import demo
from accounts.models import AuditEvent, User
from regions.models import CareUnit, Region, UnitVersion
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


def test_a_change_of_a_region_is_told(client, chief):
    path = reverse("admin:regions_region_change", args=["12"])
    typed = {name: said for name, said in typed_in(client.get(path, secure=True)).items() if not name.startswith("_")}
    response = client.post(path, typed | {"website": "https://ny.example.se/"}, secure=True)
    assert response.status_code == 302, response.content.decode()[-3000:]
    assert Region.objects.get(code="12").website == "https://ny.example.se/"
    event = AuditEvent.objects.get(action="admin_changed")
    assert (event.actor_name, event.object_type, event.object_id) == ("Chef Exempel", "regions.region", "12")
