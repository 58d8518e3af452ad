from django.apps import AppConfig

from page_memory.shown import register


class RegionsConfig(AppConfig):
    name = "regions"

    def ready(self) -> None:
        from regions import subjects

        register(*subjects.ALL)
