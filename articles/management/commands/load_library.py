from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions import load_library
from articles.actions.library import LibraryClosed
from articles.library_format import LibraryError


class Command(BaseCommand):
    help = "Loads the library of example articles and regional additions (docs/library.md). Twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_library(by=None)
        except (LibraryError, LibraryClosed) as error:
            raise CommandError(f"Inget laddades. {error}") from error
        self.stdout.write("\n".join(report.lines()))
