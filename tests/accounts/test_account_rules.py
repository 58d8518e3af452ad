import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent, Role, User


@pytest.mark.parametrize(
    ("fields", "constraint", "says"),
    [
        ({"username": "Karin"}, "user_username_lower_case", "små bokstäver"),
        ({"name": ""}, "user_has_name", "behöver ett namn"),
        ({"is_staff": True, "roles": ["kung"]}, "user_roles_known", "Rollen finns inte"),
        ({"roles": [Role.EDITOR]}, "user_roles_only_for_staff", "Bara personal"),
        ({"is_superuser": True}, "user_superuser_is_staff", "räknas alltid som personal"),
    ],
)
def test_the_database_holds_the_rules_about_people(db, fields, constraint, says):
    user = User(**{"username": "karin", "name": "Karin Exempel"} | fields)
    with pytest.raises(ValidationError, match=says):
        user.validate_constraints()
    with pytest.raises(IntegrityError, match=constraint):
        user.save()


def test_an_event_says_what_was_done(db):
    with pytest.raises(IntegrityError, match="audit_has_action"):
        AuditEvent.objects.create()


def test_user_names_are_kept_in_one_spelling(db):
    assert User.objects.create_user(" Åsa ", name="Åsa Exempel").username == "åsa"


def test_a_superuser_is_staff(db):
    assert User.objects.create_superuser("admin", name="Ada Exempel").is_staff


def test_roles_are_read_in_swedish_and_end_with_the_account():
    user = User(name="Ulf Exempel", roles=["publisher", "editor"])
    assert user.role_labels() == ["Redaktör", "Utgivare"]
    assert user.has_role(Role.PUBLISHER, Role.NURSE)
    assert not user.has_role(Role.NURSE)
    user.is_active = False
    assert not user.has_role(Role.PUBLISHER)


def test_names():
    user = User(name="Ulf Exempel", username="ulf")
    assert (str(user), user.get_full_name(), user.get_short_name()) == ("Ulf Exempel", "Ulf Exempel", "Ulf")
