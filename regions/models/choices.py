from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What an opening span is for."""

    VISIT = "visit", _("Öppettider")
    PHONE = "phone", _("Telefontider")
    DROP_IN = "drop_in", _("Drop-in")


class RedDays(models.TextChoices):
    """What a unit's weekly hours mean on red days (and on midsummer's, Christmas and New Year's Eve)."""

    UNKNOWN = "unknown", _("Uppgift saknas")
    CLOSED = "closed", _("Stängt")
    AS_USUAL = "as_usual", _("Öppet som vanligt")
    OWN_HOURS = "own_hours", _("Egna tider")


class Day(models.IntegerChoices):
    """The day of a weekly span: Monday is 0; a red day has a row of its own."""

    MONDAY = 0, _("måndag")
    TUESDAY = 1, _("tisdag")
    WEDNESDAY = 2, _("onsdag")
    THURSDAY = 3, _("torsdag")
    FRIDAY = 4, _("fredag")
    SATURDAY = 5, _("lördag")
    SUNDAY = 6, _("söndag")
    RED_DAY = 7, _("röda dagar")
