from urllib.parse import unquote

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.contrib import admin
from django.contrib.auth import SESSION_KEY
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts import actions, second_factor
from accounts.models import AuditEvent, User

ENROL = "/konto/tvasteg/lagg-till/"


def current_code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, [*totp.yield_hotp_counters_from_time()][1]))


@pytest.fixture
def enrol(client, monkeypatch):
    """Gets a second factor; what waits for the commit comes before the answer, as it does outside tests."""
    monkeypatch.setattr(transaction, "on_commit", lambda then, **options: then())

    def enrol():
        form = client.get(ENROL, secure=True).context["form"]
        return client.post(ENROL, {"code": current_code(form.secret)}, secure=True)

    return enrol


def test_staff_without_second_factor_are_sent_to_get_one(nils, give_password, get):
    assert give_password("nils").url == reverse("account")
    for path in ("/konto/", "/konto/losenord/", "/konto/tvasteg/", "/konto/tvasteg/reservkoder/", "/admin/"):
        assert get(path).url == ENROL


def test_the_way_there_and_out_is_open(nils, give_password, get, client):
    give_password("nils")
    assert get("mfa_activate_totp").status_code == 200
    assert get("account_logout").status_code == 200
    assert get("account_reauthenticate").status_code == 200
    assert client.post(reverse("account_logout"), secure=True).status_code == 302


def test_no_road_leads_to_the_admin_without_second_factor(client, give_password, db, make_user):
    boss = make_user("boss", is_superuser=True, enrolled=False)
    give_password("boss")
    paths = ["/admin/", "/admin/login/", "/admin/login/?next=/admin/", "/admin/accounts/user/", "/admin/jsi18n/"]
    paths += ["/admin/password_change/", "/admin/autocomplete/", f"/admin/accounts/user/{boss.pk}/change/"]
    paths += [f"/admin/r/1/{boss.pk}/", "/admin/finns-inte/"]
    for path in paths:
        for response in (client.get(path, secure=True, follow=True), client.post(path, secure=True, follow=True)):
            assert response.redirect_chain[-1][0] == ENROL, path


def test_the_admins_own_form_lets_nobody_in(client, karin, chief, log_in, password):
    form = {"username": "chief", "password": password, "next": "/admin/"}
    response = client.post("/admin/login/", form, secure=True)
    assert response.url.startswith("/logga-in/?next=")
    assert SESSION_KEY not in client.session

    log_in(karin)  # nor does it turn one who is logged in into another
    client.post("/admin/login/", form, secure=True)
    assert client.session[SESSION_KEY] == str(karin.pk)


def test_an_unknown_visitor_of_the_admin_comes_to_our_log_in(client, db):
    response = client.get("/admin/", secure=True, follow=True)
    assert [unquote(url) for url, _ in response.redirect_chain][-1] == "/logga-in/?next=/admin/"


def test_one_who_is_not_staff_has_no_business_in_the_admin(client, db, get, make_user):
    client.force_login(make_user("anna", is_staff=False, enrolled=False))
    assert get("/admin/login/").status_code == 403
    assert get("/admin/", follow=True).status_code == 403
    assert get("account").status_code == 200


def test_enrolment_shows_the_secret_as_image_and_text(nils, give_password, get):
    give_password("nils")
    response = get("mfa_activate_totp")
    page = response.content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert response.context["form"].secret_in_groups in page


def test_enrolment_leads_to_recovery_codes_and_opens_the_rest(client, nils, give_password, get, enrol):
    give_password("nils")
    response = enrol()
    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(get("mfa_view_recovery_codes").context["unused_codes"]) == 10
    assert get("account").status_code == 200
    assert AuditEvent.objects.filter(action="second_factor_enrolled", object_id=str(nils.pk)).exists()


def test_the_code_that_enrolled_opens_nothing_more(client, nils, give_password, give_code, time_machine, enrol):
    time_machine.move_to("2026-03-12T08:00:00+01:00", tick=False)
    give_password("nils")
    enrol()
    client.post(reverse("account_logout"), secure=True)
    give_password("nils")
    secret = decrypt(second_factor.authenticator_of(nils).data["secret"])
    assert "Koden är redan använd." in give_code(current_code(secret)).content.decode()
    assert SESSION_KEY not in client.session
    time_machine.move_to("2026-03-12T08:00:30+01:00", tick=False)
    give_code(current_code(secret))
    assert client.session[SESSION_KEY] == str(nils.pk)


