from django import forms

from ui.forms import Form


class FeedbackForm(Form):
    """"Hjälpte sidan dig?" The last field is a trap for robots and is hidden from people."""

    helpful = forms.ChoiceField(
        label="Hjälpte sidan dig?",
        choices=[("ja", "Ja"), ("nej", "Nej")],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj Ja eller Nej.", "invalid_choice": "Välj Ja eller Nej."},
    )
    comment = forms.CharField(
        label="Vad saknades?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv inga personuppgifter och inget om din egen hälsa. Vi kan inte svara dig.",
        error_messages={"max_length": "Texten är för lång. Skriv högst 1 000 tecken."},
    )
    website = forms.CharField(required=False, label="Lämna tomt")

    def clean_comment(self) -> str:
        return str(self.cleaned_data["comment"]).replace("\x00", "")


class CompareForm(forms.Form):
    """Which two versions to compare."""

    fran = forms.IntegerField(min_value=1, max_value=100_000)
    till = forms.IntegerField(min_value=1, max_value=100_000)
