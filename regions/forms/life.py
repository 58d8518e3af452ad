"""Forms for a unit's life: a new one, a move, a closing, another address."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.forms.choosing import UnitByName
from regions.forms.clocks import DayField
from regions.forms.position import PlaceForm
from regions.forms.unit_facts import UnitFactsForm, several
from regions.models import Accessibility, CareUnit, UnitAddress
from regions.models.unit import OF_STAFF
from ui.forms import Form

PLACE = ("municipality_id", "street", "postal_code", "city", "way_there", "easting", "northing")


class NewUnitForm(PlaceForm):
    """What a new unit must have; the rest is filled in in its editor."""

    name = UnitFactsForm.base_fields["name"]
    kinds = UnitFactsForm.base_fields["kinds"]
    phone = UnitFactsForm.base_fields["phone"]
    opens_on = DayField(label=gettext_lazy("Öppnar första gången"), required=False)
    field_order = ("name", "kinds", "phone", "opens_on")

    clean_phone = UnitFactsForm.clean_phone

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "kinds", "phone", "opens_on", *PLACE)}

    def doubts(self) -> list[str]:
        """What readers will miss if the unit is added as it stands."""
        if self.cleaned_data["easting"] is not None:
            return []
        return [
            _(
                "Positionen är tom. Då har sidan ingen karta, och Hitta vård visar inte hur långt det är dit. Fyll i"
                " den, eller kryssa för att sätta den ungefär efter postnumret."
            )
        ]


class MoveForm(PlaceForm):
    """Where the unit will be, and from which day."""

    on = DayField(label=gettext_lazy("Flyttar den"))
    accessibility = several(
        gettext_lazy("Tillgänglighet på den nya adressen"),
        Accessibility.choices,
        gettext_lazy("Vet ni inte än? Lämna rutorna tomma. Då står det ”Uppgift saknas” efter flytten."),
    )
    field_order = ("on",)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("street", "city"):
            self.fields[name].required = True

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day < self.today:
            raise forms.ValidationError(_("Dagen har redan varit. Välj en dag från och med i dag."))
        return day

    def place(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*PLACE, "accessibility")}

    def doubts(self) -> list[str]:
        """What readers will miss after the move if it is saved as it stands."""
        found = []
        if self.cleaned_data["easting"] is None:
            found.append(
                _(
                    "Positionen är tom. Efter flytten har sidan ingen karta, och Hitta vård visar inte hur långt det är"
                    " dit. Fyll i den, eller kryssa för att sätta den ungefär efter postnumret."
                )
            )
        if not OF_STAFF.issuperset(self.cleaned_data["accessibility"]):
            return found
        return [
            *found,
            _(
                "Lokalernas tillgänglighet på den nya adressen är tom. Efter flytten vet den som till exempel använder"
                " rullstol inte om det går att komma in."
            ),
        ]


class CloseForm(Form):
    """From which day the unit is closed for good, why, and who takes over."""

    on = DayField(label=gettext_lazy("Stängd från och med"))
    successor = UnitByName(
        label=gettext_lazy("Ersätts av"),
        help_text=gettext_lazy("Mottagningen som tar över. Sidan pekar vidare dit. Skriv namnet."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Varför, och vad som gäller"),
        help_text=gettext_lazy("Visas för läsaren, till exempel vart patienterna flyttas."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, unit: CareUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        assert isinstance(successor, UnitByName)
        successor.within(unit.region_id, but=unit.pk)


class AddressForm(Form):
    """The name in the unit's web address."""

    slug = forms.RegexField(
        label=gettext_lazy("Webbadress efter /mottagning/"),
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=120,
        error_messages={
            "invalid": gettext_lazy("Skriv bara små bokstäver a–z, siffror och bindestreck: vardcentralen-linden.")
        },
    )

    def __init__(self, *args: Any, unit: CareUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if UnitAddress.objects.filter(slug=slug).exclude(unit=self.unit.pk).exists():
            raise forms.ValidationError(_("Webbadressen är eller har varit en annan mottagnings. Välj en annan."))
        return slug
