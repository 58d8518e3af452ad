"""`manage.py import_care_units FILE`: care units from a CSV file, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from regions.care_unit_import import FileRefused, Summary, TooManyRefused, import_care_units


class Command(BaseCommand):
    help = (
        "Läser in mottagningar från en CSV-fil i UTF-8. Varje rad blir ny, ändrad, oförändrad, sammanslagen eller "
        "avvisad. En fil som inte går att lita på ändrar ingenting."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="CSV-filen")
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle hända, men ändra ingenting")
        parser.add_argument("--report", type=Path, help="skriv en CSV med vad som hände med varje rad")
        parser.add_argument("--source", default="", help="källan som webbplatsen ska ange, i stället för filens egen")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            summary = import_care_units(
                by=None,
                path=options["file"],
                source=options["source"].strip()[:80],
                dry_run=options["dry_run"],
                report=options["report"],
            )
        except TooManyRefused as refusal:
            self._tell_reasons(refusal.summary)
            raise CommandError(str(refusal)) from refusal
        except FileRefused as refusal:
            raise CommandError(f"{refusal} Ingenting är ändrat.") from refusal
        if options["dry_run"]:
            self.stdout.write("Provkörning: ingenting är ändrat. Så här skulle det bli:")
        self.stdout.write(summary.sentence())
        self._tell_reasons(summary)
        if options["report"]:
            self.stdout.write(f"Rad för rad: {options['report']}")

    def _tell_reasons(self, summary: Summary) -> None:
        for line in summary.reasons():
            self.stdout.write(line)
