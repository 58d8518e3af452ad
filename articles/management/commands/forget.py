from typing import Any

from django.core.management.base import BaseCommand

from articles.actions.feedback import forget_feedback
from articles.actions.misses import forget_misses
from articles.actions.reviewing import forget_addresses
from regions.actions.imports.forgetting import forget_imports
from regions.actions.unit_reports import forget_reports


class Command(BaseCommand):
    help = "Deletes what readers have left, reviewers' addresses and imported files that are needed no longer."

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = [
            f"{forget_feedback()} läsarsvar",
            f"{forget_misses()} rader om sökningar utan träff",
            f"{forget_addresses()} adresser till granskare",
            f"filerna till {forget_imports()} importer",
            f"{forget_reports()} rapporter om fel",
        ]
        self.stdout.write(f"Borttaget: {', '.join(forgotten)}.")
