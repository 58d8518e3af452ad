from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from language.ordering import sort_key
from regions import facts
from regions.facts import RegionFact
from regions.kinds import KIND_SLUGS
from regions.models.unit import CareUnitQuerySet
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
        if not towns:  # a unit's manager: the unit lies where it lies
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
