"""`manage.py export_directory FILE`: the whole catalogue of care units as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from regions.directory_file import export_directory


class Command(BaseCommand):
    help = "Skriver hela katalogen till en fil (NDJSON), som import_directory läser in i en tom webbplats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="filen som ska skrivas")

    def handle(self, *args: Any, **options: Any) -> None:
        with options["file"].open("w", encoding="utf-8") as file:
            count = export_directory(file)
        self.stdout.write(f"{count} mottagningar skrivna till {options['file']}.")
