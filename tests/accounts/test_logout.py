from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

SESSION = "__Host-sessionid"


def test_asking_does_not_log_out(client, karin, log_in, get):
    log_in(karin)
    page = get("account_logout").content.decode()
    assert "Vill du logga ut?" in page
    assert SESSION_KEY in client.session


def test_logging_out_clears_the_browser_and_says_so(client, karin, log_in, get):
    log_in(karin)
    response = client.post(reverse("account_logout"), secure=True)
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Du är utloggad" in client.get(response.url, secure=True).content.decode()
    assert get("account").url == "/logga-in/?next=/konto/"


def test_the_old_cookie_opens_nothing(client, karin, log_in):
    log_in(karin)
    old = client.cookies[SESSION].value
    client.post(reverse("account_logout"), secure=True)
    thief = Client()
    thief.cookies[SESSION] = old
    assert thief.get("/konto/", secure=True).url == "/logga-in/?next=/konto/"
    assert thief.get("/admin/", secure=True).status_code == 302


def test_a_log_in_that_waits_for_its_code_can_be_given_up(client, karin, give_password, get):
    give_password("karin")
    assert get("account_login").url == reverse("mfa_authenticate")
    client.post(reverse("account_logout"), secure=True)
    assert get("account_login").status_code == 200
    assert get("mfa_authenticate").url == reverse("account_login")


def test_logging_out_in_the_admin_is_the_same(client, chief, log_in):
    log_in(chief)
    response = client.post("/admin/logout/", secure=True)
    assert "Clear-Site-Data" in response
    assert SESSION_KEY not in client.session


def test_another_site_cannot_log_one_out(karin, log_in):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(karin)
    assert strict.post(reverse("account_logout"), secure=True).status_code == 403
    assert SESSION_KEY in strict.session
