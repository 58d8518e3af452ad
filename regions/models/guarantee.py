from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models.choices import GuaranteeStep


class CareGuarantee(models.Model):
    """How many days one may at most have to wait for a step of care, from a day on; the law's limits as data."""

    step = models.CharField(_("steg"), max_length=20, choices=GuaranteeStep.choices)
    days = models.PositiveSmallIntegerField(_("dagar"), help_text=_("0 är samma dag."))
    valid_from = models.DateField(_("gäller från"), help_text=_("För väntan som börjar den dagen eller senare."))

    class Meta:
        verbose_name = _("gräns i vårdgarantin")
        verbose_name_plural = _("gränser i vårdgarantin")
        constraints = [
            models.UniqueConstraint(
                fields=["step", "valid_from"],
                name="careguarantee_once",
                violation_error_message=_("Det finns redan en gräns för steget från den dagen."),
            ),
            models.CheckConstraint(
                condition=Q(step__in=GuaranteeStep.values),
                name="careguarantee_step",
                violation_error_message=_("Välj ett av stegen."),
            ),
            models.CheckConstraint(
                condition=Q(days__lte=730),
                name="careguarantee_days",
                violation_error_message=_("Skriv ett antal dagar, högst 730."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.days} dagar från {self.valid_from}"

    def last_day(self, start: date) -> date:
        """The last day within the limit, counted in calendar days from the day after the wait began."""
        return start + timedelta(days=self.days)
