"""Forms for facts that stand in many texts."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.facts import is_name, why_not_plain
from ui.forms import Form


class ProposalForm(Form):
    """Another value for a fact, and what it rests on."""

    marks_optional = False
    value = forms.CharField(
        label=_("Uppgift"), max_length=120, help_text=_("Så som läsaren ska se den, till exempel 010-456 67 00.")
    )
    ground = forms.CharField(
        label=_("Vad den bygger på"),
        max_length=300,
        help_text=_("Källan, så att granskaren kan kontrollera den: ett beslut, en myndighets webbplats, en lag."),
    )

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        if why := why_not_plain(value):
            raise forms.ValidationError(why)
        return value


class NewFactForm(ProposalForm):
    """A fact that texts may refer to by its name."""

    title = forms.CharField(
        label=_("Vad det är"), max_length=120, help_text=_("Till exempel: Giftinformationscentralens telefonnummer.")
    )
    name = forms.CharField(
        label=_("Namn i texterna"),
        max_length=40,
        help_text=_("Små bokstäver a–z, siffror och bindestreck, till exempel giftinformation. Det kan inte ändras."),
    )
    field_order = ["title", "name", "value", "ground"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_name(name):
            raise forms.ValidationError(
                gettext("Namnet skrivs med små bokstäver a–z, siffror och bindestreck, till exempel giftinformation.")
            )
        return name


class DeclineForm(Form):
    """Why a proposal is not taken."""

    marks_optional = False
    why = forms.CharField(label=_("Varför"), max_length=300, help_text=_("Högst 300 tecken."))
