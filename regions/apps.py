from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from page_memory.shown import register


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Regioner och mottagningar")

    def ready(self) -> None:
        from regions import subjects

        register(*subjects.ALL)
