"""People who log in, for tests in several folders: each with a second factor, unless they are said to have none."""

from django.test import Client

from accounts import demo
from accounts.models import User


def staff(username, *roles, enrolled=True, **fields):
    """Someone who works here, in these roles."""
    return person(username, roles=list(roles), is_staff=True, enrolled=enrolled, **fields)


def person(username, *, enrolled=False, **fields):
    """Someone with an account; without `is_staff` they are a resident."""
    user = User.objects.create_user(username, name=f"{username.title()} Exempel", **fields)
    if enrolled:
        demo.enrol(user, demo.secret_of(username))
    return user


def client_of(user):
    """A browser without JavaScript in which someone is logged in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
