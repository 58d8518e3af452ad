from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.article import Article


class SearchDocument(models.Model):
    """An article as PostgreSQL matches it: stems from `language.analysis`, those of its names, summary, headings and
    signs (`head`) apart from those of its text (`body`), and its distinct words as they are spelt."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="search_document")
    head = SearchVectorField()
    body = SearchVectorField()
    words = ArrayField(models.TextField(), default=list)

    class Meta:
        verbose_name = "sökdokument"
        verbose_name_plural = "sökdokument"
        indexes = [  # read far more than written: no list of pending entries to read through
            GinIndex(fields=["head"], name="searchdocument_head", fastupdate=False),
            GinIndex(fields=["body"], name="searchdocument_body", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.article)


class SearchState(models.Model):
    """One row that counts the changes of what the search knows, so that every process sees when it must read anew.

    Triggers count (migration 0004): a change by any road is seen.
    """

    serial = models.BigIntegerField("löpnummer")

    class Meta:
        verbose_name = "sökläge"
        verbose_name_plural = "söklägen"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="searchstate_one_row", violation_error_message=_("Det finns bara ett sökläge.")
            )
        ]

    def __str__(self) -> str:
        return str(self.serial)


class SearchRule(models.Model):
    """What editors teach the search beside the articles' own words. A rule never changes: it is ended and another is
    added, so that its history stays (the database refuses else, migration 0004)."""

    class Kind(models.TextChoices):
        STOP_WORD = "stop", _("Ord utan betydelse")
        WEAK_WORD = "weak", _("Ord med liten betydelse")
        SAME = "same", _("Ord som betyder detsamma")
        GROUP = "group", _("Ord i en grupp, som uttrycken nämner")
        EMERGENCY = "emergency", _("Uttryck som visar 112 först")
        HARMLESS = "harmless", _("Uttryck som inte visar 112")

    kind = models.CharField("slag", max_length=9, choices=Kind.choices)
    text = models.CharField("text", max_length=300)
    added_at = models.DateTimeField("tillagd", auto_now_add=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by_name = models.CharField("tillagd av", max_length=150)
    ended_at = models.DateTimeField("avslutad", null=True, blank=True)
    ended_by_name = models.CharField("avslutad av", max_length=150, blank=True)

    class Meta:
        verbose_name = "sökregel"
        verbose_name_plural = "sökregler"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "text"],
                condition=Q(ended_at__isnull=True),
                name="searchrule_once",
                violation_error_message=_("Regeln finns redan."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("added_at")),
                name="searchrule_ended_after_added",
                violation_error_message=_("En regel avslutas efter att den har lagts till."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
