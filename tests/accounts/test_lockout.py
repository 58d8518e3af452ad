from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.core.management import call_command
from django.urls import reverse

from accounts.lockout import MOST_FAILURES

HOSPITAL = {"REMOTE_ADDR": "192.0.2.10"}
HOME = {"REMOTE_ADDR": "198.51.100.7"}


def fail(give_password, username="karin", times=5):
    for _ in range(times):
        response = give_password(username, "fel lösenord", **HOSPITAL)
    return response


def test_five_wrong_passwords_lock_the_name_at_the_address(karin, give_password):
    response = fail(give_password)
    assert response.status_code == 429
    assert "Vänta 15 minuter" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert give_password("karin", **HOSPITAL).status_code == 429


def test_capital_letters_do_not_get_past_the_lock(karin, give_password):
    fail(give_password)
    assert give_password("Karin", **HOSPITAL).status_code == 429


def test_a_colleague_at_the_same_address_gets_in(karin, maj, give_password):
    fail(give_password)
    assert give_password("maj", **HOSPITAL).url == reverse("mfa_authenticate")


def test_the_same_person_gets_in_from_elsewhere(karin, give_password):
    fail(give_password)
    assert give_password("karin", **HOME).url == reverse("mfa_authenticate")


def test_an_unknown_name_is_locked_in_the_same_way(db, give_password):
    assert fail(give_password, "ingen").status_code == 429


def test_the_lock_ends_after_a_quarter_also_when_one_tries_meanwhile(karin, give_password, time_machine):
    time_machine.move_to("2026-03-12T08:00:00+01:00")
    fail(give_password)
    time_machine.move_to("2026-03-12T08:14:00+01:00")
    assert give_password("karin", "fel lösenord", **HOSPITAL).status_code == 429
    time_machine.move_to("2026-03-12T08:15:01+01:00")
    assert give_password("karin", **HOSPITAL).url == reverse("mfa_authenticate")


