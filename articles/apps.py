from django.apps import AppConfig

from page_memory.shown import register


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self) -> None:
        from articles import subjects

        register(*subjects.ALL)
