import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.audit import events_about, record
from accounts.models import AuditEvent, User


def actions_about(user):
    return [*events_about(user).order_by("pk").values_list("action", flat=True)]


def test_a_log_in_leaves_its_trail(client, karin, give_password, log_in, give_code):
    give_password("karin", "fel lösenord")
    give_password("karin")
    give_code("000000")
    log_in(karin)
    client.post(reverse("account_logout"), secure=True)
    assert actions_about(karin) == ["login_failed", "second_factor_failed", "logged_in", "logged_out"]
    logged_in = AuditEvent.objects.get(action="logged_in")
    assert (logged_in.actor_id, logged_in.actor_name) == (str(karin.pk), "Karin Exempel")


def test_failed_log_ins_have_no_actor_and_keep_no_stranger_and_no_secret(karin, give_password):
    give_password("karin", "hemligt lösenord")
    give_password("mitt hemliga lösenord", "x")
    event = AuditEvent.objects.get(action="login_failed")
    assert event.object_id == str(karin.pk)
    assert event.actor_id == event.actor_name == ""
    assert event.details == {}


def test_a_locked_name_leaves_no_more_than_the_try_that_locked_it(karin, give_password):
    for _ in range(9):
        give_password("karin", "fel lösenord")
    events = AuditEvent.objects.filter(action="login_failed").order_by("pk")
    assert [event.details for event in events] == [{}] * 4 + [{"locked": True}]


def test_the_name_is_the_one_at_the_time(karin):
    event = record("tested", by=karin, obj=karin, region_code="12", chapter="symptoms")
    User.objects.update(name="Karin Nygift")
    event.refresh_from_db()
    assert event.actor_name == "Karin Exempel"
    assert event.object_type == "accounts.user"
    assert event.region_code == "12"
    assert event.details == {"chapter": "symptoms"}


def test_nobody_is_nobody(db):
    event = record("tested", by=AnonymousUser())
    assert (event.actor_id, event.object_type, event.object_id) == ("", "", "")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_auditevent SET action = 'x'",
        "DELETE FROM accounts_auditevent",
        "UPDATE accounts_auditevent SET at = now() WHERE false",
    ],
)
def test_the_database_refuses_changes(db, sql):
    record("tested", by=None)
    with pytest.raises(IntegrityError, match="Händelseloggen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert AuditEvent.objects.filter(action="tested").count() == 1


def test_the_log_outlives_the_person(karin):
    record("tested", by=karin)
    key = str(karin.pk)
    karin.delete()
    assert AuditEvent.objects.get(action="tested").actor_id == key


def test_changes_in_the_admin_are_audited_without_values(client, chief, karin, log_in):
    log_in(chief)
    assert client.get(f"/admin/accounts/user/{karin.pk}/change/", secure=True).status_code == 200
    data = {"username": "karin", "name": "Karin Nygift", "email": "", "is_active": "on", "is_staff": "on"}
    data["roles"] = ["editor", "publisher"]
    client.post(f"/admin/accounts/user/{karin.pk}/change/", data, secure=True)
    karin.refresh_from_db()
    assert karin.roles == ["editor", "publisher"]
    event = AuditEvent.objects.get(action="admin_changed")
    assert event.actor_name == "Chief Exempel"
    assert "Nygift" not in str(event.details)


def test_what_a_person_may_do_is_told_before_and_after(client, chief, log_in):
    """Someone who makes themselves fact reviewer, approves and takes it back is told from one who mends a list."""
    log_in(chief)
    page = f"/admin/accounts/user/{chief.pk}/change/"
    data = {"username": "chief", "name": "Chief Exempel", "email": "", "is_active": "on"}
    data |= {"is_staff": "on", "is_superuser": "on"}
    for roles in (["fact_reviewer"], []):
        client.post(page, data | {"roles": roles}, secure=True)
    client.post(page, data | {"name": "Chief Nygift"}, secure=True)
    client.post(page, data | {"is_superuser": ""}, secure=True)
    told = AuditEvent.objects.filter(action="rights_changed").order_by("pk")
    assert {(event.actor_id, event.object_id) for event in told} == {(str(chief.pk), str(chief.pk))}
    assert [event.details for event in told] == [
        {"roles": {"before": [], "after": ["fact_reviewer"]}},
        {"roles": {"before": ["fact_reviewer"], "after": []}},
        {"is_superuser": {"before": True, "after": False}},
    ]


def test_an_administrator_makes_an_account(client, chief, log_in, give_password, password):
    log_in(chief)
    data = {"username": "Rut", "name": "Rut Exempel", "email": ""}
    data |= {"password1": password, "password2": password}
    client.post("/admin/accounts/user/add/", data, secure=True)
    rut = User.objects.get(username="rut")
    assert actions_about(rut) == ["admin_added"]
    assert password not in str(AuditEvent.objects.get(action="admin_added").details)


def test_the_admin_reads_the_log_and_no_more(client, chief, log_in):
    log_in(chief)
    event = AuditEvent.objects.first()
    path = f"/admin/accounts/auditevent/{event.pk}/"
    assert client.get("/admin/accounts/auditevent/", secure=True).status_code == 200
    assert client.get(f"{path}change/", secure=True).status_code == 200
    assert client.post(f"{path}change/", {"action": "x"}, secure=True).status_code == 403
    assert client.get(f"{path}delete/", secure=True).status_code == 403
    assert client.get("/admin/accounts/auditevent/add/", secure=True).status_code == 403


def test_accounts_are_closed_not_deleted(client, chief, karin, log_in):
    log_in(chief)
    assert client.post(f"/admin/accounts/user/{karin.pk}/delete/", {"post": "yes"}, secure=True).status_code == 403