def test_wrong_passwords_count_when_changing_password_too(client, karin, log_in, password):
    log_in(karin)
    data = {"oldpassword": "fel lösenord", "password1": "ett nytt långt ord", "password2": "ett nytt långt ord"}
    statuses = [client.post(reverse("account_change_password"), data, secure=True).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    data["oldpassword"] = password
    assert client.post(reverse("account_change_password"), data, secure=True).status_code == 429


@pytest.mark.parametrize("typed", ["19900101-2384", "karin", "Mitt Hemliga Lösenord"])
def test_what_was_typed_is_not_kept_nor_the_browser(karin, give_password, typed):
    browser = {"HTTP_USER_AGENT": "Mozilla på min telefon", "HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "fi"}
    give_password(typed, "fel lösenord", **HOSPITAL, **browser)
    kept = AccessAttempt.objects.values().get()
    everything = " ".join(map(str, kept.values())).lower()
    assert typed.lower() not in everything
    assert (kept["user_agent"], kept["http_accept"], kept["ip_address"]) == ("", "", "192.0.2.10")
    assert "fel lösenord" not in everything


def test_another_browser_does_not_get_past_the_lock(karin, give_password):
    for number in range(5):
        give_password("karin", "fel lösenord", HTTP_USER_AGENT=f"Mozilla {number}", **HOSPITAL)
    assert give_password("karin", HTTP_USER_AGENT="Annan", **HOSPITAL).status_code == 429


def test_another_address_of_the_same_line_does_not_get_past_the_lock(karin, give_password):
    for number in range(1, 6):
        give_password("karin", "fel lösenord", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
    assert give_password("karin", REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert give_password("karin", REMOTE_ADDR="2001:db8:1:3::1").status_code == 302


@pytest.mark.parametrize("address", ["", "unix:", "192.0.2.1:4711"])
def test_what_is_no_address_locks_too(karin, give_password, address):
    for _ in range(5):
        give_password("karin", "fel lösenord", REMOTE_ADDR=address)
    assert give_password("karin", REMOTE_ADDR=address).status_code == 429


def test_a_failed_login_is_forgotten_after_an_hour(karin, give_password, time_machine):
    time_machine.move_to("2026-03-12T08:00:00+01:00")
    fail(give_password)
    for minutes, left in ((30, 1), (61, 0)):
        time_machine.move_to("2026-03-12T08:00:00+01:00")
        time_machine.shift(timedelta(minutes=minutes))
        call_command("forget")
        assert AccessAttempt.objects.count() == left


def test_the_right_password_forgets_the_wrong_ones(karin, log_in, give_password):
    give_password("karin", "fel lösenord")
    log_in(karin)
    assert not AccessAttempt.objects.exists()


# ---- from one connection, whatever the names ----


@pytest.fixture
def many_failed(db, give_password):
    """As many as may fail from the hospital, each with a name of its own."""
    for number in range(MOST_FAILURES):
        assert give_password(f"gissat-{number}", "fel lösenord", **HOSPITAL).status_code == 200


def test_many_names_from_one_connection_must_wait(karin, many_failed, give_password):
    answer = give_password("Karin", next_url="/skrivbord/", **HOSPITAL)
    assert answer.status_code == 429
    words = answer.content.decode()
    assert "Vänta tio minuter" in words and "använd en annan uppkoppling" in words
    assert 'value="karin"' in words.lower() and 'value="/skrivbord/"' in words  # what was typed and where to is kept
    assert answer["Cache-Control"] == "private, no-store"


def test_an_unknown_name_gets_the_same_answer(karin, many_failed, give_password):
    known, unknown = (give_password(name, **HOSPITAL) for name in ("karin", "ingen"))
    assert (known.status_code, unknown.status_code) == (429, 429)
    assert known.context["form"].errors == unknown.context["form"].errors


def test_no_password_is_looked_at_meanwhile_and_nothing_is_written(karin, many_failed, give_password, monkeypatch):
    looked_at = []
    real = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *a, **k: looked_at.append(a) or real(*a, **k))
    kept = AccessAttempt.objects.count()
    assert give_password("nytt-namn", **HOSPITAL).status_code == 429
    assert not looked_at and AccessAttempt.objects.count() == kept
    give_password("nytt-namn", **HOME)
    assert looked_at


def test_elsewhere_one_gets_in_and_here_after_ten_minutes(karin, give_password, time_machine):
    time_machine.move_to("2026-03-12T08:00:00+01:00")
    for number in range(MOST_FAILURES):
        give_password(f"gissat-{number}", "fel lösenord", **HOSPITAL)
    assert give_password("karin", **HOSPITAL).status_code == 429
    assert give_password("karin", **HOME).url == reverse("mfa_authenticate")
    time_machine.move_to("2026-03-12T08:10:01+01:00")
    assert give_password("karin", **HOSPITAL).url == reverse("mfa_authenticate")


def test_one_who_has_forgotten_the_password_stops_no_colleague(karin, maj, give_password):
    for _ in range(MOST_FAILURES + 5):
        give_password("karin", "fel lösenord", **HOSPITAL)
    assert give_password("maj", **HOSPITAL).url == reverse("mfa_authenticate")


def test_log_ins_that_succeed_are_not_counted(karin, give_password):
    for _ in range(MOST_FAILURES + 5):
        assert give_password("karin", **HOSPITAL).url == reverse("mfa_authenticate")


def test_whoever_is_logged_in_proves_themselves_under_the_same_limit(client, karin, log_in, many_failed):
    log_in(karin)
    data = {"oldpassword": "fel lösenord", "password1": "ett nytt långt ord", "password2": "ett nytt långt ord"}
    answer = client.post(reverse("account_change_password"), data, secure=True, **HOSPITAL)
    assert "Vänta tio minuter" in answer.content.decode()
