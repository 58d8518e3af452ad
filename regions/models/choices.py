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


class ContactKind(models.TextChoices):
    """What one turns to a region for."""

    SWITCHBOARD = "switchboard", _("Växel")
    PATIENT_BOARD = "patient_board", _("Patientnämnden")
    RECORDS = "records", _("Journalkopior och loggutdrag")
    LISTING = "listing", _("Val av vårdcentral")
    CARE_GUARANTEE = "care_guarantee", _("Vårdgaranti")
    FEES = "fees", _("Frågor om avgifter")
    OTHER = "other", _("Annat")


class NoticeLevel(models.TextChoices):
    """How much a local notice asks of its reader."""

    INFORMATION = "information", _("Information")
    WARNING = "warning", _("Varning")
    CRISIS = "crisis", _("Kris")


class GuaranteeStep(models.TextChoices):
    """What a patient waits for, in the order of the care guarantee."""

    CONTACT = "contact", _("Kontakt med primärvården")
    ASSESSMENT = "assessment", _("Medicinsk bedömning i primärvården")
    FIRST_VISIT = "first_visit", _("Första besöket hos en specialist")
    TREATMENT = "treatment", _("Behandling, till exempel en operation")
