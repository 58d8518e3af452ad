import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from accounts import demo, second_factor
from accounts.adapter import MFAAdapter
from accounts.models import AuditEvent, User


def is_logged_in(client):
    return SESSION_KEY in client.session


def test_password_and_code_lead_to_my_account(client, karin, give_password, give_code, get):
    response = give_password("karin")
    assert response.url == reverse("mfa_authenticate")
    assert not is_logged_in(client)

    response = give_code(demo.code_for(karin))
    assert response.url == reverse("account")
    page = get("account").content.decode()
    assert "Karin Exempel" in page
    assert "Redaktör" in page


def test_every_cookie_ends_with_the_browser(client, karin, give_password, give_code):
    give_password("karin")
    give_code(demo.code_for(karin))
    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    for cookie in client.cookies.values():
        assert not cookie["max-age"] and not cookie["expires"]


def test_password_alone_opens_nothing(client, karin, give_password, get):
    give_password("karin")
    assert get("account").url == "/logga-in/?next=/konto/"
    assert get("mfa_view_recovery_codes").status_code == 302
    assert "/logga-in/" in get("/admin/", follow=True).redirect_chain[-1][0]


def test_capital_letters_and_spaces_in_the_user_name_do_not_matter(karin, give_password):
    assert give_password(" KARIN ").url == reverse("mfa_authenticate")


def test_wrong_password_and_unknown_name_get_the_same_answer(client, karin, give_password):
    answers = [give_password(name, "fel lösenord").content.decode() for name in ("karin", "ingen")]
    for answer in answers:
        assert "Användarnamnet eller lösenordet stämmer inte." in answer
    assert answers[0].count("<li>") == answers[1].count("<li>")
    assert not is_logged_in(client)


def test_a_closed_account_gets_the_same_answer_too(karin, give_password):
    User.objects.update(is_active=False)
    assert "Användarnamnet eller lösenordet stämmer inte." in give_password("karin").content.decode()


def test_empty_fields_say_what_to_fill_in(db, give_password):
    page = give_password("", "").content.decode()
    assert "Fyll i ”Användarnamn”." in page
    assert "Fyll i ”Lösenord”." in page


def test_wrong_code(client, karin, give_password, give_code):
    give_password("karin")
    assert "Koden stämmer inte." in give_code("000000").content.decode()
    assert not is_logged_in(client)


def test_a_code_opens_once(client, karin, give_password, give_code):
    give_password("karin")
    code = demo.code_for(karin)
    give_code(code)
    client.logout()
    give_password("karin")
    assert "Koden är redan använd." in give_code(code).content.decode()
    assert not is_logged_in(client)


def test_five_wrong_codes_are_the_last(client, karin, give_password, give_code):
    give_password("karin")
    for _ in range(second_factor.MOST_FAILURES):
        give_code("000000")
    page = give_code(demo.code_for(karin)).content.decode()
    assert "Vänta 15 minuter" in page
    assert not is_logged_in(client)


def test_wrong_codes_are_forgotten_after_a_quarter(client, karin, give_password, give_code, time_machine):
    time_machine.move_to("2026-03-12T08:00:00+01:00")
    give_password("karin")
    for _ in range(second_factor.MOST_FAILURES):
        give_code("000000")
    time_machine.move_to("2026-03-12T08:15:01+01:00")
    give_password("karin")
    give_code(demo.code_for(karin))
    assert is_logged_in(client)


def test_a_recovery_code_opens_once_and_is_audited(client, karin, log_in, give_password, give_code, get):
    log_in(karin)
    client.post(reverse("mfa_generate_recovery_codes"), secure=True)
    code = get("mfa_view_recovery_codes").context["unused_codes"][0]
    client.logout()
    give_password("karin")
    give_code(code)
    assert is_logged_in(client)
    assert AuditEvent.objects.filter(action="recovery_code_used", actor_id=str(karin.pk)).count() == 1
    client.logout()
    give_password("karin")
    give_code(code)
    assert not is_logged_in(client)


def test_a_secret_from_another_key_is_told_and_opens_nothing(client, karin, give_password, give_code, settings):
    code = demo.code_for(karin)
    settings.SECRET_KEY = "another key, long enough " * 3
    give_password("karin")
    assert "går inte att läsa" in give_code(code).content.decode()
    assert not is_logged_in(client)


def test_secrets_lie_encrypted_and_survive_a_new_key(karin, settings):
    stored = second_factor.authenticator_of(karin).data["secret"]
    assert demo.secret_of("karin") not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key, long enough too " * 3, [settings.SECRET_KEY]
    assert MFAAdapter().decrypt(stored) == demo.secret_of("karin")


def test_next_leads_back_to_where_one_was_going(karin, give_password, give_code):
    give_password("karin", next_url="/konto/losenord/")
    assert give_code(demo.code_for(karin)).url == "/konto/losenord/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://ond.example/",
        "//ond.example/",
        "///ond.example",
        "/\\ond.example",
        "\\\\ond.example",
        "javascript:alert(1)",
        "http:ond.example",
        "https://testserver.ond.example/",
        "https://user@ond.example/",
        " //ond.example",
        "/\t/ond.example",
        "konto/",
    ],
)
def test_next_never_leads_off_the_site(karin, give_password, give_code, elsewhere):
    give_password("karin", next_url=elsewhere)
    assert give_code(demo.code_for(karin)).url == reverse("account")


def test_one_who_is_logged_in_is_not_asked_again(karin, log_in, get):
    log_in(karin)
    assert get("account_login").url == reverse("account")


def test_nobody_signs_up_or_resets_a_password_alone(client, db, get):
    for name in ("account_signup", "account_reset_password"):
        assert "administratör" in get(name).content.decode()
        assert client.post(reverse(name), {"username": "x"}, secure=True).status_code == 405
