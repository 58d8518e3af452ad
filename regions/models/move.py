from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models.area import Municipality
from regions.models.unit import Accessibility, CareUnit
from regions.sweref import EASTING_RANGE, NORTHING_RANGE

PLACE = ("street", "postal_code", "city", "municipality_id", "way_there", "easting", "northing", "accessibility")


class PlannedMove(models.Model):
    """Where a care unit will be from a day on. Told on its page until then, and made at 00.00 that day; it then stays
    as what was planned."""

    unit = models.ForeignKey(CareUnit, on_delete=models.CASCADE, related_name="moves", verbose_name="mottagning")
    on = models.DateField("flyttar den")
    street = models.CharField("ny gatuadress", max_length=120)
    postal_code = models.CharField("nytt postnummer", max_length=5, blank=True)
    city = models.CharField("ny ort", max_length=60)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name="kommun")
    way_there = models.TextField("ny vägbeskrivning", blank=True)
    easting = models.IntegerField("östlig koordinat (SWEREF 99 TM)", null=True, blank=True)
    northing = models.IntegerField("nordlig koordinat (SWEREF 99 TM)", null=True, blank=True)
    accessibility = ArrayField(
        models.CharField(max_length=20, choices=Accessibility.choices),
        default=list,
        blank=True,
        verbose_name="tillgänglighet på den nya adressen",
    )
    planned_by = models.CharField("planerad av", max_length=150, blank=True)
    made_at = models.DateTimeField("gjord", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "planerad flytt"
        verbose_name_plural = "planerade flyttar"
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(made_at__isnull=True),
                name="plannedmove_one_at_a_time",
                violation_error_message=_("Mottagningen har redan en flytt som väntar."),
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[1-9][0-9]{4}$"),
                name="plannedmove_postal_code_five_digits",
                violation_error_message=_("Ett postnummer har fem siffror, till exempel 21145."),
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(
                    easting__isnull=False,
                    northing__isnull=False,
                    easting__range=EASTING_RANGE,
                    northing__range=NORTHING_RANGE,
                ),
                name="plannedmove_position_in_sweden",
                violation_error_message=_("Positionen ligger inte i Sverige. Kontrollera koordinaterna."),
            ),
        ]
        indexes = [models.Index(fields=["on"], condition=Q(made_at__isnull=True), name="plannedmove_waits")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on}"

    @property
    def place(self) -> dict[str, Any]:
        """What the unit's document says of its place once it has moved. What belongs to the old premises and nobody has
        said of the new ones is unknown."""
        return {name: getattr(self, name) for name in PLACE}
