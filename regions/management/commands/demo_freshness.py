from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemo
from regions.example_freshness import load_freshness


class Command(BaseCommand):
    help = "Ger demons exempelmottagningar kontaktadresser och några rapporter om fel (kan köras om)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            contacts, reports = load_freshness()
        except NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{contacts} adresser och {reports} rapporter är nya.")
