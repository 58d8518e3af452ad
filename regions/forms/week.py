"""A week of hours as a grid: a row a day, a column for visits, telephone and drop-in."""

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.differences import alike
from regions.forms.clocks import DayHoursField
from regions.models import Day, Purpose, RedDays
from regions.nights import night_question, unlikely_nights
from regions.written_hours import parse_hours
from regions.written_hours.day import clocks, write_day
from regions.written_hours.week import HoursNotUnderstood
from ui.forms import Form

Row = dict[str, Any]


def cell(purpose: str, day: int) -> str:
    """The name of the field of one day and purpose."""
    return f"{purpose}-{day}"


class WeekForm(Form):
    """The weekly hours and what they mean on red days. What it is given and gives is the document's `spans`."""

    marks_optional = False

    red_days = forms.ChoiceField(
        label=gettext_lazy("Röda dagar"),
        help_text=gettext_lazy("Gäller alla röda dagar, och midsommarafton, julafton och nyårsafton."),
        choices=[
            (RedDays.CLOSED, gettext_lazy("Stängt")),
            (RedDays.AS_USUAL, gettext_lazy("Öppet som vanligt")),
            (RedDays.OWN_HOURS, gettext_lazy("Egna tider (skriv dem på raden Röda dagar)")),
            (RedDays.UNKNOWN, gettext_lazy("Vi vet inte än")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, spans: list[Row], red_days: str, **kwargs: Any) -> None:
        initial = {"red_days": red_days} | {
            cell(purpose, day): _spans_of(spans, purpose, day) for purpose in Purpose for day in Day
        }
        super().__init__(*args, initial=initial, **kwargs)
        for purpose in Purpose:
            for day in Day:
                field: Any = DayHoursField(label=f"{purpose.label} {day.label}")
                field.where = capfirst(f"{day.label}, {str(purpose.label).lower()}")  # the errors alone are often alike
                self.fields[cell(purpose, day)] = field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        own = any(cleaned.get(cell(purpose, Day.RED_DAY)) for purpose in Purpose)
        if own and cleaned.get("red_days") not in (None, RedDays.OWN_HOURS):
            self.add_error("red_days", _("Du har skrivit tider för röda dagar. Välj Egna tider, eller töm raden."))
        if not own and cleaned.get("red_days") == RedDays.OWN_HOURS and not self.errors:
            self.add_error("red_days", _("Skriv tiderna på raden Röda dagar, eller välj något annat."))
        return cleaned

    def rows(self) -> Iterator[tuple[str, list[tuple[str, BoundField]]]]:
        """Day by day: its name, and its fields with the name of each column."""
        for day in Day:
            yield str(day.label), [(str(purpose.label), self[cell(purpose, day)]) for purpose in Purpose]

    def purposes(self) -> list[str]:
        return [str(purpose.label) for purpose in Purpose]

    def night_questions(self, kinds: Iterable[str]) -> Iterator[str]:
        """What is asked of changed hours that pass midnight where nobody is expected then."""
        kinds = set(kinds)
        for purpose in Purpose:
            asked = []
            for day in Day:
                name = cell(purpose, day)
                nights = unlikely_nights(kinds, self.cleaned_data[name]) if name in self.changed_data else []
                asked += [(day, [night_question(*night) for night in nights])] if nights else []
            for days, questions in alike(asked):
                yield from (f"{purpose.label} {days}: {question}" for question in questions)

    def facts(self) -> dict[str, Any]:
        """The document's facts that the person has changed."""
        changed = {"red_days": self.cleaned_data["red_days"]} if "red_days" in self.changed_data else {}
        if any(name != "red_days" for name in self.changed_data):
            changed["spans"] = [
                {"purpose": purpose.value, "day": day.value, "opens": opens.isoformat(), "closes": closes.isoformat()}
                for purpose in Purpose
                for day in Day
                for opens, closes in self.cleaned_data[cell(purpose, day)]
            ]
        return changed


def _spans_of(spans: list[Row], purpose: str, day: int) -> list[tuple[time, time]]:
    return sorted(
        (time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
        for row in spans
        if row["purpose"] == purpose and row["day"] == day
    )


class CopyDayForm(Form):
    """Which day's hours to copy, and to which days."""

    marks_optional = False

    fran = forms.ChoiceField(label=gettext_lazy("Kopiera"), choices=Day.choices, initial=Day.MONDAY)
    till = forms.MultipleChoiceField(
        label=gettext_lazy("till"),
        choices=Day.choices,
        initial=[1, 2, 3, 4],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
        error_messages={"required": gettext_lazy("Välj minst en dag att kopiera till.")},
    )

    def copy(self, data: QueryDict) -> QueryDict:
        """What was typed, with the day copied."""
        copied = data.copy()
        for purpose in Purpose:
            text = data.get(cell(purpose, int(self.cleaned_data["fran"])), "")
            for day in self.cleaned_data["till"]:
                copied[cell(purpose, int(day))] = text
        return copied


class HoursTextForm(Form):
    """A week's hours pasted as text."""

    marks_optional = False

    text = forms.CharField(
        label=gettext_lazy("Klistra in tider"),
        help_text=gettext_lazy(
            "Till exempel ”mån–fre 8–17, lunchstängt 12–13. Telefontid mån–fre 8–11”, eller ”1-5#08:00#16:30” från HSA."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Klistra in tiderna som text först."),
            "max_length": gettext_lazy("Texten är för lång. Klistra in bara tiderna, högst 500 tecken."),
        },
    )

    rest = ""

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        try:
            self.hours = parse_hours(text)
        except HoursNotUnderstood as why:
            raise forms.ValidationError(
                _("Vi förstod inte texten: %(why)s. Inget är ändrat. Skriv tiderna i rutnätet, eller ändra texten.")
                % {"why": str(why)}
            ) from why
        self.rest = self.hours.rest
        return text

    def fill(self, data: QueryDict) -> QueryDict:
        """What was typed, with the hours of the text in the purposes that it speaks of."""
        filled = data.copy()
        spoken = {span.purpose for span in self.hours.spans}
        for purpose in spoken:
            for day in Day:
                if day == Day.RED_DAY and self.hours.red_days != RedDays.OWN_HOURS:
                    continue
                spans = [clocks(span) for span in self.hours.spans if span[:2] == (purpose, day)]
                filled[cell(purpose, day)] = write_day(spans)
        if self.hours.red_days != RedDays.UNKNOWN:
            filled["red_days"] = self.hours.red_days
        return filled
