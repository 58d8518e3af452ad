from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from language.ordering import sort_key
from regions import facts
from regions.facts import RegionFact
from regions.kinds import KIND_SLUGS
from regions.models.unit import CareUnitQuerySet
from regions.queries.catalogue import UnitsAsked
from ui.forms import FilterForm


class UnitFilter(FilterForm):
    """Narrows a list of units down by kind and municipality. What is not understood narrows nothing."""

    typ = forms.ChoiceField(
        label=_("Typ av vård"),
        required=False,
        choices=[("", _("Alla")), *((name, kind.label) for name, kind in KIND_SLUGS.items())],
    )
    kommun = forms.ChoiceField(label=_("Kommun"), required=False)

    def __init__(self, *args: Any, regions: list[RegionFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = {region.code for region in regions}
        towns = sorted(
            ((town.code, town.name) for town in facts.municipalities() if town.region_code in codes),
            key=lambda town: sort_key(town[1]),
        )
        self.fields["kommun"].choices = [("", _("Alla")), *towns]  # type: ignore[attr-defined]
        if not towns:
            del self.fields["kommun"]
        self.full_clean()

    def narrow(self, units: CareUnitQuerySet) -> CareUnitQuerySet:
        if kind := KIND_SLUGS.get(self.cleaned_data.get("typ", "")):
            units = units.of_kind(kind)
        if town := self.cleaned_data.get("kommun"):
            units = units.filter(municipality_id=town)
        return units

    def query(self, **more: str) -> str:
        """What was asked, for the links of the list."""
        asked = {name: value for name, value in self.cleaned_data.items() if isinstance(value, str)} | more
        return urlencode({name: value for name, value in asked.items() if value})


class OwnUnitsForm(UnitFilter):
    """Which of my units to list."""

    q = forms.CharField(label=_("Namn eller ort"), required=False, max_length=100)
    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[
            ("", _("Alla som är öppna")),
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
