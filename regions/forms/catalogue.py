from django import forms
from django.utils.translation import gettext_lazy as _

from regions.forms.unit_filter import UnitFilter
from regions.kinds import KIND_SLUGS
from regions.queries.catalogue import UnitsAsked


class OwnUnitsForm(UnitFilter):
    """Which of my units to list."""

    q = forms.CharField(label=_("Namn eller ort"), required=False, max_length=100)
    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[
            ("", _("Alla som inte är stängda för alltid")),
            ("obekraftade", _("Inte bekräftade på 90 dagar")),
            ("stangda", _("Stängda för alltid")),
        ],
    )
    field_order = ("q", "typ", "kommun", "visa")

    def asked(self) -> UnitsAsked:
        """What to list; what cannot be understood is left out."""
        data = self.cleaned_data
        kind = KIND_SLUGS.get(data.get("typ") or "")
        return UnitsAsked(
            words=data.get("q") or "",
            kind=kind.value if kind else "",
            municipality=data.get("kommun") or "",
            which=data.get("visa") or "",
        )
