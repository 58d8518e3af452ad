from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from regions import facts
from regions.kinds import UnitKind

MOST_SUGGESTED = 12


def _different_kinds() -> Combinable:
    """How many different kinds the menu names: as many as its places only if each is known and named once."""
    named: Combinable = Value(0)
    for kind in UnitKind.values:
        named += Case(When(suggested_kinds__contains=[kind], then=Value(1)), default=Value(0))
    return named


class Region(models.Model):
    """One of the 21 self-governing regions, keyed by county code. Not a county administrative board."""

    code = models.CharField("länskod", max_length=2, primary_key=True)
    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn", max_length=40, unique=True)
    county = models.CharField("län", max_length=40)
    organisation = models.CharField("organisation", max_length=60)
    seat = models.CharField("säte", max_length=40)
    website = models.URLField("webbplats", blank=True)
    reminds_units = models.BooleanField("påminner mottagningar varje månad", default=False)
    suggested_kinds = ArrayField(
        models.CharField(max_length=20, choices=UnitKind.choices),
        verbose_name="föreslagna typer av vård",
        default=list,
        blank=True,
        help_text="Tomt betyder de som föreslås i hela landet.",
    )

    class Meta:
        verbose_name = "region"
        verbose_name_plural = "regioner"
        constraints = [
            models.CheckConstraint(
                condition=Q(suggested_kinds__len__lte=MOST_SUGGESTED),
                name="region_suggests_at_most_twelve",
                violation_error_message=_("Menyn har plats för tolv typer av vård."),
            ),
            models.CheckConstraint(
                condition=Exact(
                    _different_kinds(), Func(F("suggested_kinds"), function="cardinality", output_field=IntegerField())
                ),
                name="region_suggests_each_kind_once",
                violation_error_message=_("Varje typ av vård får stå en gång i menyn, och måste finnas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def inside(self) -> str:
        """How one says where: "i Skåne", but "på Gotland"."""
        return facts.regions_by_code()[self.code].inside


class Municipality(models.Model):
    """One of the 290 municipalities, keyed by SCB code, with its centre point in SWEREF 99 TM metres."""

    code = models.CharField("kommunkod", max_length=4, primary_key=True)
    name = models.CharField("namn", max_length=40, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    seat = models.CharField("centralort", max_length=40)
    northing = models.IntegerField()
    easting = models.IntegerField()

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"

    def __str__(self) -> str:
        return self.name

    @property
    def inside(self) -> str:
        """How one says where: "i Lund", but "på Orust"."""
        return facts.municipalities_by_code()[self.code].inside
