from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.facts import RegionFact, regions, regions_by_slug
from regions.guarantee import Wait
from regions.models import CareGuarantee, GuaranteeStep
from regions.queries.guarantee import limits_on
from ui.forms import Form


class GuaranteeForm(Form):
    """What someone waits for and since when. It is answered and forgotten: nothing of it is kept."""

    marks_optional = False
    step = forms.ChoiceField(
        label=gettext_lazy("Vad väntar du på?"), choices=GuaranteeStep.choices, widget=forms.RadioSelect
    )
    began = forms.DateField(
        label=gettext_lazy("Vilken dag började väntan?"),
        help_text=gettext_lazy(
            "Kontakt och bedömning: dagen då du sökte vård. Specialist: dagen då remissen skickades, eller då du själv "
            "sökte. Behandling: dagen då ni bestämde den."
        ),
        input_formats=["%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    region = forms.ChoiceField(label=gettext_lazy("Vilken region bor du i?"), required=False)

    def __init__(self, limits: list[CareGuarantee], today: date, region: RegionFact | None, *args: Any) -> None:
        super().__init__(*args)
        self.limits, self.today, self.chosen = limits, today, region
        if region:
            del self.fields["region"]
        else:
            choices = [("", _("Välj region")), *((each.slug, each.name) for each in regions())]
            self.fields["region"].choices = choices  # type: ignore[attr-defined]

    def clean_began(self) -> date:
        began: date = self.cleaned_data["began"]
        if began > self.today:
            raise forms.ValidationError(_("Den dagen har inte varit än. Skriv dagen då väntan började."))
        return began

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        step, began = cleaned.get("step"), cleaned.get("began")
        if step and began and GuaranteeStep(step) not in limits_on(began, self.limits):
            since = [limit.valid_from for limit in self.limits if limit.step == step]
            day = date_format(min(since)) if since else None
            self.add_error(
                "began",
                _("Vi kan räkna från %(day)s. Fråga regionen vad som gällde före det.") % {"day": day}
                if day
                else _("Vi har ingen gräns för det steget. Fråga din region vad som gäller."),
            )
        return cleaned

    def wait(self) -> Wait:
        """What the cleaned form says."""
        began: date = self.cleaned_data["began"]
        limit = limits_on(began, self.limits)[GuaranteeStep(self.cleaned_data["step"])]
        return Wait(limit, began, self.today)

    def region_of(self) -> RegionFact | None:
        """The region in the path, or the one that was chosen in the form."""
        return self.chosen or regions_by_slug().get(self.cleaned_data.get("region") or "")
