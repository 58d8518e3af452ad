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
        self.stdout.write(
            f"Borttaget: {forget_feedback()} läsarsvar, {forget_misses()} rader om sökningar utan träff, "
            f"{forget_addresses()} adresser till granskare, filerna till {forget_imports()} importer."
            f"{forget_addresses()} adresser till granskare, {forget_reports()} rapporter om fel."
        )
