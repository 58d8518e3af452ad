import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, reverse

from accounts import second_factor
from accounts.middleware import ClosedByDefault, StaffNeedSecondFactor
from accounts.urls import log_in, own, urlpatterns

NAMES = [pattern.name for pattern in [*log_in, *own, *urlpatterns] if isinstance(pattern, URLPattern)]
OPEN = ["account_login", "account_inactive", "login_help", "account_logout"]
CLOSED = [
    "account",
    "log_in_time",
    "account_change_password",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
]
LEAD_ON = {"log_in_time", "mfa_activate_totp", "mfa_deactivate_totp"}
ENGLISH = re.compile(r"\b(the|your|password|code|sign|log ?in|username|please|account|recovery)\b", re.IGNORECASE)


def is_private(response):
    return response["Cache-Control"] == "private, no-store" and response["X-Robots-Tag"] == "noindex"


def words_of(response):
    html = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", html)


def test_every_page_is_listed_here():
    assert set(NAMES) == {
        *OPEN,
        *CLOSED,
        "account_signup",
        "account_reset_password",
        "account_set_password",
        "mfa_authenticate",
    }


@pytest.mark.parametrize("name", OPEN)
def test_open_pages_are_for_all_and_kept_by_nobody(db, get, name):
    response = get(name)
    assert response.status_code == 200
    assert is_private(response)
    assert not ENGLISH.search(words_of(response))


@pytest.mark.parametrize("name", CLOSED)
def test_closed_pages_ask_a_stranger_to_log_in(db, get, client, name):
    assert get(name).url == f"/logga-in/?next={reverse(name)}"
    assert client.post(reverse(name), secure=True).url == f"/logga-in/?next={reverse(name)}"


@pytest.mark.parametrize("name", CLOSED)
def test_closed_pages_are_kept_by_nobody(karin, client, log_in, get, name):
    log_in(karin)
    client.post(reverse("mfa_generate_recovery_codes"), secure=True)
    response = get(name)
    assert response.status_code == (302 if name in LEAD_ON else 200)
    assert is_private(response)
    if response.status_code == 200:
        assert not ENGLISH.search(words_of(response))


def test_the_code_page_is_kept_by_nobody(karin, give_password, get):
    assert get("mfa_authenticate").url == "/logga-in/"
    give_password("karin")
    response = get("mfa_authenticate")
    assert is_private(response)
    assert not ENGLISH.search(words_of(response))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"login": "username", "password": "current-password"}),
        ("account_reauthenticate", {"password": "current-password"}),
        ("mfa_reauthenticate", {"code": "one-time-code"}),
        (
            "account_change_password",
            {"oldpassword": "current-password", "password1": "new-password", "password2": "new-password"},
        ),
    ],
)
def test_the_browser_is_told_what_each_field_is(karin, log_in, get, name, fields):
    if name != "account_login":
        log_in(karin)
    form = get(name).context["form"]
    assert {field.name: field.field.widget.attrs["autocomplete"] for field in form} == fields
    assert not any("placeholder" in field.field.widget.attrs for field in form)


def test_the_recovery_codes_are_a_file_too(karin, client, log_in, get):
    log_in(karin)
    client.post(reverse("mfa_generate_recovery_codes"), secure=True)
    response = get("mfa_download_recovery_codes")
    assert response["Content-Disposition"] == 'attachment; filename="reservkoder.txt"'
    assert len(re.findall(r"^\d{8}$", response.content.decode(), re.MULTILINE)) == 10


def test_my_account_counts_the_codes_that_are_left(karin, client, log_in, get):
    log_in(karin)
    assert "0 kvar" in get("account").content.decode()
    client.post(reverse("mfa_generate_recovery_codes"), secure=True)
    assert "10 kvar" in get("account").content.decode()
    assert Authenticator.objects.filter(user=karin).count() == 2


class Untouchable:
    """A request whose user must not be looked at."""

    @property
    def user(self):
        raise AssertionError("An open page looked at the user, and so at the session.")


@pytest.mark.parametrize("middleware", [ClosedByDefault, StaffNeedSecondFactor])
def test_open_pages_do_not_look_at_who_is_there(middleware):
    view = login_not_required(lambda request: None)
    assert middleware(lambda request: None).process_view(Untouchable(), view, (), {}) is None


def test_being_enrolled_is_asked_once_a_page(karin, client, django_assert_num_queries):
    client.force_login(karin)
    with django_assert_num_queries(6):  # session, user, enrolled, assignments, authenticator, recovery codes
        client.get("/konto/", secure=True)
    assert second_factor.is_enrolled(karin)
