"""A log-in lasts eight hours, one is warned before it ends and may go on, and after 24 hours one logs in again."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import demo

MORNING = datetime.fromisoformat("2026-03-12T08:05:00+01:00")
HTMX = {"HX-Request": "true"}
ADDRESS = "/konto/inloggning/"
BUTTON = "Fortsätt vara inloggad"
BEFORE = "loggas ut klockan"


@pytest.fixture
def at(time_machine):
    """Moves the clock to so long after the log-in."""

    def move(**since):
        time_machine.move_to(MORNING + timedelta(**since), tick=False)

    move()
    return move


@pytest.fixture
def at_work(at, karin, log_in, client):
    log_in(karin)
    return client


def asked(client):
    return client.get(ADDRESS, secure=True, headers=HTMX).content.decode()


def press(client):
    return client.post(ADDRESS, secure=True, headers=HTMX)


def ends(client):
    return Session.objects.get(session_key=client.session.session_key).expire_date - MORNING


def is_in(client):
    return client.get("/konto/", secure=True).status_code == 200


def test_a_quarter_before_the_end_every_page_says_so(at_work, at, get):
    at(hours=7, minutes=44)
    for page in ("/konto/", "/redaktion/", "/konto/losenord/"):
        assert BEFORE not in get(page, follow=True).content.decode(), page
    at(hours=7, minutes=46)
    for page in ("/konto/", "/redaktion/", "/konto/losenord/"):
        html = get(page, follow=True).content.decode()
        assert "Du loggas ut klockan 16.05." in html, page
        assert BUTTON in html and 'action="/konto/inloggning/"' in html, page
    assert "16.05." in asked(at_work)


def test_the_page_asks_again_when_there_is_something_to_say(at_work, at):
    assert "load delay:27900s," in asked(at_work)
    at(hours=7, minutes=46)
    assert "load delay:840s," in asked(at_work)


def test_who_presses_is_logged_in_for_eight_hours_more(at_work, at):
    at(hours=7, minutes=50)
    answer = press(at_work)
    html = answer.content.decode()
    assert "Du är inloggad till klockan 23.55." in html and BUTTON not in html
    assert not answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"]  # the cookie ends with the browser still
    assert ends(at_work) == timedelta(hours=15, minutes=50)
    at(hours=15, minutes=49)
    assert is_in(at_work)
    at(hours=15, minutes=51)
    assert not is_in(at_work)


def test_nobody_is_logged_in_for_more_than_24_hours(at_work, at):
    for hours in (7.75, 15.5, 23):
        at(hours=hours)
        press(at_work)
    assert ends(at_work) == timedelta(hours=24)
    at(hours=23, minutes=50)
    html = asked(at_work)
    assert "Du loggas ut klockan 08.05." in html and "logga in igen" in html and BUTTON not in html
    press(at_work)
    at(hours=24, minutes=1)
    assert not is_in(at_work)


def test_neither_asking_nor_anything_else_prolongs_it(at_work, at, password):
    at(hours=7, minutes=50)
    assert BUTTON in asked(at_work)
    at_work.get(ADDRESS, secure=True)
    session = at_work.session
    session["something"] = "else"
    session.save()
    new = "en annan lång mening att minnas"
    changed = {"oldpassword": password, "password1": new, "password2": new}
    assert at_work.post("/konto/losenord/", changed, secure=True).status_code == 302  # gives the session a new key
    assert ends(at_work) == timedelta(hours=8)
    assert Session.objects.count() == 1


def test_without_a_script_the_button_leads_to_when_it_ends(at_work, at):
    at(hours=7, minutes=50)
    html = at_work.post(ADDRESS, secure=True, follow=True).content.decode()
    assert "Du är kvar inloggad." in html
    assert "12 mars, klockan 23.55" in html


def test_the_button_of_another_site_prolongs_nothing(at_work, at):
    at(hours=7, minutes=50)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = at_work.cookies
    assert strict.post(ADDRESS, secure=True, headers=HTMX | {"Origin": "https://ond.example"}).status_code == 403
    assert ends(at_work) == timedelta(hours=8)


def test_a_new_log_in_is_counted_anew(at_work, at, karin, give_password, give_code):
    at(hours=7)
    at_work.post("/logga-ut/", secure=True)
    give_password("karin")
    give_code(demo.code_for(karin))
    assert ends(at_work) == timedelta(hours=15)


def test_one_without_a_second_factor_is_counted_and_warned_too(at, nils, give_password, client):
    give_password("nils")
    assert ends(client) == timedelta(hours=8)
    at(hours=7, minutes=50)
    assert BUTTON in client.get("/konto/", secure=True, follow=True).content.decode()
    assert press(client).status_code == 200
    assert ends(client) == timedelta(hours=15, minutes=50)


def test_a_log_in_from_before_ends_were_kept_is_counted_from_now(at_work, at):
    session = at_work.session
    for name in ("logged_in_at", "logged_in_until"):
        del session[name]
    session.save()
    at(hours=2)
    assert "12 mars, klockan 18.05" in at_work.get("/konto/", secure=True).content.decode()
    assert ends(at_work) == timedelta(hours=10)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nothing(db, client, method):
    assert getattr(client, method)(ADDRESS, secure=True).url == f"/logga-in/?next={ADDRESS}"
    answer = getattr(client, method)(ADDRESS, secure=True, headers=HTMX)
    assert answer.status_code == 286
    assert "Du har loggats ut." in answer.content.decode()
    assert "load delay" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert not Session.objects.exists()


def test_pressing_too_late_says_so_and_lets_nobody_in(at_work, at):
    at(hours=8, minutes=1)
    assert "Du har loggats ut." in press(at_work).content.decode()
    assert SESSION_KEY not in at_work.session


def test_a_page_for_readers_says_nothing_of_it(at_work, at, library):
    at(hours=7, minutes=50)
    answers = [each.get("/halsfluss/", secure=True) for each in (at_work, Client())]
    assert answers[0].content == answers[1].content
    assert "inloggningstid" not in answers[0].content.decode()


def test_the_administration_says_it_too(at, chief, log_in, get):
    log_in(chief)
    at(hours=7, minutes=46)
    assert BUTTON in get("/admin/").content.decode()
