"""`manage.py import_directory FILE`: makes an empty catalogue what the file says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.refusal import Refused
from regions.directory_file import import_directory


class Command(BaseCommand):
    help = "Läser in en katalog som export_directory har skrivit, i en tom webbplats. Allt läses in, eller ingenting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="filen som export_directory har skrivit")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(encoding="utf-8") as file:
                count = import_directory(by=None, file=file)
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(f"Det går inte att läsa {options['file']}. Ingenting är inläst.") from fault
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as fault:
            raise CommandError("Filen säger något som katalogen inte tillåter. Ingenting är inläst.") from fault
        self.stdout.write(f"{count} mottagningar inlästa.")
