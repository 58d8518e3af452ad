from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.models import User
from articles.models.article import Article
from articles.models.revision import Revision


class Draft(models.Model):
    """A text that is being written: half-done, saved over and over, seen by no reader. What is sent to review becomes a
    revision, which never changes."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="draft")
    text = models.JSONField("text", encoder=DjangoJSONEncoder, help_text="Ett `articles.text.ArticleText`.")
    base = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bygger på"
    )
    made_from = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gjord från",
        help_text="Den svenska version som en översättning följer.",
    )
    writers = models.ManyToManyField(User, related_name="+", verbose_name="skribenter")
    serial = models.PositiveIntegerField(
        "sparad gång",
        default=0,
        help_text="Räknas upp när utkastet sparas, så att två som skriver samtidigt märker det.",
    )
    saved_at = models.DateTimeField("senast sparat")
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="sparat av")

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"

    @property
    def saving(self) -> str:
        """Which draft it is, and which saving of it: what a form that asks about the draft holds."""
        return f"{self.pk}-{self.serial}"

    def __str__(self) -> str:
        return str(self.text.get("title") or self.article)
