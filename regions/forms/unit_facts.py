"""What is said of a unit besides its address and its hours."""

from typing import Any

import phonenumbers
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.forms.choosing import UnitByName
from regions.forms.clocks import DayField
from regions.hsa_id import HSA_ID
from regions.kinds import UnitKind
from regions.models import Accessibility, CareUnit, EService, Language
from ui.forms import Form, LongText

MOST_SERVICES = 60
LONGEST_SERVICE = 80
LONGEST_TEXT = 5_000
_SHORT_NUMBERS = {"112", "1177", "11313", "11414"}


def _text(label: Any, help_text: Any = "", rows: int = 4) -> LongText:
    return LongText(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )


class UnitFactsForm(Form):
    """The facts of a unit in the order of its page. The names are those of the unit's document."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=160)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Typ av vård"),
        choices=UnitKind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    operator = forms.CharField(label=gettext_lazy("Drivs av"), max_length=120, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "short"}),
    )
    website = forms.URLField(label=gettext_lazy("Webbplats"), max_length=200, required=False, assume_scheme="https")
    e_services = several(gettext_lazy("E-tjänster"), EService.choices)
    answers_within_days = forms.IntegerField(
        label=gettext_lazy("Svarar i e-tjänsterna inom (dagar)"),
        help_text=gettext_lazy("Det ni lovar den som skriver. 0 betyder samma dag."),
        min_value=0,
        max_value=90,
        required=False,
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), gettext_lazy("Skriv ett antal dagar mellan 0 och 90.")
        ),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    helps_with = _text(gettext_lazy("Det här hjälper mottagningen till med"))
    services = _text(gettext_lazy("Tjänster"), gettext_lazy("En på varje rad, till exempel Provtagning."), rows=3)
    does_not_help_with = _text(gettext_lazy("Det här hjälper mottagningen inte till med"))
    how_to_seek = _text(gettext_lazy("Så söker du vård här"))
    takes_new_listings = forms.ChoiceField(
        label=gettext_lazy("Listning"),
        choices=[
            ("", gettext_lazy("Uppgift saknas")),
            ("ja", gettext_lazy("Tar emot nya listningar")),
            ("nej", gettext_lazy("Fullt just nu")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    languages = several(gettext_lazy("Språk som personalen talar"), Language.choices)
    accessibility = several(gettext_lazy("Tillgänglighet"), Accessibility.choices)
    part_of = UnitByName(
        label=gettext_lazy("Hör till"),
        help_text=gettext_lazy("Sjukhuset eller mottagningen som den här är en del av. Skriv namnet."),
        required=False,
        widget=forms.TextInput(attrs={"list": "sjukhus"}),
    )
    opens_on = DayField(
        label=gettext_lazy("Öppnar första gången"),
        help_text=gettext_lazy("Bara för en ny mottagning som inte har öppnat än."),
        required=False,
    )
    hsa_id = forms.CharField(
        label=gettext_lazy("HSA-id"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "short", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, unit: CareUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        part_of = self.fields["part_of"]
        assert isinstance(part_of, UnitByName)
        part_of.within(unit.region_id, but=unit.pk)

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        if not text or text in _SHORT_NUMBERS:
            return str(text)
        try:
            number = phonenumbers.parse(text, "SE")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise forms.ValidationError(_("Skriv telefonnumret så här: 040-628 04 99."))
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def clean_services(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["services"].splitlines()]
        services = list(dict.fromkeys(line for line in lines if line))
        too_long = next((line for line in services if len(line) > LONGEST_SERVICE), None)
        if too_long:
            raise forms.ValidationError(
                _("Skriv varje tjänst med högst %(most)d tecken. För lång: ”%(text)s…”")
                % {"most": LONGEST_SERVICE, "text": too_long[:40]}
            )
        if len(services) > MOST_SERVICES:
            raise forms.ValidationError(_("Skriv högst %(most)d tjänster.") % {"most": MOST_SERVICES})
        return services

    def clean_takes_new_listings(self) -> bool | None:
        return {"ja": True, "nej": False}.get(self.cleaned_data["takes_new_listings"])

    def clean_hsa_id(self) -> str | None:
        hsa_id = self.cleaned_data["hsa_id"] or None
        if hsa_id is None or "hsa_id" not in self.changed_data:  # some that came long ago are written otherwise
            return hsa_id
        hsa_id = hsa_id.upper()
        if not HSA_ID.fullmatch(hsa_id):
            raise forms.ValidationError(
                _("Skriv HSA-id:t så här: SE2321000016-A1B2 (SE, tio siffror, bindestreck, bokstäver och siffror).")
            )
        if CareUnit.objects.filter(hsa_id=hsa_id).exclude(pk=self.unit.pk).exists():
            raise forms.ValidationError(_("HSA-id:t är redan en annan mottagnings."))
        return hsa_id

    def clean_part_of(self) -> CareUnit | None:
        whole: CareUnit | None = self.cleaned_data["part_of"]
        if whole and whole.part_of_id == self.unit.pk:
            raise forms.ValidationError(_("%(name)s hör redan till den här mottagningen.") % {"name": whole.name})
        return whole

    def facts(self) -> dict[str, Any]:
        """The document's facts that the person has changed."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        if "part_of" in changed:
            whole = changed.pop("part_of")
            changed["part_of_id"] = whole.pk if whole else None
        if changed.get("opens_on"):
            changed["opens_on"] = changed["opens_on"].isoformat()
        return changed
