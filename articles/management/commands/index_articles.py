from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from articles.search_index import index_articles


class Command(BaseCommand):
    help = "Makes what the search knows of every published article anew, for example after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        articles = list(Article.objects.national().filter(language="sv").select_related("live"))
        index_articles(articles)
        self.stdout.write(f"{sum(article.live is not None for article in articles)} artiklar finns i sökningen.")
