from datetime import time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regions.models.choices import Day, Purpose
from regions.models.unit import CareUnit


class OpeningSpan(models.Model):
    """One span of weekly hours. It passes midnight when it closes at or before it opens; 00.00–00.00 is all day."""

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="spans")
    purpose = models.CharField("gäller", max_length=10, choices=Purpose.choices, default=Purpose.VISIT)
    day = models.SmallIntegerField("dag", choices=Day.choices)
    opens = models.TimeField("öppnar")
    closes = models.TimeField("stänger")

    class Meta:
        verbose_name = "öppettid"
        verbose_name_plural = "öppettider"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "purpose", "day", "opens"],
                name="openingspan_once",
                violation_error_message=_("Två tider samma dag kan inte börja samtidigt."),
            ),
            models.CheckConstraint(
                condition=Q(day__range=(0, 7)), name="openingspan_day", violation_error_message=_("Välj en dag.")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.get_day_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class OpeningException(models.Model):
    """A dated change to the weekly hours: closed, or other hours, on each day from the first to the last."""

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="exceptions")
    purpose = models.CharField("gäller", max_length=10, choices=Purpose.choices, default=Purpose.VISIT)
    first_day = models.DateField("första dag")
    last_day = models.DateField("sista dag")
    opens = models.TimeField("öppnar", null=True, blank=True, help_text="Tomt betyder stängt.")
    closes = models.TimeField("stänger", null=True, blank=True)
    note = models.CharField("orsak", max_length=120, blank=True)

    class Meta:
        verbose_name = "avvikande öppettid"
        verbose_name_plural = "avvikande öppettider"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="openingexception_days",
                violation_error_message=_("Sista dagen kan inte vara före den första."),
            ),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                name="openingexception_hours",
                violation_error_message=_("Fyll i både öppnar och stänger, eller ingen av dem för stängt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first_day}–{self.last_day}"

    @property
    def closed(self) -> bool:
        return self.opens is None

    @property
    def label(self) -> str:
        """The hours, or "Stängt"."""
        if self.opens is None or self.closes is None:
            return str(_("Stängt"))
        return f"{self.opens:%H.%M}–{self.closes:%H.%M}"


class UnitNotice(models.Model):
    """Temporary information, shown first on the unit's page between its start and its end."""

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="notices")
    title = models.CharField("rubrik", max_length=120)
    text = models.TextField("text", blank=True)
    starts_at = models.DateTimeField("visas från")
    ends_at = models.DateTimeField("visas till", null=True, blank=True)

    class Meta:
        verbose_name = "tillfällig information"
        verbose_name_plural = "tillfällig information"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="unitnotice_ends_after_start",
                violation_error_message=_("Slutet måste vara efter början."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def until(self) -> str:
        """What the reader is told of its end."""
        if self.ends_at is None:
            return ""
        ends = localtime(self.ends_at)
        if ends.time().replace(second=0, microsecond=0) in (time(23, 59), time(0)):  # a day, to its end
            return gettext("Gäller till och med %(day)s.") % {"day": date_format(ends - timedelta(minutes=1))}
        return gettext("Gäller till %(day)s klockan %(time)s.") % {"day": date_format(ends), "time": f"{ends:%H.%M}"}
