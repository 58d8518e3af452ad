from django.db import models


class Purpose(models.TextChoices):
    """What an opening span is for."""

    VISIT = "visit", "Öppettider"
    PHONE = "phone", "Telefontider"
    DROP_IN = "drop_in", "Drop-in"


class RedDays(models.TextChoices):
    """What a unit's weekly hours mean on red days (and on midsummer's, Christmas and New Year's Eve)."""

    UNKNOWN = "unknown", "Uppgift saknas"
    CLOSED = "closed", "Stängt"
    AS_USUAL = "as_usual", "Öppet som vanligt"
    OWN_HOURS = "own_hours", "Egna tider"


class Day(models.IntegerChoices):
    """The day of a weekly span: Monday is 0; a red day has a row of its own."""

    MONDAY = 0, "måndag"
    TUESDAY = 1, "tisdag"
    WEDNESDAY = 2, "onsdag"
    THURSDAY = 3, "torsdag"
    FRIDAY = 4, "fredag"
    SATURDAY = 5, "lördag"
    SUNDAY = 6, "söndag"
    RED_DAY = 7, "röda dagar"
