"""The forms of logging in, in Swedish, and with codes that are counted and used once."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from cryptography.fernet import InvalidToken
from django import forms
from django.contrib.auth.forms import UserChangeForm, UserCreationForm
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import second_factor
from accounts.models import Role, User
from ui.forms import PlainMessages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _password(label: "StrOrPromise", *, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget)


def _code(help_text: "StrOrPromise") -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=_("Engångskod"), max_length=20, widget=forms.TextInput(attrs=attributes), help_text=help_text
    )


class LoginForm(PlainMessages, account_forms.LoginForm):
    """User name and password; the code comes on the next page."""

    password = _password(_("Lösenord"), autocomplete="current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("Användarnamn"),
            max_length=150,
            widget=forms.TextInput(attrs=attributes),
            error_messages={"required": _("Fyll i ”Användarnamn”.")},
        )

    def clean_login(self) -> str:
        return User.normalize_username(self.cleaned_data["login"])


class _CountedCode(PlainMessages, code_forms.BaseAuthenticateForm):
    """A code counts as a try until it is right, and a right one opens only once."""

    code = _code(_("Sex siffror från din app. Du kan också skriva en av dina reservkoder."))

    def clean_code(self) -> str:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=self.user.pk)  # one try at a time, however many are sent at once
            try:
                return self._check()
            except ValidationError as error:
                refusal = error
        raise refusal  # after the transaction, so that the failed try stays counted

    def _check(self) -> str:
        if second_factor.has_guessed_too_often(self.user):
            raise get_adapter().validation_error("too_many_codes")
        authenticator = second_factor.authenticator_of(self.user)
        try:
            step = second_factor.step_of(authenticator, self.cleaned_data["code"]) if authenticator else None
            if authenticator and step and second_factor.is_used(authenticator, step):
                raise get_adapter().validation_error("code_already_used")
            code = super().clean_code()
        except InvalidToken:
            raise get_adapter().validation_error("unreadable") from None
        if authenticator and step:
            second_factor.mark_used(authenticator, step)
        return code


class AuthenticateForm(_CountedCode, code_forms.AuthenticateForm):
    """The one-time code while logging in."""


class ReauthenticateWithCodeForm(_CountedCode, code_forms.ReauthenticateForm):
    """The one-time code of someone who is logged in and is about to do something sensitive."""


class ReauthenticateForm(PlainMessages, account_forms.ReauthenticateForm):
    """The password of someone who is logged in and is about to do something sensitive."""

    password = _password(_("Lösenord"), autocomplete="current-password")


class ActivateTOTPForm(PlainMessages, totp_forms.ActivateTOTPForm):
    """Enrolment: the first code from the app shows that it holds the secret."""

    code = _code(_("Sex siffror från din app."))

    @property
    def secret_in_groups(self) -> str:
        """The secret in groups of four, for whoever types it."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class ChangePasswordForm(PlainMessages, account_forms.ChangePasswordForm):
    """A new password; the present one is asked for, and wrong tries are counted as at log-in."""

    oldpassword = _password(_("Nuvarande lösenord"), autocomplete="current-password")
    password2 = _password(_("Nytt lösenord en gång till"), autocomplete="new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password1"]
        field.label = _("Nytt lösenord")
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("Fyll i ”Nytt lösenord”.")
        field.help_text = _(
            "Minst 12 tecken. Välj inte ett vanligt lösenord eller ett som liknar ditt namn. "
            "En mening med flera ord är lätt att minnas."
        )

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not get_account_adapter().reauthenticate(self.user, password):
            raise get_account_adapter().validation_error("enter_current_password")
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("De två nya lösenorden är inte lika."))
        if first and first == cleaned.get("oldpassword"):
            self.add_error("password1", get_account_adapter().validation_error("same_as_current"))
        return cleaned


def roles_field() -> forms.TypedMultipleChoiceField:
    """Roles as boxes to tick."""
    return forms.TypedMultipleChoiceField(
        label=_("Roller"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class NewUserForm(UserCreationForm):
    """An administrator makes an account; roles are given on the next page."""

    class Meta:
        model = User
        fields = ("username", "name", "email")


class UserForm(UserChangeForm):
    """An administrator changes an account."""

    roles = roles_field()

    class Meta:
        model = User
        fields = "__all__"
