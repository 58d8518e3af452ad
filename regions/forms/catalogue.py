from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import facts
from regions.kinds import KIND_SLUGS
from regions.queries.catalogue import UnitsAsked
from ui.forms import FilterForm


class OwnUnitsForm(FilterForm):
    """Which of my units to list."""

    q = forms.CharField(label=gettext_lazy("Namn, typ av vård eller ort"), required=False, max_length=100)
    typ = forms.ChoiceField(
        label=gettext_lazy("Typ av vård"),
        required=False,
        choices=[("", gettext_lazy("Alla")), *((name, kind.label) for name, kind in KIND_SLUGS.items())],
    )
    kommun = forms.ChoiceField(label=gettext_lazy("Kommun"), required=False)
    visa = forms.ChoiceField(
        label=gettext_lazy("Visa"),
        required=False,
        choices=[
            ("", gettext_lazy("Alla som är öppna")),
            ("obekraftade", gettext_lazy("Inte bekräftade på 90 dagar")),
            ("stangda", gettext_lazy("Stängda för alltid")),
        ],
    )

    def __init__(self, *args: Any, region_codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = set(region_codes)
        own = sorted((m for m in facts.municipalities() if m.region_code in codes), key=lambda m: m.name)
        choice: Any = self.fields["kommun"]
        choice.choices = [("", _("Alla")), *((each.code, each.name) for each in own)]
        if not own:
            del self.fields["kommun"]

    def asked(self) -> UnitsAsked:
        """What to list; what cannot be understood is left out."""
        self.is_valid()
        data = self.cleaned_data
        kind = KIND_SLUGS.get(data.get("typ") or "")
        return UnitsAsked(
            words=data.get("q") or "",
            kind=kind.value if kind else "",
            municipality=data.get("kommun") or "",
            which=data.get("visa") or "",
        )
