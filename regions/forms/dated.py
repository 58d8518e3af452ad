"""Dated changes and notices: a row each."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.forms.clocks import ClockField, DayField, DayHoursField, moment
from regions.models import Purpose
from regions.opening import SWEDEN
from ui.forms import Form, LongText

Row = dict[str, Any]
MOST_EXCEPTIONS, MOST_NOTICES = 30, 8


class ExceptionForm(Form):
    """One dated change: the days, what it concerns, the hours and why. Its initial `rows` are the document's."""

    marks_optional = False
    row_name = gettext_lazy("Avvikande tid, rad %(number)d")

    first_day = DayField(label=gettext_lazy("Dag"))
    last_day = DayField(label=gettext_lazy("Till och med"), required=False)
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Gäller"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ticks"}),
    )
    hours = DayHoursField(
        label=gettext_lazy("Tider"), help_text=gettext_lazy("Till exempel 8–12, 13–15. Tomt betyder stängt.")
    )
    note = forms.CharField(label=gettext_lazy("Orsak"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen kan inte vara före den första."))
        return cleaned

    def has_changed(self) -> bool:
        """Whether a row is filled in: what a new one concerns is ticked from the start, and says nothing alone."""
        changed = set(self.changed_data)
        return bool(changed if "rows" in self.initial else changed - {"purposes"})

    @property
    def days(self) -> tuple[date, date]:
        first = self.cleaned_data["first_day"]
        return first, self.cleaned_data["last_day"] or first

    def rows(self) -> list[Row]:
        """As the document holds them: one a purpose and span."""
        first, last = (day.isoformat() for day in self.days)
        clocks = self.cleaned_data["hours"] or [(None, None)]
        return [
            {
                "purpose": purpose,
                "first_day": first,
                "last_day": last,
                "opens": opens and opens.isoformat(),
                "closes": closes and closes.isoformat(),
                "note": self.cleaned_data["note"],
            }
            for purpose in self.cleaned_data["purposes"]
            for opens, closes in clocks
        ]


class NoticeForm(Form):
    """One notice, shown from its start to its end by Swedish clocks."""

    marks_optional = False
    row_name = gettext_lazy("Tillfällig information, rad %(number)d")

    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=120)
    text = LongText(
        label=gettext_lazy("Text"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    starts_day = DayField(label=gettext_lazy("Visas från"), help_text=gettext_lazy("Tomt betyder nu."), required=False)
    starts_time = ClockField(label=gettext_lazy("klockan"), required=False)
    ends_day = DayField(
        label=gettext_lazy("Visas till"), help_text=gettext_lazy("Tomt betyder tills vidare."), required=False
    )
    ends_time = ClockField(label=gettext_lazy("klockan"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts = self._moment(cleaned, "starts", time(0))
        ends = self._moment(cleaned, "ends", time(23, 59))
        if starts is None and not self.errors:
            starts = timezone.now().replace(second=0, microsecond=0)
        if starts and ends and ends <= starts:
            self.add_error("ends_day", _("Slutet måste vara efter början."))
        return cleaned | {"starts_at": starts, "ends_at": ends}

    def _moment(self, cleaned: dict[str, Any], end: str, clock: time) -> datetime | None:
        day = cleaned.get(f"{end}_day")
        if day is None:
            if cleaned.get(f"{end}_time") is not None and f"{end}_day" not in self.errors:
                self.add_error(f"{end}_day", _("Välj vilken dag klockslaget gäller."))
            return None
        try:
            return moment(day, cleaned.get(f"{end}_time") or clock)
        except forms.ValidationError as error:
            self.add_error(f"{end}_time", error)
            return None

    def rows(self) -> list[Row]:
        """As the document holds it."""
        starts, ends = self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]
        return [
            {
                "title": self.cleaned_data["title"],
                "text": self.cleaned_data["text"],
                "starts_at": starts.astimezone(UTC).isoformat(),
                "ends_at": ends.astimezone(UTC).isoformat() if ends else None,
            }
        ]


class Rows(BaseFormSet):
    """Rows of a document's list, each a form; `rows` is what the list then is. The forms' initial `rows` are kept word
    for word where nothing is changed."""

    default_error_messages = {
        "missing_management_form": gettext_lazy("Något i formuläret kom inte fram. Öppna sidan igen i en ny flik."),
        "too_many_forms": gettext_lazy("Det är för många rader. Ta bort några som inte behövs."),
    }

    def rows(self) -> list[Row]:
        found: list[Row] = []
        for form in self.forms:
            if form in self.deleted_forms:
                continue
            if form.has_changed():
                found += form.rows()
            else:
                found += form.initial.get("rows", [])
        return found

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort")
        row = self.form.row_name % {"number": (index or 0) + 1}
        sides = {"starts_time": _("visas från"), "ends_time": _("visas till")}  # both are labelled "klockan"
        for name, field in form.fields.items():
            field.where = f"{row}, {sides[name]}" if name in sides else row


ExceptionRows = formset_factory(
    ExceptionForm, formset=Rows, extra=1, can_delete=True, max_num=MOST_EXCEPTIONS, absolute_max=MOST_EXCEPTIONS + 1
)
NoticeRows = formset_factory(
    NoticeForm, formset=Rows, extra=1, can_delete=True, max_num=MOST_NOTICES, absolute_max=MOST_NOTICES + 1
)


def grouped_exceptions(rows: list[Row]) -> list[dict[str, Any]]:
    """A document's dated changes as the initial values of forms: purposes and spans of the same days together."""
    by_purpose: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        by_purpose.setdefault((row["first_day"], row["last_day"], row["note"], row["purpose"]), []).append(row)
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for (first, last, note, _purpose), own in by_purpose.items():
        clocks = tuple(sorted((row["opens"], row["closes"]) for row in own if row["opens"]))
        groups.setdefault((first, last, note, clocks), []).extend(own)
    return [
        {
            "first_day": date.fromisoformat(first),
            "last_day": None if first == last else date.fromisoformat(last),
            "purposes": list(dict.fromkeys(row["purpose"] for row in own)),
            "hours": [(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in clocks],
            "note": note,
            "rows": own,
        }
        for (first, last, note, clocks), own in groups.items()
    ]


def notice_initial(row: Row) -> dict[str, Any]:
    """A document's notice as the initial values of its form."""
    starts = datetime.fromisoformat(row["starts_at"]).astimezone(SWEDEN)
    ends = datetime.fromisoformat(row["ends_at"]).astimezone(SWEDEN) if row["ends_at"] else None
    return {
        "title": row["title"],
        "text": row["text"],
        "starts_day": starts.date(),
        "starts_time": starts.time().replace(second=0, microsecond=0),
        "ends_day": ends and ends.date(),
        "ends_time": ends and ends.time().replace(second=0, microsecond=0),
        "rows": [row],
    }
