from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from regions.facts import RegionFact
from regions.models import Choice
from ui.forms import Form

ROW = "rad-"  # before a row's number, in the names of its choices


class ImportForm(Form):
    """A file of care units for one of the regions that the person administers."""

    region = forms.ChoiceField(label=_("Region"))
    file = forms.FileField(
        label=_("Fil med mottagningar"),
        help_text=_("CSV eller XLSX, högst 50 MB. Av ett kalkylark läses det första bladet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("Välj en fil med mottagningar."),
            "invalid": _("Välj en fil med mottagningar."),
            "missing": _("Välj en fil med mottagningar."),
            "empty": _("Filen är tom. Välj en fil med mottagningar."),
        },
    )

    def __init__(self, regions: Iterable[RegionFact], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.slug: region for region in regions}
        if len(self.regions) == 1:
            del self.fields["region"]
        else:
            self.fields["region"].choices = [(slug, region.name) for slug, region in self.regions.items()]  # type: ignore[attr-defined]

    @property
    def region_chosen(self) -> RegionFact:
        """The region of the cleaned form; the only one where there is nothing to choose."""
        return self.regions[self.cleaned_data.get("region") or next(iter(self.regions))]


def choices_made(data: QueryDict) -> dict[int, Choice]:
    """What was chosen for which row; what is not a row or a choice is left out."""
    made = {}
    for name, value in data.items():
        number = name.removeprefix(ROW)
        if name.startswith(ROW) and number.isdecimal() and len(number) < 9 and value in Choice.values:
            made[int(number)] = Choice(str(value))
    return made
