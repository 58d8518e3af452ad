from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from regions.models.unit import CareUnit

UNDO_WITHIN = timedelta(days=30)  # how long ago a version may have held, for a unit to be made what it was then


class Via(models.TextChoices):
    """By what road a unit was changed."""

    EDITOR = "editor", _("Redigerad")
    IMPORT = "import", _("Import")
    UNDO = "undo", _("Återställd")
    CONFIRM = "confirm", _("Bekräftad")
    PLAN = "plan", _("Planerad ändring")
    OTHER = "other", _("Annan väg")


class UnitVersion(models.Model):
    """All that was said of a care unit after one change. Written by the database itself (migration 0005), whatever road
    the change came by; never changed or deleted. It outlives its unit: without a document, the unit was deleted."""

    unit = models.ForeignKey(
        CareUnit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="versions", verbose_name="mottagning"
    )
    uid = models.UUIDField(editable=False)
    at = models.DateTimeField("tidpunkt")
    change = models.CharField("ändring", max_length=60)
    by_id = models.CharField("vem, id", max_length=40, blank=True)
    by_name = models.CharField("vem", max_length=150, blank=True)
    via = models.CharField("väg", max_length=10, choices=Via.choices, default=Via.OTHER)
    note = models.CharField("anteckning", max_length=200, blank=True)
    document = models.JSONField("uppgifter", null=True)

    class Meta:
        verbose_name = "version av mottagning"
        verbose_name_plural = "versioner av mottagningar"
        indexes = [
            models.Index(fields=["unit", "id"], name="unitversion_of_unit"),
            models.Index(fields=["at", "id"], name="unitversion_at"),
            models.Index(fields=["change"], name="unitversion_change"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.at:%Y-%m-%d %H.%M} {self.get_via_display()}"
