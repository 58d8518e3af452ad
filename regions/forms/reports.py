"""Forms about what is reported as wrong in a unit's facts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.forms.unit_filter import UnitFilter
from regions.kinds import UnitKind
from regions.models import CareUnit, UnitReport
from regions.models.freshness import REPORTED
from regions.unit_parts import LISTING
from ui.forms import Form

LONGEST = 1000


class Words(forms.CharField):
    """A text of several lines. What no keyboard writes is taken away, and a line break counts as one character."""

    def __init__(self, **options: Any) -> None:
        too_long = _("Texten är %(show_value)d tecken lång. Skriv högst 1 000 tecken.")
        widget = forms.Textarea(attrs={"rows": 4})
        super().__init__(max_length=LONGEST, error_messages={"max_length": too_long}, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\x00", "").replace("\r\n", "\n").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # the browser would cut off what is too long, and say nothing


class WrongForm(Form):
    """What is wrong, and with which of the unit's facts."""

    marks_optional = False
    part = forms.ChoiceField(
        label=_("Vad är fel?"),
        choices=REPORTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vad som är fel. Välj ”Något annat” om du är osäker.")},
    )
    text = Words(
        label=_("Vad stämmer inte?"),
        help_text=_("Skriv gärna vad som gäller i stället. Skriv inget om dig själv eller din hälsa."),
    )

    def __init__(self, *args: Any, unit: CareUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if UnitKind.PRIMARY_CARE not in unit.kinds:  # only a vårdcentral has a list
            self.fields["part"].choices = [each for each in REPORTED if each[0] != LISTING]  # type: ignore[attr-defined]


class ReportForm(WrongForm):
    """The same for readers. The last field is a trap for robots and is hidden from people."""

    website = forms.CharField(required=False, label=_("Lämna tomt"))


class ConfirmForm(Form):
    """That everything is right, as it stood in the version that was shown."""

    seen = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)


class CodeForm(Form):
    """A code that someone got for a report."""

    marks_optional = False
    code = forms.CharField(
        label=_("Din kod"),
        max_length=40,
        help_text=_("Tolv bokstäver och siffror, till exempel K7QM-3XTR-9WNH. Stora eller små spelar ingen roll."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={
            "required": _("Skriv koden som du fick när du rapporterade."),
            "max_length": _("Koden har tolv tecken. Skriv bara den."),
            "null_characters_not_allowed": _("Koden har tolv bokstäver och siffror. Skriv den igen."),
        },
    )


class ReportFilter(UnitFilter):
    """Narrows down the reports. What is not understood narrows nothing."""

    lage = forms.ChoiceField(label=_("Läge"), required=False, choices=[("", _("Väntar på svar")), ("alla", _("Alla"))])
    field_order = ["lage", "typ", "kommun"]


class AnswerForm(Form):
    """What was done about a report, and what the one who reported it is told."""

    marks_optional = False
    outcome = forms.ChoiceField(label=_("Vad gjorde du?"), choices=UnitReport.Outcome.choices, widget=forms.RadioSelect)
    answer = Words(
        label=_("Svar till den som rapporterade"),
        required=False,
        help_text=_("Visas för den som har koden. Måste fyllas i om rapporten avslås. Skriv inget om någon person."),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("outcome") == UnitReport.Outcome.DECLINED and "answer" in said and not said["answer"]:
            self.add_error("answer", _("Skriv varför det inte ändras. Den som rapporterade läser svaret."))
        return said
