"""A new SECRET_KEY with the old one in the fallbacks ends nothing; without it, all that rested on the old one ends."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts import actions, demo, second_factor
from accounts.models import AuditEvent
from regions import reminder_links
from regions.models import CareUnit, UnitContact, UnitReminder

NEW = "en-helt-ny-nyckel-" * 4


@pytest.fixture
def restart(settings, monkeypatch):
    """What a restart with a new key does. Signers read the key when they are made."""

    def restart(fallbacks):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if fallbacks else []
        settings.SECRET_KEY = NEW
        monkeypatch.setattr(reminder_links, "_signer", type(reminder_links._signer)(salt=reminder_links._signer.salt))

    return restart


@pytest.mark.parametrize("fallbacks", [True, False])
def test_log_ins_outlive_the_key_while_it_is_a_fallback(karin, client, restart, fallbacks):
    client.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    restart(fallbacks)
    answer = client.get(reverse("account"), secure=True)
    assert answer.status_code == (200 if fallbacks else 302)


@pytest.mark.parametrize("fallbacks", [True, False])
def test_links_in_mails_outlive_the_key_while_it_is_a_fallback(units, client, restart, fallbacks):
    unit = CareUnit.objects.order_by("pk").first()
    contact = UnitContact.objects.create(unit=unit, email="enhet@example.org")
    link = reminder_links.token_of(UnitReminder.objects.create(unit=unit), contact)
    restart(fallbacks)
    answer = client.get(reverse("confirm_by_link", args=[link]), secure=True)
    assert answer.status_code == (200 if fallbacks else 404)


def test_second_factors_are_encrypted_anew_before_the_old_key_is_forgotten(karin, settings, restart):
    codes = RecoveryCodes.activate(karin).generate_codes()
    restart(fallbacks=True)
    call_command("encrypt_second_factors", stdout=io.StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    assert demo._holds(second_factor.authenticator_of(karin), demo.secret_of("karin"))
    assert RecoveryCodes.activate(karin).generate_codes() == codes
    event = AuditEvent.objects.get(action="second_factors_encrypted_anew")
    assert event.details == {"done": 2, "unreadable": 0}


def test_what_no_key_reads_is_told_and_left(karin, maj, restart):
    before = dict(Authenticator.objects.values_list("pk", "data"))
    restart(fallbacks=False)
    with pytest.raises(CommandError, match="2 går inte att läsa"):
        call_command("encrypt_second_factors", stdout=io.StringIO())
    assert dict(Authenticator.objects.values_list("pk", "data")) == before
    assert actions.encrypt_second_factors_anew(by=None) == (0, 2)