def test_a_wrong_code_enrols_nobody_and_keeps_the_secret(client, nils, give_password, get):
    give_password("nils")
    secret = get("mfa_activate_totp").context["form"].secret
    response = client.post(ENROL, {"code": "000000"}, secure=True)
    assert "Koden stämmer inte." in response.content.decode()
    assert response.context["form"].secret == secret
    assert not second_factor.is_enrolled(nils)


def test_enrolment_ends_log_ins_made_without_it(client, nils, give_password, enrol, password):
    thief = Client()
    thief.post(reverse("account_login"), {"login": "nils", "password": password}, secure=True)
    assert thief.get(ENROL, secure=True).status_code == 200
    give_password("nils")
    enrol()
    assert thief.get("/konto/", secure=True).url.startswith("/logga-in/")


def test_nobody_takes_away_their_own_second_factor(client, karin, log_in):
    log_in(karin)
    assert client.post(reverse("mfa_deactivate_totp"), secure=True).url == reverse("mfa_index")
    assert client.post(ENROL, {"code": "1"}, secure=True).url == reverse("mfa_deactivate_totp")
    assert second_factor.is_enrolled(karin)


def test_an_administrator_takes_away_a_lost_one(client, chief, karin, log_in):
    theirs = Client()
    theirs.force_login(karin)
    log_in(chief)
    data = {"action": "remove_second_factor", "_selected_action": [karin.pk, chief.pk]}
    page = client.post("/admin/accounts/user/", data, secure=True, follow=True).content.decode()
    assert "Tvåstegsverifieringen är borttagen för Karin Exempel." in page
    assert "Du kan inte ta bort din egen" in page
    assert not second_factor.is_enrolled(karin)
    assert second_factor.is_enrolled(chief)
    assert theirs.get("/konto/", secure=True).url.startswith("/logga-in/")
    event = AuditEvent.objects.get(action="second_factor_removed")
    assert (event.actor_name, event.object_id) == ("Chief Exempel", str(karin.pk))


def test_others_may_not(karin, maj):
    with pytest.raises(actions.Refusal, match="Du får inte"):
        actions.remove_second_factor(by=maj, user=karin)


def test_the_server_itself_may(karin, capsys):
    call_command("remove_second_factor", "karin")
    assert not second_factor.is_enrolled(karin)
    with pytest.raises(CommandError, match="ingen användare"):
        call_command("remove_second_factor", "ingen")


def test_the_admin_leaves_out_what_would_walk_past_the_rules():
    labels = {model._meta.app_label for model in admin.site._registry}
    assert labels.isdisjoint({"account", "auth", "axes", "mfa"})


def test_sensitive_pages_ask_for_the_password_when_the_log_in_is_old(
    client, karin, log_in, get, time_machine, password
):
    time_machine.move_to("2026-03-12T08:00:00+01:00")
    log_in(karin)
    assert get("mfa_generate_recovery_codes").status_code == 200
    time_machine.move_to("2026-03-12T08:10:00+01:00")
    asked = get("mfa_generate_recovery_codes").url
    assert asked.startswith(reverse("account_reauthenticate"))
    assert "Lösenordet stämmer inte." in client.post(asked, {"password": "fel"}, secure=True).content.decode()
    assert client.post(asked, {"password": password}, secure=True).url == reverse("mfa_generate_recovery_codes")
    assert get("mfa_generate_recovery_codes").status_code == 200


def test_a_changed_password_is_kept_and_ends_other_log_ins(client, karin, log_in, get, password):
    elsewhere = Client()
    elsewhere.force_login(karin)
    log_in(karin)
    new = "en helt annan mening"
    data = {"oldpassword": password, "password1": new, "password2": new}
    response = client.post(reverse("account_change_password"), data, secure=True, follow=True)
    assert "Lösenordet är bytt." in response.content.decode()
    assert User.objects.get(pk=karin.pk).check_password(new)
    assert elsewhere.get("/konto/", secure=True).url.startswith("/logga-in/")
    assert AuditEvent.objects.filter(action="password_changed").count() == 1


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("kort", "kort", "minst 12 tecken"),
        ("en helt annan mening", "en helt annan", "inte lika"),
        ("en lång mening att minnas", "en lång mening att minnas", "Välj ett annat lösenord"),
        ("karin exempel", "karin exempel", "alltför likt namn"),
        ("123456789012", "123456789012", "enbart numeriskt"),
    ],
)
def test_a_poor_password_is_refused_in_swedish(client, karin, log_in, first, second, says, password):
    log_in(karin)
    data = {"oldpassword": password, "password1": first, "password2": second}
    assert says in client.post(reverse("account_change_password"), data, secure=True).content.decode()
