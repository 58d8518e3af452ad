"""Nothing that was typed is lost when a session has ended: it is given back, and can be sent again."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

HERE = {"HTTP_ACCEPT": "text/html,*/*;q=0.8", "HTTP_ORIGIN": "https://testserver", "secure": True}
PATH = "/redaktion/artiklar/1/skriv/"
WRITTEN = "Det rosslar i bröstet.\n\n- <script>alert(1)</script>\n</textarea> & mer"
TYPED = {"summary": WRITTEN, "title": "Rosslighet", "serial": "4", "skicka": "ja"}


def send(client, data=TYPED, path=PATH, **more):
    return client.post(path, data, **(HERE | more))


def shown(response):
    """The texts that the page lets one copy."""
    return [unescape(text) for text in re.findall(r"<textarea[^>]*readonly>\n(.*?)</textarea>", response.text, re.S)]


def fields(response):
    """What the page's form sends when its button is pressed."""
    form = re.search(r'<form class="form stack" method="post" action="([^"]*)">(.*?)</form>', response.text, re.S)
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[2])
    areas = re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form[2], re.S)
    return unescape(form[1]), {unescape(name): unescape(value) for name, value in (*hidden, *areas)}


def test_what_was_typed_is_given_back_with_the_way_to_log_in(client, db):
    response = send(client, HTTP_REFERER=f"https://testserver{PATH}?flik=2")
    assert response.status_code == 401
    assert response["Cache-Control"] == "private, no-store"
    assert shown(response) == [WRITTEN]
    assert "<script>alert" not in response.text
    assert f"/logga-in/?next={quote(PATH + '?flik=2', safe='')}" in response.text
    address, again = fields(response)
    del again["csrfmiddlewaretoken"]
    assert (address, again) == (PATH, TYPED | {"kom-fran": f"{PATH}?flik=2"})
    once_more = send(client, again, HTTP_REFERER=f"https://testserver{PATH}")
    assert fields(once_more)[1]["kom-fran"] == f"{PATH}?flik=2"
    assert not Session.objects.exists()  # nothing is stored


def test_after_logging_in_two_presses_take_it_with_djangos_own_check(karin, rf):
    """The token changes at log-in: the first press meets the check, whose page holds the new one."""
    strict = Client(enforce_csrf_checks=True)
    strict.get("/logga-in/", secure=True)
    token = strict.cookies["__Host-csrftoken"].value
    ended = send(strict, TYPED | {"csrfmiddlewaretoken": token}, path="/konto/losenord/")
    assert ended.status_code == 401
    _, again = fields(ended)
    strict.cookies["__Host-csrftoken"] = "b" * 32  # as logging in gives it
    strict.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    refused = send(strict, again, path="/konto/losenord/")
    assert refused.status_code == 403
    assert refused["Cache-Control"] == "private, no-store"
    assert "Du är inloggad som Karin Exempel." in refused.text
    _, fresh = fields(refused)
    assert fresh["summary"] == WRITTEN
    assert send(strict, fresh, path="/konto/losenord/").status_code == 200  # the view has it


@pytest.mark.parametrize(
    ("data", "more"),
    [
        ({}, {}),  # a button alone
        ({"serial": "4", "csrfmiddlewaretoken": "x" * 32}, {}),
        ({"oldpassword": "hemligt och långt", "password1": "nytt"}, {}),
        ({"code": "123456"}, {}),
        (TYPED, {"HTTP_ACCEPT": "*/*"}),  # a script that saves by itself
        (TYPED, {"HTTP_ACCEPT": ""}),
        (TYPED, {"HTTP_ORIGIN": "https://ond.example"}),
        (TYPED, {"HTTP_ORIGIN": "null"}),
    ],
)
def test_the_rest_is_led_to_the_log_in_as_before(client, db, data, more):
    response = send(client, data, HTTP_REFERER="https://testserver/redaktion/", **more)
    assert response.status_code == 302
    assert response["Location"] == "/logga-in/?next=/redaktion/"


def test_after_log_in_nobody_is_led_elsewhere(client, db):
    for data, referer in (({}, "https://ond.example/redaktion/"), ({"kom-fran": "//ond.example/"}, "")):
        response = send(client, data, HTTP_REFERER=referer)
        assert response["Location"] == f"/logga-in/?next={PATH}"
    assert fields(send(client, TYPED | {"kom-fran": "https://ond.example/"}))[1]["kom-fran"] == PATH


@pytest.mark.parametrize("origin", ["https://ond.example", "null", "http://[trasig"])
def test_a_form_from_elsewhere_is_never_shown_back(karin, origin):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    response = send(strict, HTTP_ORIGIN=origin)
    assert response.status_code == 403
    assert "Rosslighet" not in response.text
    assert "bröstet" not in response.text


def test_a_password_is_never_shown_back(db):
    strict = Client(enforce_csrf_checks=True)
    response = send(strict, {"login": "karin", "password": "en lång mening"}, path=reverse("account_login"))
    assert response.status_code == 403
    assert "en lång mening" not in response.text


def test_a_postal_code_is_no_secret(client, db):
    assert send(client, TYPED | {"postal_code": "223 50"}).status_code == 401
    assert send(client, TYPED | {"recovery_code": "223 50"}).status_code == 302


def test_without_anything_typed_the_page_tells_how_to_keep_it(db):
    response = Client(enforce_csrf_checks=True).post("/logga-in/", {}, secure=True)
    assert response.status_code == 403
    assert "Kopiera det du vill behålla. Ladda sedan om sidan" in response.text


MANY = {f"f{number}": "x y" for number in range(499)}


@pytest.mark.parametrize(
    ("data", "more", "status"),
    [
        ({"text": "med \x00 noll"}, {}, 401),
        ({"text": "a b " * 200_000}, {}, 401),
        ({"text": "a b " * 300_000}, {}, 413),
        (MANY, {}, 401),
        (MANY | {"g": "1", "h": "2"}, {}, 413),
        ({"text": "med fil", "fil": SimpleUploadedFile("a.csv", b"a;b")}, {}, 401),
        (b"text=%ff%fe+%00+x", {"content_type": "application/x-www-form-urlencoded"}, 401),
        (b"text=a+b", {"content_type": "application/x-www-form-urlencoded; charset=utf-16"}, 400),
        (b"--x\r\ntrasig", {"content_type": "multipart/form-data; boundary=x"}, 302),
        (b"--x\r\ntrasig", {"content_type": "multipart/form-data"}, 400),
        (b"{}", {"content_type": "application/json"}, 302),
    ],
)
@pytest.mark.parametrize("checks", [False, True])
def test_nothing_that_is_sent_breaks_the_page(db, data, more, status, checks):
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    response = send(client, data, **more)
    assert response.status_code in ((403, 400, 413) if checks else (status,))


def test_a_file_is_said_to_be_left_behind(client, db):
    response = send(client, {"text": "med fil", "fil": SimpleUploadedFile("a.csv", b"a;b")})
    assert "Filen följer inte med" in response.text


def test_nothing_typed_is_logged(client, db, caplog):
    caplog.set_level(0)
    send(client)
    assert "rosslar" not in caplog.text
