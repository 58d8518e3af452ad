from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Reminder(models.Model):
    """That the responsible editor has been told, so many days before, that an article is to be reviewed by a day. It
    says nothing about whom."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reminders")
    review_due = models.DateField("granskas senast")
    days = models.PositiveSmallIntegerField("dagar före")
    sent_at = models.DateTimeField("skickad", auto_now_add=True)

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "review_due", "days"],
                name="reminder_once",
                violation_error_message=_("Påminnelsen är redan skickad."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.days} dagar före {self.review_due}"
