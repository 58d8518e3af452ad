"""Forms of one thing at a time: a day that differs, a notice or a day on many units."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.forms.clocks import ClockField, DayField, DayHoursField, moment
from regions.forms.dated import NoticeForm
from regions.models import CareUnit, Purpose
from regions.nights import night_question, unlikely_nights
from regions.opening import SWEDEN
from regions.red_days import red_day
from ui.forms import Form

AHEAD = 14


class DayForm(Form):
    """A day in the coming two weeks when the unit closes early, or all day."""

    marks_optional = False

    dag = forms.ChoiceField(label=gettext_lazy("Dag"))
    stanger = ClockField(label=gettext_lazy("Stänger klockan"), required=False)
    orsak = forms.CharField(label=gettext_lazy("Orsak, om läsaren ska se den"), max_length=120, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [today + timedelta(days=n) for n in range(AHEAD)]
        choice: Any = self.fields["dag"]
        choice.choices = [(day.isoformat(), _named(day, today)) for day in days]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["hela"] = self.data.get("gor") == "hela"
        if not cleaned["hela"] and not cleaned.get("stanger") and "stanger" not in self.errors:
            self.add_error("stanger", _("Skriv när mottagningen stänger, till exempel 15.00."))
        return cleaned

    @property
    def day(self) -> date:
        return date.fromisoformat(self.cleaned_data["dag"])


def _named(day: date, today: date) -> str:
    """ "i dag, torsdag 26 november", with the name of a red day."""
    words = f"{WEEKDAYS[day.weekday()]} {date_format(day, 'MONTH_DAY_FORMAT')}"
    near = {0: _("i dag, %(day)s"), 1: _("i morgon, %(day)s")}.get((day - today).days)
    red = red_day(day)
    return (near % {"day": words} if near else words) + (f" ({red})" if red else "")


class SeveralNoticeForm(NoticeForm):
    """The notice to put on many units."""

    prefix = "info"

    def notice(self) -> dict[str, Any]:
        return self.rows()[0]


class SeveralDayForm(Form):
    """The day that many units are to have the same hours on."""

    prefix = "dag"

    day = DayField(label=gettext_lazy("Dag"))
    hours = DayHoursField(
        label=gettext_lazy("Tider"),
        help_text=gettext_lazy("Till exempel 8–12, 13–15. Tomt betyder att allt är stängt, också telefon och drop-in."),
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Gäller"),
        choices=Purpose.choices,
        initial=[Purpose.VISIT],  # not all: a phone that is closed a day does not open with the door
        error_messages={"required": gettext_lazy("Välj vad tiderna gäller.")},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    note = forms.CharField(label=gettext_lazy("Orsak"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("hours") == []:
            cleaned["purposes"] = Purpose.values
        return cleaned

    def doubts(self, units: Iterable[CareUnit], today: date) -> list[str]:
        """What may be a slip of the hand, and is saved when the person says so."""
        day, hours = self.cleaned_data["day"], self.cleaned_data["hours"]
        nights = dict.fromkeys(night for unit in units for night in unlikely_nights(unit.kinds, hours))
        found = [night_question(*night) for night in nights]
        if day < today:
            found.append(_("%(days)s har redan varit.") % {"days": date_format(day, "DATE_FORMAT")})
        return found


class MomentForm(Form):
    """When the preview is looked at: now, unless a time to come is asked for."""

    marks_optional = False

    visa_dag = DayField(label=gettext_lazy("Dag"), help_text=gettext_lazy("Tomt betyder i dag."), required=False)
    visa_tid = ClockField(label=gettext_lazy("Klockan"), help_text=gettext_lazy("Tomt betyder nu."), required=False)

    def moment(self) -> datetime:
        """What is asked for. Where it cannot be shown the form says why, and it is now."""
        now = timezone.localtime(timezone=SWEDEN)
        if not self.is_valid() or not any(self.cleaned_data.values()):
            return now
        day, clock = self.cleaned_data["visa_dag"] or now.date(), self.cleaned_data["visa_tid"] or now.time()
        try:
            asked = moment(day, clock)
        except forms.ValidationError as error:
            self.add_error("visa_tid", error)
            return now
        if asked >= now.replace(second=0, microsecond=0):
            return asked
        self.add_error("visa_dag", _("Den tiden har redan varit. Sidan visas som den är nu."))
        return now
