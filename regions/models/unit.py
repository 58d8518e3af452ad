from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Expression, F, Q
from django.utils.translation import gettext_lazy as _

from regions.kinds import UnitKind
from regions.models.area import Municipality, Region
from regions.models.choices import Purpose, RedDays
from regions.sweref import EASTING_RANGE, NORTHING_RANGE
from ui.addresses import address_of


class Accessibility(models.TextChoices):
    """What makes a unit possible to reach and use."""

    WHEELCHAIR = "wheelchair", _("Tillgänglig med rullstol")
    TOILET = "toilet", _("Anpassad toalett")
    HEARING_LOOP = "hearing_loop", _("Hörslinga")
    PARKING = "parking", _("Parkering för rörelsehindrade")
    SIGN_LANGUAGE = "sign_language", _("Personal som kan teckenspråk")
    LIFT = "lift", _("Hiss eller entré utan trappor")


OF_STAFF = frozenset(
    {Accessibility.SIGN_LANGUAGE}
)  # what goes with the unit when it moves; the rest is of the premises


class Language(models.TextChoices):
    """Languages that staff speak, by ISO 639 code. An interpreter can be had in any language."""

    SWEDISH = "sv", _("Svenska")
    ENGLISH = "en", _("Engelska")
    ARABIC = "ar", _("Arabiska")
    FINNISH = "fi", _("Finska")
    SOMALI = "so", _("Somaliska")
    PERSIAN = "fa", _("Persiska")
    TIGRINYA = "ti", _("Tigrinja")
    POLISH = "pl", _("Polska")
    BCMS = "hbs", _("Bosniska, kroatiska, serbiska")
    SPANISH = "es", _("Spanska")
    KURDISH = "ku", _("Kurdiska")
    UKRAINIAN = "uk", _("Ukrainska")
    NORTH_SAMI = "se", _("Nordsamiska")
    MEANKIELI = "fit", _("Meänkieli")


class EService(models.TextChoices):
    """What a resident can do with a unit without ringing or going there."""

    BOOK = "book", _("Boka, av- och omboka tid")
    RENEW = "renew", _("Förnya recept")
    ASK = "ask", _("Ställa en fråga")
    CONTACT = "contact", _("Be mottagningen kontakta dig")
    VIDEO = "video", _("Träffa vården i video")
    RECORD = "record", _("Begära kopia på journalen")


def unit_address(slug: str) -> str:
    """The page of a unit, in the reader's region."""
    return address_of("unit", slug)


