"""Fields for times as people write them: a clock, one day's hours, a moment by Swedish clocks."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from regions.opening import SWEDEN
from regions.written_hours.day import Clocks, parse_day, write_day
from regions.written_hours.week import HoursNotUnderstood

_FORMATS = ("%H.%M", "%H:%M", "%H")


class ClockField(forms.CharField):
    """A time of day: 8, 8.00, 08:00."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "clock"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        for form in _FORMATS:
            try:
                return datetime.strptime(text, form).time()
            except ValueError:
                continue
        raise ValidationError(_("”%(text)s” är ingen tid. Skriv klockslaget så här: 08.00.") % {"text": text})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value


class DayHoursField(forms.CharField):
    """One day's hours: "8–12, 13–17". Its value is the spans in order; none where the unit is closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=120,
            required=False,
            widget=forms.TextInput(attrs={"spellcheck": "false"}),
            **options,
        )

    def clean(self, value: Any) -> list[Clocks]:
        try:
            return parse_day(super().clean(value))
        except HoursNotUnderstood as why:
            raise ValidationError(str(why)) from why

    def prepare_value(self, value: Any) -> Any:
        return write_day(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other hours are meant, however they are written."""
        try:
            return parse_day(data or "") != sorted(initial or [])
        except HoursNotUnderstood:
            return True


class DayField(forms.DateField):
    """A day, written or chosen."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **options)

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day:
            _check_year(day)
        return day


class MomentField(forms.DateTimeField):
    """A day and a time of day, as a browser sends them or as people write them: "2026-03-12 08.00"."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": gettext_lazy("Skriv dag och klockslag så här: 2026-03-12 08.00.")}

    def to_python(self, value: Any) -> datetime | None:
        if value in self.empty_values:
            return None
        try:
            found = parse_datetime(str(value).strip().replace(".", ":"))
        except ValueError:
            found = None
        if found is None or found.tzinfo:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        _check_year(found.date())
        return moment(found.date(), found.time())


def _check_year(day: date) -> None:
    """Refuses a year that no one means, such as 0026."""
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("Kontrollera året: %(day)s.") % {"day": day.isoformat()})


def moment(day: date, clock: time) -> datetime:
    """When Swedish clocks show the time: the first of two in the autumn, and refused where summer time skips it."""
    wall = datetime.combine(day, clock, tzinfo=SWEDEN)
    found = wall.astimezone(UTC)
    if found.astimezone(SWEDEN).replace(tzinfo=None) != datetime.combine(day, clock):
        raise ValidationError(
            _("Klockan %(clock)s finns inte den %(day)s: då börjar sommartiden. Skriv en annan tid.")
            % {"clock": f"{clock:%H.%M}", "day": day.isoformat()}
        )
    return found
