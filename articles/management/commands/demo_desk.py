from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.demo import NotTheDemo
from articles.example_desk import load_example_desk


class Command(BaseCommand):
    help = "Lägger ett utkast, en granskning och en rättelse i demons Redaktion (kan köras om)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = load_example_desk()
        except NotTheDemo as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{made} saker lades i Redaktionen.")
