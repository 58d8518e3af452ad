"""People who log in: `karin` has a second factor, `nils` has just got his account and has none."""

import pytest
from django.urls import reverse

from accounts import demo
from accounts.models import Role, User

PASSWORD = "en lång mening att minnas"


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture
def make_user(db):
    def make(username, *, enrolled=True, **fields):
        fields = {"name": f"{username.title()} Exempel", "is_staff": True} | fields
        user = User.objects.create_user(username, password=PASSWORD, **fields)
        if enrolled:
            demo.enrol(user, demo.secret_of(username))
        return user

    return make


@pytest.fixture
def karin(make_user):
    return make_user("karin", roles=[Role.EDITOR])


@pytest.fixture
def maj(make_user):
    return make_user("maj", roles=[Role.REGIONAL_ADMIN])


@pytest.fixture
def nils(make_user):
    return make_user("nils", roles=[Role.NURSE], enrolled=False)


@pytest.fixture
def chief(make_user):
    return make_user("chief", is_superuser=True)


@pytest.fixture
def give_password(client):
    """The first step of logging in."""

    def give(username, password=PASSWORD, *, next_url="", **extra):
        data = {"login": username, "password": password} | ({"next": next_url} if next_url else {})
        return client.post(reverse("account_login"), data, secure=True, **extra)

    return give


@pytest.fixture
def give_code(client):
    """The second step of logging in."""

    def give(code, **extra):
        return client.post(reverse("mfa_authenticate"), {"code": code}, secure=True, **extra)

    return give


@pytest.fixture
def log_in(give_password, give_code):
    """Both steps."""

    def log(user):
        give_password(user.username)
        return give_code(demo.code_for(user))

    return log


@pytest.fixture
def get(client):
    def get(name_or_path, **extra):
        path = name_or_path if name_or_path.startswith("/") else reverse(name_or_path)
        return client.get(path, secure=True, **extra)

    return get
