"""Forms of the one who publishes: when, and why not."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.forms.plain import PlainText, most_letters
from articles.limits import LONGEST_REASON
from articles.models import Revision
from ui.forms import FilterForm, Form

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AHEAD = timedelta(days=366)


class ReasonForm(Form):
    """Why something is done, for those who must act on it."""

    reason = PlainText(label=_("Varför?"), most=LONGEST_REASON, required=True, rows=3)

    def __init__(self, *args: Any, label: "StrOrPromise", help_text: "StrOrPromise" = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: PlainText = self.fields["reason"]  # type: ignore[assignment]
        field.label = field.called = label
        field.help_text = f"{help_text} {most_letters(LONGEST_REASON)}".strip()
        field.error_messages["required"] = _("Skriv varför.")


def to_withdraw(data: QueryDict | None = None) -> ReasonForm:
    return ReasonForm(
        data, label=_("Varför dras texten tillbaka?"), help_text=_("Visas här i Redaktionen, aldrig för läsarna.")
    )


def to_send_back(data: QueryDict | None = None) -> ReasonForm:
    return ReasonForm(data, label=_("Vad ska ändras?"))


def to_show_again(data: QueryDict | None = None) -> ReasonForm:
    return ReasonForm(
        data, label=_("Varför visas texten igen?"), help_text=_("Visas här i Redaktionen, aldrig för läsarna.")
    )


class ScheduleForm(Form):
    """A day and a time in Sweden, ahead of now and within a year."""

    day = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(
        label=_("Klockslag"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Svensk tid, till exempel 08.00."),
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("Dagen har passerat. Välj i dag eller senare."))
        if day > today + AHEAD:
            raise forms.ValidationError(_("Välj en dag inom ett år."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day, at = cleaned.get("day"), cleaned.get("time")
        if day is None or at is None:
            return cleaned
        moment = _in_sweden(day, at)
        if moment is None:
            self.add_error("time", _("Klockan ställs fram den natten och klockslaget finns inte. Välj ett annat."))
        elif moment <= timezone.now():
            self.add_error("time", _("Tiden har passerat. Välj en senare, eller publicera nu."))
        else:
            cleaned["at"] = moment
        return cleaned


def _in_sweden(day: date, at: time) -> datetime | None:
    """The moment, or None for one that the clock skips in spring."""
    moment = timezone.make_aware(datetime.combine(day, at))
    back = timezone.localtime(moment.astimezone(UTC))
    return moment if (back.date(), back.time()) == (day, at) else None


class DeskCompareForm(FilterForm):
    """Any two versions of an article."""

    fran = forms.TypedChoiceField(label=_("Från"), coerce=int)
    till = forms.TypedChoiceField(label=_("Till"), coerce=int)

    def __init__(self, *args: Any, versions: list[Revision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(version.number, _("Version %(number)d") % {"number": version.number}) for version in versions]
        for name in ("fran", "till"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "fran" in cleaned and cleaned.get("fran") == cleaned.get("till"):
            self.add_error("till", _("Välj två olika versioner."))
        return cleaned