class CareUnitQuerySet(models.QuerySet["CareUnit"]):
    def in_use(self, day: date | Expression) -> "CareUnitQuerySet":
        """Those that have not closed for good by the day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def of_kind(self, kind: str) -> "CareUnitQuerySet":
        return self.filter(kinds__contains=[kind])

    def in_region(self, code: str) -> "CareUnitQuerySet":
        return self.filter(region_id=code)

    def with_hours(self) -> "CareUnitQuerySet":
        return self.prefetch_related("spans", "exceptions")


class CareUnit(models.Model):
    """A place or team that gives care. Not the organisation that runs it, and not a building."""

    uid = models.UUIDField("id för alltid", db_default=RandomUUID(), unique=True, editable=False)
    name = models.CharField("namn", max_length=160)
    slug = models.SlugField("adressnamn", max_length=120, unique=True)
    hsa_id = models.CharField("HSA-id", max_length=40, blank=True, null=True, unique=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=UnitKind.choices), verbose_name="typ av vård")
    operator = models.CharField("drivs av", max_length=120, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="units")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="units")

    street = models.CharField("gatuadress", max_length=120, blank=True)
    postal_code = models.CharField("postnummer", max_length=5, blank=True, help_text="Fem siffror.")
    city = models.CharField("ort", max_length=60, blank=True)
    city_key = models.CharField(max_length=60, blank=True, editable=False, db_index=True)
    way_there = models.TextField("vägbeskrivning", blank=True)
    easting = models.IntegerField("östlig koordinat (SWEREF 99 TM)", null=True, blank=True)
    northing = models.IntegerField("nordlig koordinat (SWEREF 99 TM)", null=True, blank=True)

    phone = models.CharField("telefon", max_length=20, blank=True, help_text="Internationell form, +4640…")
    website = models.URLField("webbplats", blank=True)
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name="tjänster")
    languages = ArrayField(
        models.CharField(max_length=3, choices=Language.choices), default=list, blank=True, verbose_name="språk"
    )
    accessibility = ArrayField(
        models.CharField(max_length=20, choices=Accessibility.choices),
        default=list,
        blank=True,
        verbose_name="tillgänglighet",
    )
    helps_with = models.TextField("hjälper till med", blank=True)
    does_not_help_with = models.TextField("hjälper inte till med", blank=True)
    how_to_seek = models.TextField("så söker du vård här", blank=True)
    e_services = ArrayField(
        models.CharField(max_length=10, choices=EService.choices), default=list, blank=True, verbose_name="e-tjänster"
    )
    answers_within_days = models.PositiveSmallIntegerField("svarar i e-tjänsterna inom (dagar)", null=True, blank=True)
    takes_new_listings = models.BooleanField("tar emot nya listningar", null=True, blank=True)
    red_days = models.CharField("röda dagar", max_length=10, choices=RedDays.choices, default=RedDays.UNKNOWN)
    confirmed_on = models.DateField("alla uppgifter bekräftade", null=True, blank=True)
    confirmed = models.JSONField("delar bekräftade senare", default=dict, blank=True)

    part_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="parts", verbose_name="hör till", null=True, blank=True
    )
    opens_on = models.DateField("öppnar första gången", null=True, blank=True)
    closed_on = models.DateField("stängd för alltid från", null=True, blank=True)
    closed_note = models.CharField("varför, och vad som gäller", max_length=300, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="predecessors", verbose_name="ersätts av", null=True, blank=True
    )

    is_example = models.BooleanField("exempel", default=False)
    source = models.CharField("källa", max_length=80, blank=True)
    source_id = models.CharField("källans id", max_length=120, blank=True, null=True, unique=True)
    search = SearchVectorField(null=True, editable=False)

    objects = CareUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "mottagning"
        verbose_name_plural = "mottagningar"
        indexes = [
            GinIndex(fields=["kinds"], name="careunit_kinds"),
            GinIndex(fields=["search"], name="careunit_search"),
            models.Index(fields=["postal_code"], name="careunit_postal_begins", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(
                    easting__isnull=False,  # half a position would be neither true nor false, and pass
                    northing__isnull=False,
                    easting__range=EASTING_RANGE,
                    northing__range=NORTHING_RANGE,
                ),
                name="careunit_position_in_sweden",
                violation_error_message=_("Positionen ligger inte i Sverige. Kontrollera koordinaterna."),
            ),
            models.CheckConstraint(
                condition=Q(postal_code="") | Q(postal_code__regex=r"^[1-9][0-9]{4}$"),
                name="careunit_postal_code_five_digits",
                violation_error_message=_("Ett postnummer har fem siffror, till exempel 21145."),
            ),
            models.CheckConstraint(
                condition=~Q(part_of=F("pk")) & ~Q(successor=F("pk")),
                name="careunit_not_its_own_relation",
                violation_error_message=_("En mottagning kan inte höra till eller ersättas av sig själv."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False) | Q(successor__isnull=True, closed_note=""),
                name="careunit_pointer_only_when_closed",
                violation_error_message=_("Fyll i vilken dag mottagningen stänger."),
            ),
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0),
                name="careunit_has_kind",
                violation_error_message=_("Välj minst en typ av vård."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return unit_address(self.slug)

    @property
    def kind_labels(self) -> list[str]:
        return [str(UnitKind(kind).label) for kind in self.kinds]

    def confirmed_part(self, part: str) -> date | None:
        """The day when the facts of one part (`regions.unit_parts`) were last confirmed, or None."""
        later = self.confirmed.get(part)
        return date.fromisoformat(later) if later else self.confirmed_on

    @property
    def e_service_labels(self) -> list[str]:
        return [str(EService(value).label) for value in self.e_services]

    @property
    def web_link(self) -> str:
        """The website where it may stand in a link: nothing but http and https."""
        return self.website if self.website.lower().startswith(("http://", "https://")) else ""

    @property
    def accessibility_labels(self) -> list[str]:
        return [str(Accessibility(value).label) for value in self.accessibility]

    @property
    def language_labels(self) -> list[str]:
        return [str(Language(value).label) for value in self.languages]

    def spans_for(self, purpose: Purpose) -> list[Any]:
        """The weekly spans of one purpose, from the prefetched rows."""
        return [span for span in self.spans.all() if span.purpose == purpose]
