"""Where a care unit is: its address, and its position as degrees that are kept as metres."""

import math
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import facts
from regions.outline import position_in_sweden
from regions.postcodes import five_digits
from regions.queries.places import postcode_place
from regions.sweref import to_wgs84
from ui.forms import Form, LongText

FAR = 150_000  # metres from the municipality's middle: then one of the two is wrong


class PlaceForm(Form):
    """Address and position. `cleaned_data` also gets `easting` and `northing`."""

    municipality_id = forms.ChoiceField(label=gettext_lazy("Kommun"))
    street = forms.CharField(label=gettext_lazy("Gatuadress"), max_length=120, required=False)
    postal_code = forms.CharField(
        label=gettext_lazy("Postnummer"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    city = forms.CharField(label=gettext_lazy("Ort"), max_length=60, required=False)
    way_there = LongText(
        label=gettext_lazy("Vägbeskrivning"),
        help_text=gettext_lazy("Till exempel hållplats, ingång och våning."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    latitude = forms.CharField(
        label=gettext_lazy("Latitud (nord)"),
        help_text=gettext_lazy("Till exempel 55,60587."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    longitude = forms.CharField(
        label=gettext_lazy("Longitud (öst)"),
        help_text=gettext_lazy("Till exempel 13,00073."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
    )
    by_postcode = forms.BooleanField(
        label=gettext_lazy("Jag vet inte positionen: sätt den ungefär, efter postnumret"), required=False
    )

    def __init__(self, *args: Any, region_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = facts.municipalities_of(region_code)
        choice: Any = self.fields["municipality_id"]
        choice.choices = [("", _("Välj")), *((each.code, each.name) for each in own)]

    @staticmethod
    def degrees(easting: int | None, northing: int | None) -> dict[str, str]:
        """The initial values of the position's fields."""
        if easting is None or northing is None:
            return {}
        latitude, longitude = to_wgs84(easting, northing)
        return {"latitude": _decimal(latitude), "longitude": _decimal(longitude)}

    def clean_postal_code(self) -> str:
        text = self.cleaned_data["postal_code"]
        code = five_digits(text)
        if text and not code:
            raise forms.ValidationError(_("Ett postnummer har fem siffror, till exempel 211 45."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["easting"], cleaned["northing"] = self._position(cleaned) or (None, None)
        return cleaned

    def _position(self, cleaned: dict[str, Any]) -> tuple[int, int] | None:
        if cleaned["by_postcode"]:
            place = postcode_place(cleaned["postal_code"]) if cleaned["postal_code"] else None
            if place is None:
                self.add_error("by_postcode", _("Fyll i ett postnummer som finns, så sätts positionen efter det."))
                return None
            return place.easting, place.northing
        typed = {name: cleaned[name].replace(",", ".") for name in ("latitude", "longitude")}
        if not any(typed.values()):
            return None
        try:
            north, east = (float(text) for text in typed.values())
        except ValueError:
            north = east = math.nan
        if not (math.isfinite(north) and math.isfinite(east)):
            wrong = next(name for name, text in typed.items() if not _is_number(text))
            self.add_error(wrong, _("Skriv båda som grader med decimaler, till exempel 55,60587 och 13,00073."))
            return None
        return self._in_place(north, east, cleaned["municipality_id"])

    def _in_place(self, north: float, east: float, municipality_id: str) -> tuple[int, int] | None:
        position = position_in_sweden(north, east)
        if position is None:
            turned = position_in_sweden(east, north) is not None
            self.add_error(
                "latitude",
                _("Positionen ligger utanför Sverige. Har latitud och longitud bytt plats?")
                if turned
                else _("Positionen ligger utanför Sverige. Kontrollera siffrorna."),
            )
            return None
        municipality = facts.municipalities_by_code()[municipality_id]
        if math.dist(position, (municipality.easting, municipality.northing)) > FAR:
            self.add_error("latitude", _("Positionen ligger långt från %(name)s.") % {"name": municipality.name})
            return None
        return position


def _decimal(degrees: float) -> str:
    return f"{degrees:.5f}".replace(".", ",")


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
