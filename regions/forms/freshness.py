"""Forms of the freshness board."""

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.forms.unit_filter import UnitFilter
from regions.queries.freshness import WANTED, BoardList
from ui.forms import Form

NAMES = {
    BoardList.UNCONFIRMED: _("Inte bekräftade på 90 dagar"),
    BoardList.RED_DAY: _("Inga tider för nästa röda dag"),
    BoardList.MISSING: _("Saknar uppgifter"),
    BoardList.NO_CONTACT: _("Saknar kontaktadress"),
}


class BoardFilter(UnitFilter):
    """Which list of the board, narrowed down. What is not understood narrows nothing."""

    lista = forms.ChoiceField(label=_("Lista"), required=False, choices=[(each.value, NAMES[each]) for each in NAMES])
    uppgift = forms.ChoiceField(
        label=_("Uppgift som saknas"),
        required=False,
        choices=[("", _("Alla")), *((name, fact.label) for name, fact in WANTED.items())],
    )
    field_order = ["lista", "typ", "kommun", "uppgift"]

    @property
    def which(self) -> BoardList:
        return BoardList(self.cleaned_data.get("lista") or BoardList.UNCONFIRMED)

    @property
    def fact(self) -> str:
        return str(self.cleaned_data.get("uppgift") or "") if self.which == BoardList.MISSING else ""


class ContactForm(Form):
    """Where a unit's staff are reached."""

    email = forms.EmailField(
        label=_("Mottagningens e-post"),
        required=False,
        max_length=254,
        help_text=_("En brevlåda som flera läser är bäst. Adressen visas aldrig för läsare. Tomt tar bort den."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
