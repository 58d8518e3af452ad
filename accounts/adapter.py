"""What allauth asks us: who may sign up, where one may be sent, how secrets are kept, and what messages say."""

import time
from base64 import urlsafe_b64encode
from io import BytesIO
from typing import Any

import qrcode
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from accounts import lockout


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; there is no sign-up and no reset by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontot är avstängt. Vänd dig till en systemadministratör."),
        "enter_current_password": _("Lösenordet stämmer inte. Skriv det lösenord du har nu."),
        "incorrect_code": _("Koden stämmer inte. Skriv den kod som appen visar just nu."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "invalid_login": _("Användarnamnet eller lösenordet stämmer inte."),
        "rate_limited": _("Du har försökt för många gånger. Vänta en stund och försök igen."),
        "too_many_from_here": _(
            "Många inloggningar från din uppkoppling har misslyckats på kort tid, dina egna eller andras. Inget är fel "
            "med ditt konto. Vänta tio minuter och försök igen. Är det bråttom, använd en annan uppkoppling, till "
            "exempel mobilens."
        ),
        "same_as_current": _("Välj ett annat lösenord än det du har nu."),
        "too_many_login_attempts": _("Du har försökt för många gånger. Vänta 15 minuter och försök igen."),
        "username_password_mismatch": _("Användarnamnet eller lösenordet stämmer inte."),
        "username_taken": _("Användarnamnet är upptaget. Välj ett annat."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path on this site: no other host, and not our own host spelled out either."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before any password is looked at, which is meant to take its time."""
        super().pre_authenticate(request, **credentials)
        if lockout.has_failed_too_often(request):
            raise self.validation_error("too_many_from_here")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever has just logged in need not prove themselves once more at once."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        return time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT


class MFAAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted in the database; a second factor is taken away by an administrator only."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Du kan inte stänga av tvåstegsverifieringen själv."),
        "cannot_generate_recovery_codes": _("Slå på tvåstegsverifiering innan du skapar reservkoder."),
        "incorrect_code": _("Koden stämmer inte. Skriv den kod som appen visar just nu."),
        "code_already_used": _("Koden är redan använd. Vänta tills appen visar nästa kod."),
        "too_many_codes": _("Du har skrivit fel kod för många gånger. Vänta 15 minuter och försök igen."),
        "unreadable": _(
            "Din tvåstegsverifiering går inte att läsa. Be en systemadministratör att ta bort den, så får du lägga in"
            " en ny."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def encrypt_anew(self, encrypted_text: str) -> str:
        """The same secret, encrypted with the key of now."""
        return _cipher().rotate(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return False

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a phone can read it in dark mode too."""
        buffer = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(buffer)
        return buffer.getvalue().decode()


def _cipher() -> MultiFernet:
    """Encrypts with a key drawn from SECRET_KEY; reads what was encrypted with an earlier one in the fallbacks."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [salted_hmac("accounts.second_factor", "", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
