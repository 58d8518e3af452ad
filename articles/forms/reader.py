from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import Form


class FeedbackForm(Form):
    """ "Hjälpte sidan dig?" The last field is a trap for robots and is hidden from people."""

    helpful = forms.ChoiceField(
        label=_("Hjälpte sidan dig?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj Ja eller Nej."), "invalid_choice": _("Välj Ja eller Nej.")},
    )
    comment = forms.CharField(
        label=_("Vad saknades?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv inga personuppgifter och inget om din egen hälsa. Vi kan inte svara dig."),
        error_messages={"max_length": _("Texten är för lång. Skriv högst 1 000 tecken.")},
    )
    website = forms.CharField(required=False, label=_("Lämna tomt"))

    def clean_comment(self) -> str:
        return str(self.cleaned_data["comment"]).replace("\x00", "")


class CompareForm(forms.Form):
    """Which two versions to compare."""

    fran = forms.IntegerField(min_value=1, max_value=100_000)
    till = forms.IntegerField(min_value=1, max_value=100_000)
