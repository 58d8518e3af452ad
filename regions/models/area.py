from django.db import models


class Region(models.Model):
    """One of the 21 self-governing regions, keyed by county code. Not a county administrative board."""

    code = models.CharField("länskod", max_length=2, primary_key=True)
    slug = models.SlugField("adressnamn", unique=True)
    name = models.CharField("namn", max_length=40, unique=True)
    county = models.CharField("län", max_length=40)
    organisation = models.CharField("organisation", max_length=60)
    seat = models.CharField("säte", max_length=40)
    website = models.URLField("webbplats", blank=True)
    phone = models.CharField("telefon", max_length=20, blank=True)
    reminds_units = models.BooleanField("påminner mottagningar varje månad", default=False)

    class Meta:
        verbose_name = "region"
        verbose_name_plural = "regioner"

    def __str__(self) -> str:
        return self.name


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
