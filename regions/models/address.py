from django.db import models

from regions.models.unit import CareUnit


class UnitAddress(models.Model):
    """A name that a care unit has or has had in its web address. Written by the database itself when a unit gets it
    (the migration "addresses for ever"); never changed, deleted or given to another unit, so that old links lead right.
    """

    slug = models.SlugField("adressnamn", max_length=120, primary_key=True)
    unit = models.ForeignKey(
        CareUnit, on_delete=models.DO_NOTHING, db_constraint=False, related_name="addresses", verbose_name="mottagning"
    )

    class Meta:
        verbose_name = "webbadress"
        verbose_name_plural = "webbadresser"

    def __str__(self) -> str:
        return self.slug
