from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import Form


class FeedbackForm(Form):
    """ "Hjälpte sidan dig?" The last field is a trap for robots and is hidden from people."""

    FAULT = "fel"
    helpful = forms.ChoiceField(
        label=_("Hjälpte sidan dig?"),
        choices=[("ja", _("Ja")), ("nej", _("Nej")), (FAULT, _("Något är fel i texten"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")},
    )
    comment = forms.CharField(
        label=_("Vad saknas eller är fel?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Är något fel: skriv vad, så läser en redaktör det före andra svar. Skriv inga personuppgifter och inget "
            "om din egen hälsa. Högst 1 000 tecken. Vi kan inte svara dig."
        ),
        error_messages={"max_length": _("Texten är %(show_value)d tecken lång. Skriv högst 1 000 tecken.")},
    )
    website = forms.CharField(required=False, label=_("Lämna tomt"))

    def clean_comment(self) -> str:
        comment = str(self.cleaned_data["comment"]).replace("\x00", "")
        if not comment and self.cleaned_data.get("helpful") == self.FAULT:
            raise forms.ValidationError(_("Skriv vad som är fel, och gärna var i texten det står."))
        return comment


class CompareForm(forms.Form):
    """Which two versions to compare; either may be left out."""

    fran = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    till = forms.IntegerField(min_value=1, max_value=100_000, required=False)
