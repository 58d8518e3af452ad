from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from articles.models.article import Article


class SearchDocument(models.Model):
    """An article as the search sees it: weighted stems from `language.analysis`, and its folded names."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="search_document")
    vector = SearchVectorField()
    names = ArrayField(models.CharField(max_length=120))

    class Meta:
        verbose_name = "sökdokument"
        verbose_name_plural = "sökdokument"
        indexes = [
            GinIndex(fields=["vector"], name="searchdocument_vector"),
            GinIndex(fields=["names"], name="searchdocument_names"),
        ]

    def __str__(self) -> str:
        return str(self.article)
