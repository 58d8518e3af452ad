from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.choices import CARE, ChapterKind
from regions.models import Region


class RegionalAddition(models.Model):
    """What one region adds to one chapter (or the care ladder) of a national article: where and how, never what."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="additions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="additions")
    anchor = models.CharField(
        "kapitel", max_length=20, choices=[(CARE, _("När och var ska jag söka vård?")), *ChapterKind.choices]
    )
    live = models.ForeignKey("AdditionRevision", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "regionalt tillägg"
        verbose_name_plural = "regionala tillägg"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "region", "anchor"],
                name="addition_once_a_chapter",
                violation_error_message=_("Regionen har redan ett tillägg till det kapitlet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article} – {self.region}"


class AdditionRevision(models.Model):
    """The text of a regional addition at one time. Like an article's revision it never changes once submitted."""

    addition = models.ForeignKey(RegionalAddition, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("nummer")
    title = models.CharField("rubrik", max_length=120)
    text = models.TextField("text")
    change_note = models.CharField("vad som ändrats", max_length=300)
    digest = models.CharField(max_length=64, editable=False)
    is_example = models.BooleanField("exempeltext", default=False)
    submitted_at = models.DateTimeField("inskickad", null=True, blank=True)
    published_on = models.DateField("publicerad", null=True, blank=True)
    published_by = models.CharField("publicerad av", max_length=120, blank=True)

    class Meta:
        verbose_name = "tilläggets version"
        verbose_name_plural = "tilläggets versioner"
        constraints = [
            models.UniqueConstraint(
                fields=["addition", "number"],
                name="additionrevision_number_once",
                violation_error_message=_("Versionsnumret är redan använt."),
            )
        ]

    def __str__(self) -> str:
        return self.title
