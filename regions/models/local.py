"""What holds in a region, as its own administrators state it."""

from hashlib import sha256

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from regions.kinds import UnitKind
from regions.models.area import Municipality, Region
from regions.models.choices import ContactKind, NoticeLevel


class Kept(models.Model):
    """Something that a region's administrators keep: it can say what it says, and whether that has changed."""

    class Meta:
        abstract = True

    def said(self) -> dict[str, object]:
        """Every value, for the log. None of it is about a person."""
        return {field.name: field.value_from_object(self) for field in self._meta.concrete_fields}

    @property
    def fingerprint(self) -> str:
        """What was written, as a short sum that is the same for the same words; empty for a new row."""
        written = [value for name, value in self.said().items() if name not in ("position", "confirmed_on")]
        return sha256(repr(written).encode()).hexdigest()[:16] if self.pk else ""


class RegionContact(Kept):
    """Whom to turn to in a region for one thing. Not a care unit, which has a page of its own."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("gäller"), max_length=20, choices=ContactKind.choices)
    label = models.CharField(_("namn"), max_length=80)
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    hours = models.CharField(_("telefontider"), max_length=120, blank=True)
    address = models.CharField(_("adress"), max_length=160, blank=True)
    website = models.URLField(_("webbplats"), blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    confirmed_on = models.DateField(_("bekräftad"))

    class Meta:
        verbose_name = _("kontakt i en region")
        verbose_name_plural = _("kontakter i regioner")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind"],
                condition=~Q(kind=ContactKind.OTHER),
                name="regioncontact_once",
                violation_error_message=_("Regionen har redan en sådan kontakt. Ändra den i stället."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values),
                name="regioncontact_kind",
                violation_error_message=_("Välj vad kontakten gäller."),
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(address="") | ~Q(website=""),
                name="regioncontact_can_be_reached",
                violation_error_message=_("Fyll i telefon, adress eller webbplats, så att läsaren kan höra av sig."),
            ),
            models.CheckConstraint(
                condition=Q(phone="") | Q(phone__regex=r"^(\+[1-9][0-9]{6,14}|[1-9][0-9]{2,5})$"),
                name="regioncontact_phone",
                violation_error_message=_("Skriv telefonnumret med riktnummer, till exempel 040-628 04 00."),
            ),
            models.CheckConstraint(
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                name="regioncontact_website",
                violation_error_message=_("Skriv hela webbadressen, så här: https://example.se."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class RegionFee(Kept):
    """What something costs a patient in a region, in whole kronor; 0 is free. Not the national high-cost ceiling."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="fees")
    label = models.CharField(_("vad"), max_length=80)
    for_whom = models.CharField(_("för vem"), max_length=80, blank=True)
    amount = models.PositiveIntegerField(_("kronor"))
    unit_kind = models.CharField(_("typ av vård"), max_length=20, choices=UnitKind.choices, blank=True)
    no_show = models.BooleanField(_("avgift när någon uteblir"), default=False)
    note = models.CharField(_("att veta"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    confirmed_on = models.DateField(_("bekräftad"))

    class Meta:
        verbose_name = _("avgift i en region")
        verbose_name_plural = _("avgifter i regioner")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "label", "for_whom"],
                name="regionfee_once",
                violation_error_message=_("Den avgiften finns redan för samma personer. Ändra den i stället."),
            ),
            models.CheckConstraint(
                condition=Q(amount__lte=100_000),
                name="regionfee_amount",
                violation_error_message=_("Skriv beloppet i hela kronor, högst 100 000."),
            ),
            models.CheckConstraint(
                condition=Q(unit_kind="") | Q(unit_kind__in=UnitKind.values),
                name="regionfee_unit_kind",
                violation_error_message=_("Välj en typ av vård i listan."),
            ),
            models.CheckConstraint(
                condition=Q(no_show=False) | Q(amount__gt=0),
                name="regionfee_no_show_costs",
                violation_error_message=_("Att utebli kan inte vara gratis. Skriv beloppet, eller ta bort krysset."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_free(self) -> bool:
        return self.amount == 0


class RegionNotice(Kept):
    """A local notice, shown from its start to its end on every page read in the region, or about one municipality."""

    region = models.ForeignKey(Region, on_delete=models.CASCADE, related_name="notices")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True)
    level = models.CharField(_("nivå"), max_length=20, choices=NoticeLevel.choices, default=NoticeLevel.INFORMATION)
    title = models.CharField(_("rubrik"), max_length=100)
    text = models.TextField(_("text"), max_length=600, blank=True)
    link = models.CharField(_("länk"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("visas från"))
    ends_at = models.DateTimeField(_("visas till"), null=True, blank=True)

    class Meta:
        verbose_name = _("meddelande i en region")
        verbose_name_plural = _("meddelanden i regioner")
        indexes = [models.Index(fields=["region", "starts_at"], name="regionnotice_region")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="regionnotice_ends_after_start",
                violation_error_message=_("Slutet måste vara efter början."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=NoticeLevel.values),
                name="regionnotice_level",
                violation_error_message=_("Välj en nivå."),
            ),
            models.CheckConstraint(  # a municipality's code begins with its region's
                condition=Q(municipality__isnull=True) | Q(Exact(Left("municipality", 2), F("region"))),
                name="regionnotice_municipality_in_region",
                violation_error_message=_("Kommunen ligger inte i regionen."),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^/([^/\\[:space:]][^\\[:space:]]*)?$"),
                name="regionnotice_link_is_ours",
                violation_error_message=_("Länka till en sida här, till exempel /halsfluss/."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def regional_link(self) -> str:
        """The page that it names, as read in the region."""
        return f"/{self.region.slug}{self.link}"
