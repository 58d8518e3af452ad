from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
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


class RuleChange(models.Model):
    """A rule that someone wants to add or to end, and why. One person proposes, another approves: it may take the box
    with 112 from a danger. An expression of danger only adds a box and counts at once. Never changed once it is
    decided, and no rule is added or ended without one, but by the program's own library (migration 0021)."""

    kind = models.CharField("slag", max_length=9, choices=SearchRule.Kind.choices)
    text = models.CharField("text", max_length=300)
    rule = models.ForeignKey(
        SearchRule, on_delete=models.PROTECT, null=True, blank=True, related_name="changes", verbose_name="regeln"
    )
    ends = models.BooleanField("avslutar regeln", default=False)
    why = models.CharField("varför", max_length=300)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="föreslagen av")
    proposed_at = models.DateTimeField("föreslagen", default=timezone.now)
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="godkänd av"
    )
    in_force_at = models.DateTimeField("gäller från", null=True, blank=True)
    declined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="avböjd av"
    )
    declined_at = models.DateTimeField("avböjd", null=True, blank=True)
    declined_why = models.CharField("varför den avböjdes", max_length=300, blank=True)

    class Meta:
        verbose_name = "ändring av en sökregel"
        verbose_name_plural = "ändringar av sökregler"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "text"],
                condition=Q(in_force_at__isnull=True, declined_at__isnull=True),
                name="rulechange_one_proposal",
                violation_error_message=_("Det finns redan ett förslag om regeln som väntar."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="rulechange_approved_by_another",
                violation_error_message=_("Ingen godkänner sitt eget förslag."),
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True)
                | Q(approved_by__isnull=False)
                | (Q(ends=False, kind=SearchRule.Kind.EMERGENCY) & ~Q(text__startswith="?")),
                name="rulechange_in_force_is_approved",
                violation_error_message=_("Någon annan måste godkänna ändringen innan den gäller."),
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(in_force_at__isnull=True),
                name="rulechange_declined_or_in_force",
                violation_error_message=_("Ett avböjt förslag kan inte gälla."),
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=False) | Q(ends=False),
                name="rulechange_ends_a_rule",
                violation_error_message=_("Säg vilken regel som ska avslutas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"

    @property
    def waits(self) -> bool:
        return self.in_force_at is None and self.declined_at is None

    @property
    def only_adds_a_box(self) -> bool:
        """Whether it takes the box from nothing: an expression of danger that is no name that people read up on."""
        return not self.ends and self.kind == SearchRule.Kind.EMERGENCY and not self.text.startswith("?")
