from django.db import models

from articles.models.article import Article, ArticleQuerySet


class AdditionManager(models.Manager.from_queryset(ArticleQuerySet)):  # type: ignore[misc]
    """Only what regions add to national articles."""

    def get_queryset(self) -> ArticleQuerySet:
        found: ArticleQuerySet = super().get_queryset()
        return found.filter(adds_to__isnull=False)


def addition_slug(article: Article, anchor: str) -> str:
    """What an addition is called among its region's texts; it is read on the national article's page."""
    return f"{article.slug}-{anchor.replace('_', '-')}"[:80]


class RegionalAddition(Article):
    """What one region adds to one chapter (or the care ladder) of a national article: where and how, never what. An
    article of that region's own with a single chapter, so that it has the same life."""

    objects = AdditionManager()  # type: ignore[misc]

    class Meta:
        proxy = True
        verbose_name = "regionalt tillägg"
        verbose_name_plural = "regionala tillägg"
