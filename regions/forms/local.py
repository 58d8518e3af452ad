"""What a regional admin writes about the region: a contact, a fee, a notice."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions import facts
from regions.care_unit_import.contact import read_phone
from regions.forms.clocks import MomentField
from regions.kinds import UnitKind
from regions.models import ContactKind, Municipality, NoticeLevel, RegionContact, RegionFee, RegionNotice
from regions.reader_page import is_reader_page
from ui.forms import ModelForm

MOST_KRONOR = 100_000


class _Seen(ModelForm):
    """A form that knows what it was opened with, so that what another has changed since is not lost unseen."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["was"] = self.instance.fingerprint

    def see_again(self, refusal: str) -> None:
        """Says why nothing was saved, and holds what is saved now as seen: to save once more is a choice."""
        self.add_error(None, refusal)
        saved = type(self.instance)._default_manager.filter(pk=self.instance.pk).first()
        self.data = {**self.data.dict(), "was": saved.fingerprint if saved else ""}  # type: ignore[attr-defined]


class ContactForm(_Seen):
    kind = forms.ChoiceField(label=gettext_lazy("Vad gäller kontakten?"), choices=ContactKind.choices)
    website = forms.URLField(
        label=gettext_lazy("Webbplats"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("Till exempel https://example.se."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Med riktnummer, till exempel 040-628 04 00."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    label = forms.CharField(
        label=gettext_lazy("Namn"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Som läsaren ska se det. Lämna tomt, så heter kontakten som ovan."),
    )

    class Meta:
        model = RegionContact
        fields = ("kind", "label", "phone", "hours", "address", "website")
        labels = {"hours": gettext_lazy("Telefontider"), "address": gettext_lazy("Adress")}
        help_texts = {
            "hours": gettext_lazy("Till exempel: måndag–fredag 8–16."),
        }

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        if not typed or (typed.isascii() and typed.isdecimal() and len(typed) <= 6 and typed[0] != "0"):
            return typed
        number = read_phone(typed)
        if not isinstance(number, str):
            raise forms.ValidationError(_("Skriv telefonnumret med riktnummer, till exempel 040-628 04 00."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") and not cleaned.get("label"):
            cleaned["label"] = str(ContactKind(cleaned["kind"]).label)
        return cleaned


class Kronor(forms.IntegerField):
    """Whole kronor as people write them: "1 500", "200 kr", "gratis"."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def to_python(self, value: Any) -> int | None:
        typed = "".join(str(value or "").lower().split()).removesuffix("kr").removesuffix(":-")
        return super().to_python("0" if typed == "gratis" else typed if value is not None else None)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # the limits are said in words: what is typed may hold more than digits


class FeeForm(_Seen):
    amount = Kronor(
        label=gettext_lazy("Kronor"),
        min_value=0,
        max_value=MOST_KRONOR,
        help_text=gettext_lazy("Hela kronor. Skriv 0 eller gratis om det inte kostar något."),
        error_messages={
            "invalid": gettext_lazy("Skriv beloppet i hela kronor, till exempel 200, eller gratis."),
            "min_value": gettext_lazy("Skriv beloppet i hela kronor, till exempel 200, eller gratis."),
            "max_value": gettext_lazy("Skriv beloppet i hela kronor, högst 100 000."),
        },
    )
    unit_kind = forms.ChoiceField(
        label=gettext_lazy("Typ av vård"),
        required=False,
        choices=[("", gettext_lazy("All vård")), *UnitKind.choices],
        help_text=gettext_lazy("Avgiften visas på sådana mottagningars sidor."),
    )

    class Meta:
        model = RegionFee
        fields = ("label", "for_whom", "amount", "unit_kind", "no_show", "note")
        labels = {
            "label": gettext_lazy("Vad"),
            "for_whom": gettext_lazy("För vem"),
            "no_show": gettext_lazy("Det här är avgiften när någon uteblir"),
            "note": gettext_lazy("Bra att veta"),
        }
        help_texts = {
            "label": gettext_lazy("Till exempel: besök på vårdcentral."),
            "for_whom": gettext_lazy("Till exempel: från 20 år. Lämna tomt om det gäller alla."),
            "note": gettext_lazy("Till exempel: avboka senast 24 timmar före."),
        }


class NoticeForm(_Seen):
    municipality = forms.ChoiceField(label=gettext_lazy("Var"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Nivå"),
        choices=NoticeLevel.choices,
        initial=NoticeLevel.INFORMATION,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("En kris som gäller hela regionen visas också på den nationella startsidan."),
    )
    starts_at = MomentField(
        label=gettext_lazy("Visas från"), required=False, help_text=gettext_lazy("Lämna tomt för att visa det genast.")
    )
    ends_at = MomentField(
        label=gettext_lazy("Visas till"), required=False, help_text=gettext_lazy("Lämna tomt om du inte vet än.")
    )

    class Meta:
        model = RegionNotice
        fields = ("level", "municipality", "title", "text", "link", "starts_at", "ends_at")
        labels = {"title": gettext_lazy("Rubrik"), "text": gettext_lazy("Text"), "link": gettext_lazy("Länk")}
        help_texts = {
            "title": gettext_lazy("Säg det viktigaste, till exempel: Koka dricksvattnet i Hörby."),
            "text": gettext_lazy("Vad som har hänt och vad läsaren ska göra. Högst 600 tecken."),
            "link": gettext_lazy("En sida här, till exempel /magsjuka/."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(each.code, each.name) for each in facts.municipalities_of(self.instance.region_id)]
        self.fields["municipality"].choices = [("", _("Hela regionen")), *places]  # type: ignore[attr-defined]

    def clean_municipality(self) -> Municipality | None:
        return Municipality.objects.filter(code=self.cleaned_data["municipality"] or "-").first()

    def clean_link(self) -> str:
        """The path of a page here, without site and region: those are put back where it is shown."""
        typed = self.cleaned_data["link"].strip().removeprefix(settings.SITE_URL)
        first, slash, rest = typed.removeprefix("/").partition("/")
        link = f"/{rest}" if slash and first in facts.regions_by_slug() else typed
        region = facts.regions_by_code()[self.instance.region_id]
        if link and not is_reader_page(link, region):
            message = _("Den sidan finns inte här. Skriv som i adressfältet, till exempel /magsjuka/.")
            raise forms.ValidationError(message)
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "starts_at" in cleaned:
            cleaned["starts_at"] = cleaned["starts_at"] or self.instance.starts_at or timezone.now()
            if cleaned.get("ends_at") and cleaned["ends_at"] <= cleaned["starts_at"]:
                self.add_error("ends_at", _("Slutet måste vara efter början."))
        return cleaned
