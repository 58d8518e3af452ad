from django.db import models

from articles.models.article import Article


class Feedback(models.Model):
    """A reader's answer to "Hjälpte sidan dig?". It holds nothing about who answered."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    revision_number = models.PositiveIntegerField("version")
    region_code = models.CharField("region", max_length=2, blank=True)
    helpful = models.BooleanField("hjälpte")
    comment = models.TextField("vad saknades", blank=True)
    created_at = models.DateTimeField("när", auto_now_add=True)

    class Meta:
        verbose_name = "läsarsvar"
        verbose_name_plural = "läsarsvar"

    def __str__(self) -> str:
        return f"{self.article}: {'ja' if self.helpful else 'nej'}"
