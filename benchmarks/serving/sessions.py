"""Members of staff who are logged in: made through the database, for a client that is no browser."""

import secrets
from collections.abc import Mapping
from typing import Any

SESSION_COOKIE, TOKEN_COOKIE = "__Host-sessionid", "__Host-csrftoken"


def staff(username: str, *roles: Any) -> Any:
    """A member of staff with a second factor; no one knows the password."""
    from accounts import demo
    from accounts.models import User

    user, _ = User.objects.get_or_create(
        username=username, defaults={"name": username.capitalize(), "is_staff": True, "roles": list(roles)}
    )
    demo.enrol(user, demo.secret_of(username))
    return user


def headers_of(user: Any, port: int) -> Mapping[str, str]:
    """What a browser would send behind a proxy that ends TLS, once the person has logged in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from accounts.sessions import SessionStore, begin

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    begin(session)
    session.create()
    return {
        "Cookie": f"{SESSION_COOKIE}={session.session_key}; {TOKEN_COOKIE}={TOKEN}",
        "X-Forwarded-Proto": "https",
        "Origin": f"https://127.0.0.1:{port}",
        "X-CSRFToken": TOKEN,
    }


TOKEN = secrets.token_hex(16)
