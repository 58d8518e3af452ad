from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.kinds import KIND_SLUGS
from regions.queries import CareSearch, Understood, When, understand
from regions.queries.find_care import MAX_PAGE
from regions.queries.places import region_place
from ui.forms import FilterForm


class FindCareForm(FilterForm):
    """Where, what and when. It forgives: what cannot be used is said in words beside what was found."""

    q = forms.CharField(
        label=_("Plats eller mottagning"),
        required=False,
        max_length=100,
        strip=True,
        error_messages={
            "max_length": _("Sökningen är för lång. Skriv högst 100 tecken, till exempel ”vårdcentral Lund”."),
            "null_characters_not_allowed": _("Sökningen innehåller ett tecken som inte går att läsa. Skriv den igen."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    typ = forms.ChoiceField(
        label=_("Typ av vård"),
        required=False,
        choices=[("", _("Alla")), *((name, kind.label) for name, kind in KIND_SLUGS.items())],
        error_messages={"invalid_choice": _("Den typen av vård finns inte. Välj en i listan.")},
    )
    oppet = forms.ChoiceField(
        label=_("Öppettider"),
        required=False,
        choices=[
            (When.ANY.value, _("Alla")),
            (When.NOW.value, _("Öppet nu")),
            (When.EVENINGS.value, _("Kvällar och helger")),
        ],
        error_messages={"invalid_choice": _("Välj en av öppettiderna i listan.")},
    )
    ordagrant = forms.BooleanField(label=_("Ordagrant"), required=False, widget=forms.HiddenInput)
    sida = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_PAGE,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Den sidan finns inte.")),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["typ"] = KIND_SLUGS.get(cleaned.get("typ", ""))
        return cleaned

    def search(self, region_code: str | None) -> CareSearch:
        """The search that the cleaned form asks for. A place typed beats the chosen region."""

        data = self.cleaned_data
        understood = understand(data["q"], mend=not data.get("ordagrant")) if data.get("q") else Understood("")
        place = understood.place or (region_place(region_code) if region_code else None)
        in_words = When.EVENINGS if understood.evenings else When.NOW if understood.open_now else When.ANY
        when = When(data.get("oppet") or in_words)
        return CareSearch(understood, place, data.get("typ") or understood.kind, when, data.get("sida") or 1)
