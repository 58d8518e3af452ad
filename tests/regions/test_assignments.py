"""Who has which role in which region."""

import pytest
from django.db import IntegrityError, transaction

from accounts import demo
from accounts.models import AuditEvent, Role, User
from regions.assignments import regions_where
from regions.models import Assignment
from tests.cast import person, staff
from tests.regions.catalogue import log_in, manager_of
from tests.regions.pages import page_text


@pytest.fixture
def maj(library):
    user = staff("maj")
    Assignment.objects.create(user=user, region_id="12", role=Role.REGIONAL_EDITOR)
    Assignment.objects.create(user=user, region_id="13", role=Role.PUBLISHER)
    return user


def test_a_role_holds_in_its_region_alone(maj):
    assert regions_where(maj, Role.REGIONAL_EDITOR) == {"12"}
    assert regions_where(maj, Role.REGIONAL_EDITOR, Role.PUBLISHER) == {"12", "13"}
    assert regions_where(maj, Role.FACT_REVIEWER) == frozenset()


@pytest.mark.parametrize("lost", ["is_active", "is_staff"])
def test_whoever_has_left_has_no_role(maj, lost):
    User.objects.filter(pk=maj.pk).update(**{lost: False})
    assert regions_where(User.objects.get(pk=maj.pk), Role.REGIONAL_EDITOR) == frozenset()


def test_the_roles_are_read_once(maj, django_assert_num_queries):
    with django_assert_num_queries(1):
        regions_where(maj, Role.PUBLISHER)
        regions_where(maj, Role.REGIONAL_EDITOR)


def test_an_assignment_is_given_once_and_only_for_a_local_role(maj):
    with pytest.raises(IntegrityError, match="assignment_once"), transaction.atomic():
        Assignment.objects.create(user=maj, region_id="12", role=Role.REGIONAL_EDITOR)
    with pytest.raises(IntegrityError, match="assignment_role_is_local"), transaction.atomic():
        Assignment.objects.create(user=maj, region_id="12", role=Role.NURSE)


ADD = "/admin/regions/assignment/add/"


@pytest.fixture
def chief(client, db):
    user = User.objects.create_superuser("chief", password="x", name="Chef Exempel", is_staff=True)
    demo.enrol(user, demo.secret_of("chief"))
    return log_in(client, user)


def test_the_administrator_gives_assignments_to_staff_alone(client, chief, library):
    anna, maja = person("anna"), staff("maja")
    answer = client.post(ADD, {"user": anna.pk, "region": "12", "role": "regional_editor"}, secure=True)
    assert "Bara personal kan ha uppdrag" in answer.content.decode()
    client.post(ADD, {"user": maja.pk, "region": "12", "role": "regional_editor"}, secure=True)
    assert regions_where(maja, Role.REGIONAL_EDITOR) == {"12"}
    assert AuditEvent.objects.filter(action="admin_added", object_type="regions.assignment").exists()


def test_the_administrator_gives_an_assignment_at_a_unit(client, chief, linden):
    per = staff("per")
    role = {"user": per.pk, "role": "unit_manager"}
    for wrong in (role, role | {"region": "12"}, role | {"region": "12", "unit": linden.pk}):
        answer = client.post(ADD, wrong, secure=True)
        assert "Välj en region för en roll i en region, och en mottagning för en roll där." in answer.content.decode()
    assert client.post(ADD, role | {"unit": linden.pk}, secure=True).status_code == 302
    assert Assignment.objects.get(user=per).unit == linden
    assert linden.name in page_text(client.get("/admin/regions/assignment/", secure=True))


def test_whoever_looks_after_units_reads_what_each_role_may(client, bare):
    mona = staff("mona")
    Assignment.objects.create(user=mona, unit=bare, role=Role.UNIT_MANAGER)
    client.force_login(mona)
    page = client.get("/om/roller/", secure=True).content.decode()
    assert "Vårdkatalogens sidor" in page and "den mottagningsansvariga sin egen mottagning" in page


def test_my_account_says_where_i_have_which_role(client, linden):
    mona = log_in(client, manager_of(linden))
    User.objects.filter(pk=mona.pk).update(roles=[Role.EDITOR, Role.REGIONAL_EDITOR])
    Assignment.objects.create(user=mona, region_id="13", role=Role.REGIONAL_EDITOR)
    page = client.get("/konto/", secure=True)
    assert f"Mottagningsansvarig: {linden.name}" in page_text(page)
    assert "Roller Redaktör Regional redaktör: Halland Mottagningsansvarig" in page_text(page)
    Assignment.objects.filter(user=mona).delete()
    User.objects.filter(pk=mona.pk).update(roles=[])
    assert "Inga roller" in page_text(client.get("/konto/", secure=True))
