from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.models.article import Article
from regions.facts import regions_by_code


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def with_comment(self) -> "FeedbackQuerySet":
        return self.exclude(comment="")

    def waiting(self) -> "FeedbackQuerySet":
        """Comments that no editor has answered for."""
        return self.with_comment().filter(handled_at__isnull=True)

    def waiting_faults(self) -> "FeedbackQuerySet":
        """What readers say is wrong in a text, and no editor has answered for."""
        return self.waiting().filter(is_fault=True)


class Feedback(models.Model):
    """A reader's answer to "Hjälpte sidan dig?", and what an editor did about it. It holds nothing about who answered:
    what could lead to a person is masked before it is stored (`language.masking`)."""

    class Outcome(models.TextChoices):
        MENDED = "mended", _("Rättat i texten")
        DECLINED = "declined", _("Åtgärdas inte")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    revision_number = models.PositiveIntegerField("version")
    region_code = models.CharField("region", max_length=2, blank=True)
    helpful = models.BooleanField("hjälpte")
    is_fault = models.BooleanField("något är fel i texten", default=False, db_default=False)
    comment = models.TextField("vad saknas eller är fel", blank=True)
    created_at = models.DateTimeField("när", auto_now_add=True)
    outcome = models.CharField("vad som gjordes", max_length=8, choices=Outcome.choices, blank=True)
    mended_in = models.PositiveIntegerField(
        "rättat i version", null=True, blank=True, help_text="Ett utkast heter det nummer som det får."
    )
    note = models.CharField("anteckning", max_length=500, blank=True)
    handled_at = models.DateTimeField("åtgärdat", null=True, blank=True)
    handled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="åtgärdat av"
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "läsarsvar"
        verbose_name_plural = "läsarsvar"
        indexes = [
            models.Index(
                fields=["article", "created_at"],
                condition=Q(handled_at__isnull=True) & ~Q(comment=""),
                name="feedback_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_fault=False) | Q(helpful=False) & ~Q(comment=""),
                name="feedback_fault_says_what",
                violation_error_message=_("Skriv vad som är fel."),
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, handled_by__isnull=True, outcome="", note="")
                | Q(handled_at__isnull=False, handled_by__isnull=False, outcome__in=["mended", "declined"]),
                name="feedback_handled_whole",
                violation_error_message=_("Säg vad som gjordes, av vem och när."),
            ),
            models.CheckConstraint(
                condition=Q(mended_in__isnull=False, outcome="mended")
                | Q(mended_in__isnull=True) & ~Q(outcome="mended"),
                name="feedback_mended_in_a_version",
                violation_error_message=_("Välj den version som rättar det som läsaren skrev om."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined", note=""),
                name="feedback_declined_has_reason",
                violation_error_message=_("Skriv varför det inte åtgärdas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {'fel' if self.is_fault else 'ja' if self.helpful else 'nej'}"

    @property
    def is_mended_by_a_fact(self) -> bool:
        """Whether what is shown in the version that was read has been mended, and not the version."""
        return self.mended_in == self.revision_number

    @property
    def region_name(self) -> str:
        region = regions_by_code().get(self.region_code)
        return region.name if region else ""
