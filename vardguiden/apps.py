from django.apps import AppConfig, apps

from page_memory.shown import register_tables


class VardguidenConfig(AppConfig):
    name = "vardguiden"

    def ready(self) -> None:
        from vardguiden import checks  # noqa: F401  (registers the checks)

        register_tables(model._meta.db_table for model in apps.get_models(include_auto_created=True))
